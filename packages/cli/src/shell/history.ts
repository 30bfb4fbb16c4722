import {
  chmodSync,
  closeSync,
  constants,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Io } from '../terminal/io';

/** Lines that are kept. */
const MOST = 1000;

/** What is never kept: a line that may hold a credential. */
const SECRETS =
  /pass(?:word|wd|phrase|code)|secret|token|credential|(?:private|api)[-_]?key|bearer|authorization/i;

/** Neither credentials nor the shell's own words; a blank in front keeps a line out, as in other shells. */
export const mayBeKept = (line: string): boolean => !/^(?:\s|\.|$)/.test(line) && !SECRETS.test(line);

/** XDG Base Directory Specification: where the state of a program is that should last. */
export const historyFile = ({ env }: Pick<Io, 'env'>): string =>
  join(env['XDG_STATE_HOME'] || join(env['HOME'] || homedir(), '.local', 'state'), 'iam', 'history');

/** The lines of before, newest first as readline wants them; none where there is no file, or it is not the user's own. */
export const readHistory = (file: string): readonly string[] => {
  try {
    const descriptor = openOwn(file, constants.O_RDONLY);
    try {
      return readFileSync(descriptor, 'utf8').split('\n').filter(mayBeKept).slice(-MOST).reverse();
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return [];
  }
};

/** Replaces the file by these lines, newest first. Returns why that is not possible. */
export const writeHistory = (file: string, lines: readonly string[]): string | undefined => {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const descriptor = openOwn(file, constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC);
    try {
      const kept = lines.filter(mayBeKept).slice(0, MOST).reverse();
      writeSync(descriptor, kept.map((line) => `${line}\n`).join(''));
    } finally {
      closeSync(descriptor);
    }
    chmodSync(file, 0o600);
    return undefined;
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : 'unknown';
  }
};

/** Opens a file that is no link and belongs to the user. */
const openOwn = (file: string, flags: number): number => {
  const descriptor = openSync(file, flags | (constants.O_NOFOLLOW ?? 0), 0o600);
  const me = process.getuid?.();
  if (me !== undefined && fstatSync(descriptor).uid !== me) {
    closeSync(descriptor);
    throw new Error('it belongs to another user');
  }
  return descriptor;
};
