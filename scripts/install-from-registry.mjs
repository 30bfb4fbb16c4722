// npm install with our packages from the registry on this machine. Not synchronous: that registry answers in this process.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Installs what the package.json in a folder asks for; throws an Error with all that npm said when it fails. */
export const installInto = (folder, { npmrc }) => {
  writeFileSync(join(folder, '.npmrc'), npmrc);
  const env = { ...process.env, CI: 'true' };
  delete env.npm_config_call;
  delete env.npm_config_package;
  const args = ['install', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
  const npm = spawn('npm', args, { cwd: folder, env, shell: process.platform === 'win32' });
  let said = '';
  npm.stdout.on('data', (text) => (said += text));
  npm.stderr.on('data', (text) => (said += text));
  return new Promise((resolve, reject) => {
    npm.on('error', reject);
    npm.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`npm install in ${folder} ended with ${code}:\n${said}`)),
    );
  });
};
