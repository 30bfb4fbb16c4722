import { fsyncSync, openSync, writeSync } from 'node:fs';
import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import type { AuditRecord } from '@iam/core';
import { errorCodeOf } from './error-code';
import type { Io } from './io';
import { jsonLine } from './output';
import { WrongCall } from './wrong-call';

/** A file of audit records, one JSON document per line, that is only ever added to. */
export interface AuditFile {
  /** Adds a record and waits until it is on the disk. Throws when it cannot. */
  readonly add: (record: AuditRecord) => void;
  /** Whether a record was lost. */
  readonly failed: () => boolean;
  /** Who runs the commands. */
  readonly actor: string;
}

/**
 * Opens the file before anything is sent: a change that cannot be recorded is not begun. A line is written at once (files
 * opened for appending do not mix lines of several processes) and forced to the disk.
 */
export const openAuditFile = (file: string, io: Pick<Io, 'cwd' | 'env'>): AuditFile => {
  const path = resolve(io.cwd, file);
  const descriptor = open(path);
  let lost = 0;
  return {
    actor: actorOf(io.env),
    failed: () => lost > 0,
    add: (record) => {
      const line = Buffer.from(jsonLine(record));
      try {
        if (writeSync(descriptor, line) !== line.length) {
          throw new Error('the line was cut off');
        }
        fsyncIfPossible(descriptor);
      } catch (thrown) {
        lost += 1;
        throw new Error(`${path} cannot be written (${errorCodeOf(thrown) ?? 'cut off'})`, { cause: thrown });
      }
    },
  };
};

const open = (path: string): number => {
  try {
    return openSync(path, 'a', 0o600);
  } catch (thrown) {
    throw new WrongCall(
      `The audit file ${path} cannot be opened (${errorCodeOf(thrown)}); nothing was sent, because it could not be recorded.`,
    );
  }
};

/** A pipe or a terminal device has no disk to wait for. */
const fsyncIfPossible = (descriptor: number): void => {
  try {
    fsyncSync(descriptor);
  } catch (thrown) {
    if (!['EINVAL', 'ENOTSUP', 'EROFS'].includes(errorCodeOf(thrown) ?? '')) {
      throw thrown;
    }
  }
};

/** IAM_ACTOR is for schedulers that run for somebody else; sudo keeps the person behind it. */
const actorOf = (env: Io['env']): string => {
  const named = env['IAM_ACTOR'] ?? env['SUDO_USER'];
  if (named !== undefined && named !== '') {
    return named;
  }
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
};
