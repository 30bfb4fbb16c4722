// Runs a program and returns its output; used by checks of several packages.
import { spawnSync } from 'node:child_process';

/** Runs a program to its end. `status` is 0 on success. */
export const run = (command, args, cwd, more = {}) => {
  const env = { ...process.env, CI: 'true', ...more };
  // npx sets these for its child processes; a nested npx would read them as its own arguments.
  delete env.npm_config_call;
  delete env.npm_config_package;
  return spawnSync(command, args, { cwd, env, encoding: 'utf8', shell: process.platform === 'win32' });
};

/** Runs a program and returns its standard output; throws an Error with all its output when it fails. */
export const mustRun = (command, args, cwd, more) => {
  const done = run(command, args, cwd, more);
  if (done.status !== 0) {
    const said = `${done.stdout ?? ''}${done.stderr ?? ''}${done.error?.message ?? ''}`;
    throw new Error(`${command} ${args.join(' ')} in ${cwd} ended with ${done.status}:\n${said}`);
  }
  return done.stdout;
};
