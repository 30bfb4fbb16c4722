// Starts a program and returns what it said; used by the checks that need more than one package at a time.
import { spawnSync } from 'node:child_process';

/** Runs a program to its end. `status` is 0 when it went well. */
export const run = (command, args, cwd, more = {}) => {
  const env = { ...process.env, CI: 'true', ...more };
  // npx sets these for what it runs; an npx inside an npx would take them for its own arguments.
  delete env.npm_config_call;
  delete env.npm_config_package;
  return spawnSync(command, args, { cwd, env, encoding: 'utf8', shell: process.platform === 'win32' });
};

/** Runs a program and returns its standard output; throws an Error with all it said when it fails. */
export const mustRun = (command, args, cwd, more) => {
  const done = run(command, args, cwd, more);
  if (done.status !== 0) {
    const said = `${done.stdout ?? ''}${done.stderr ?? ''}${done.error?.message ?? ''}`;
    throw new Error(`${command} ${args.join(' ')} in ${cwd} ended with ${done.status}:\n${said}`);
  }
  return done.stdout;
};
