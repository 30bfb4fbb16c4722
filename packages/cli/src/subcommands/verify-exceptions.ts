import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Exceptions } from '@iam/conformance';
import * as t from 'io-ts';
import { errorCodeOf } from '../terminal/error-code';
import type { Io } from '../terminal/io';
import { UsageError } from '../terminal/usage-error';

/** Reads the file of `--except`: a JSON object of names of checks, each with its reason. */
export const readExceptions = (file: string, { cwd }: Pick<Io, 'cwd'>): Exceptions => {
  const value = parsed(textOf(resolve(cwd, file), file), file);
  if (!t.record(t.string, t.string).is(value)) {
    throw new UsageError(
      `${file} must be a JSON object with the names of checks, each with its reason as text.`,
    );
  }
  return value;
};

const textOf = (path: string, file: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (thrown) {
    throw new UsageError(`${file} cannot be read (${errorCodeOf(thrown)}).`);
  }
};

const parsed = (text: string, file: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${file} is not JSON.`);
  }
};
