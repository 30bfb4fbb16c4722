import { spawn } from 'node:child_process';

import type { ServerUser } from './server-user';

export interface Ended {
  /** Null: ended by a signal. */
  readonly code: number | null;
  readonly output: string;
}

/** The end of what a program said is what tells why it failed. */
const KEPT_OUTPUT = 16 * 1024;

/** What a program has said is read by then, although it has ended before. */
const LAST_WORDS_MS = 2000;

/** Programs of the server get no more of our environment than they need: it may hold the credentials of applications. */
const environment = (): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'] ?? '/usr/bin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
  ...(process.env['SYSTEMROOT'] === undefined ? {} : { SYSTEMROOT: process.env['SYSTEMROOT'] }),
});

/** Runs a program to its end, as `user` where one is given. Rejects when it could not be started (`ENOENT`, `EACCES`). */
export const runProgram = (path: string, args: readonly string[], user?: ServerUser): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const child = spawn(path, args, {
      env: environment(),
      // The folder of the caller may be one that the user may not enter.
      cwd: '/',
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      ...(user ? { uid: user.uid, gid: user.gid } : {}),
    });
    let output = '';
    const keep = (chunk: Buffer): void => {
      output = (output + chunk.toString('utf8')).slice(-KEPT_OUTPUT);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', reject);
    child.once('exit', (code) => {
      const end = (): void => {
        clearTimeout(timer);
        child.stdout.destroy();
        child.stderr.destroy();
        resolve({ code, output });
      };
      // A program may have ended before its last words were read. `close` comes after them, but never where a server that goes on
      // running holds the pipes of the program that started it.
      const timer = setTimeout(end, LAST_WORDS_MS);
      child.once('close', end);
    });
  });
