import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Links a new package into the repository and writes it to the lockfile. False when that failed; the reason was shown. */
export const installDependencies = (root: string): boolean => {
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly packageManager: string;
  };
  // npx sets the two for what it runs; an npx inside an npx would take them for its own arguments.
  const { npm_config_call: _call, npm_config_package: _package, ...env } = process.env;
  const done = spawnSync(
    'npx',
    ['--yes', packageManager, 'install', '--no-frozen-lockfile', '--prefer-offline'],
    {
      cwd: root,
      env: { ...env, CI: 'true' },
      // Standard output is for what this command makes.
      stdio: ['ignore', process.stderr.fd, process.stderr.fd],
      // On Windows npx is a .cmd file, which only a shell can start.
      shell: process.platform === 'win32',
    },
  );
  return done.status === 0;
};
