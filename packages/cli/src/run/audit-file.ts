import { fstatSync, fsyncSync, ftruncateSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import type { AuditRecord } from '@iam/core';
import { errorCodeOf } from '../terminal/error-code';
import type { Io } from '../terminal/io';
import { accessByOthers } from '../terminal/file-permissions';
import { jsonLine } from '../output/output';
import { UsageError } from '../terminal/usage-error';

/** An append-only file of audit records, one JSON document per line. */
export interface AuditFile {
  /** Appends a record and syncs it to disk. Throws when that fails. */
  readonly add: (record: AuditRecord) => void;
  /** Whether a record was lost. */
  readonly failed: () => boolean;
  /** The actor of audit records. */
  readonly actor: string;
}

/**
 * Opens the file before anything is sent, so that a change that cannot be recorded is not begun. Each line is one append, which
 * does not mix with lines of other processes, and is synced to disk.
 */
export const openAuditFile = (file: string, io: Pick<Io, 'cwd' | 'env' | 'stderr'>): AuditFile => {
  const path = resolve(io.cwd, file);
  const descriptor = open(path);
  const exposed = accessByOthers(path);
  if (exposed !== '') {
    io.stderr.write(
      `warning: other users of this machine can ${exposed} the audit file ${path}: chmod 600 it\n`,
    );
  }
  let lost = 0;
  return {
    actor: actorOf(io.env),
    failed: () => lost > 0,
    add: (record) => {
      try {
        addLine(descriptor, jsonLine(record));
        fsyncIfPossible(descriptor);
      } catch (thrown) {
        lost += 1;
        throw new Error(`${path} cannot be written (${errorCodeOf(thrown) ?? 'cut off'})`, { cause: thrown });
      }
    },
  };
};

const open = (path: string): number => {
  const refuse = (why: string): never => {
    throw new UsageError(
      `The audit file ${path} ${why}; nothing was sent, because it could not be recorded.`,
    );
  };
  // Opening a named pipe would block until it has a reader.
  if (isOtherThanFileOrDevice(path)) {
    return refuse('is neither a file nor a device');
  }
  try {
    return openToReadAndAdd(path);
  } catch (thrown) {
    return refuse(`cannot be opened (${errorCodeOf(thrown)})`);
  }
};

const isOtherThanFileOrDevice = (path: string): boolean => {
  try {
    const found = statSync(path);
    return !found.isFile() && !found.isCharacterDevice();
  } catch {
    // A missing file is created, or the open reports why not.
    return false;
  }
};

/** Opens for reading as well, to check the end of the last line; a write-only file goes without that check. */
const openToReadAndAdd = (path: string): number => {
  try {
    return openSync(path, 'a+', 0o600);
  } catch (thrown) {
    if (errorCodeOf(thrown) !== 'EACCES') {
      throw thrown;
    }
    return openSync(path, 'a', 0o600);
  }
};

/** Appends a whole line or nothing: half a line would corrupt the next one as well. */
const addLine = (descriptor: number, text: string): void => {
  const before = sizeOf(descriptor);
  const line = Buffer.from(endsWithinLine(descriptor, before) ? `\n${text}` : text);
  const written = writeSync(descriptor, line);
  if (written === line.length) {
    return;
  }
  // A line that another process appended meanwhile must not be truncated; the next record then starts on a new line.
  if (sizeOf(descriptor) === before + written) {
    ftruncateSync(descriptor, before);
  }
  throw new Error('the line was cut off');
};

/** 0 for a device. */
const sizeOf = (descriptor: number): number => fstatSync(descriptor).size;

const LINE_FEED = 0x0a;

/** Detects an incomplete last line, as a killed process or a full disk leaves it. */
const endsWithinLine = (descriptor: number, size: number): boolean => {
  const last = Buffer.alloc(1);
  try {
    return size > 0 && readSync(descriptor, last, 0, 1, size - 1) === 1 && last[0] !== LINE_FEED;
  } catch {
    return false;
  }
};

/** Ignores errors of targets without a disk, such as a terminal. */
const fsyncIfPossible = (descriptor: number): void => {
  try {
    fsyncSync(descriptor);
  } catch (thrown) {
    if (!['EINVAL', 'ENOTSUP', 'EROFS'].includes(errorCodeOf(thrown) ?? '')) {
      throw thrown;
    }
  }
};

/** IAM_ACTOR names the person a scheduler acts for; behind sudo it is the calling user. */
export const actorOf = (env: Io['env']): string => {
  const named = [env['IAM_ACTOR'], env['SUDO_USER']].find((name) => name !== undefined && name !== '');
  if (named !== undefined) {
    return named;
  }
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
};
