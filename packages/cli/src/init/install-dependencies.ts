import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Links a new package into the repository and updates the lockfile. Returns false after showing why it failed. */
export const installDependencies = (root: string): boolean => {
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly packageManager: string;
  };
  // npx sets the two for its child processes; a nested npx would read them as its own arguments.
  const { npm_config_call: _call, npm_config_package: _package, ...env } = process.env;
  const done = spawnSync(
    'npx',
    ['--yes', packageManager, 'install', '--no-frozen-lockfile', '--prefer-offline'],
    {
      cwd: root,
      env: { ...env, CI: 'true' },
      // Standard output carries only this command's result.
      stdio: ['ignore', process.stderr.fd, process.stderr.fd],
      // On Windows npx is a .cmd file, which only a shell can start.
      shell: process.platform === 'win32',
    },
  );
  return done.status === 0;
};
