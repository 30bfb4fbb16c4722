import { existsSync, writeFileSync } from 'node:fs';
import { readInputFile } from '@iam/core';
import { csvCell } from '@iam/core/internal';
import type { Person } from '@iam/sandbox';
import { errorCodeOf } from '../../terminal/error-code';
import { UsageError } from '../../terminal/usage-error';

/** People as CSV (RFC 4180), with a header of the keys of a profile. */
export const feedOf = (everyone: readonly Person[]): string => {
  const [first] = everyone;
  const columns = Object.keys(first ?? {}) as (keyof Person)[];
  const rows = everyone.map((person) => columns.map((column) => person[column]));
  return [columns, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
};

/** Refuses a file that is there with anything else than this feed. Throws a UsageError. */
export const refuseOtherFeed = (path: string, everyone: readonly Person[]): void => {
  if (existsSync(path) && !hasText(path, feedOf(everyone))) {
    throw otherFeed(path);
  }
};

const otherFeed = (path: string): UsageError =>
  new UsageError(
    `${path} is another file than this feed, and is not overwritten; remove it or name another file.`,
  );

/**
 * Writes a new file, for its owner only. A file with the same feed stays as it is.
 *
 * @throws UsageError when there is a file with anything else, or the file cannot be written
 */
export const writeFeed = (path: string, everyone: readonly Person[]): void => {
  const text = feedOf(everyone);
  try {
    writeFileSync(path, text, { flag: 'wx', mode: 0o600 });
  } catch (thrown) {
    if (errorCodeOf(thrown) !== 'EEXIST') {
      throw new UsageError(`${path} cannot be written (${errorCodeOf(thrown) ?? 'unknown reason'}).`);
    }
    if (!hasText(path, text)) {
      throw otherFeed(path);
    }
  }
};

/** A pipe, or what cannot be read, is something else. */
const hasText = (path: string, text: string): boolean => {
  try {
    return readInputFile(path, Buffer.byteLength(text)) === text;
  } catch {
    return false;
  }
};
