import { lstatSync, realpathSync, statSync, type BigIntStats } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { errorCodeOf } from '../errors/error-code';
import { readEnds, type FileEnds } from './file-ends';

/** A kind of file that commands write. */
export interface FileKind {
  /** With its article, as it completes `is not …`: `a plan`. */
  readonly name: string;
  /** Whether a file with anything in it is one. */
  readonly is: (ends: FileEnds) => boolean;
  /** What becomes of one that is there: another takes its place, lines are added, or it stays and the name is refused. */
  readonly fate: 'replaced' | 'added to' | 'kept';
}

/** A file that a command is asked to write. */
export interface OutputFile {
  /** The option that names it, for messages: `--out`. */
  readonly option: string;
  /** As it was named, relative to the folder of the call. */
  readonly named: string;
  readonly kind: FileKind;
}

/** A file that the command reads, and that nothing may be written to. */
export interface FileInUse {
  /** The absolute path. */
  readonly path: string;
  /** As it completes `is …`: `the configuration in use`. */
  readonly what: string;
  /** A file of this kind may be written to nevertheless, because what is written then is what is left of it. */
  readonly unless?: FileKind;
}

/**
 * What is wrong with the files that a command is asked to write, a sentence each; none when nothing can be lost. To be asked before the
 * command does anything. A file is told by what it leads to, so that links and other spellings of a name are the same file.
 */
export const outputProblems = (
  outputs: readonly OutputFile[],
  cwd: string,
  inUse: readonly FileInUse[],
): readonly string[] => {
  const placed = outputs.map((output) => ({ ...output, path: resolve(cwd, output.named) }));
  return placed.flatMap((output, index) => {
    const why = usedBy(output, inUse) ?? namedBefore(output, placed.slice(0, index)) ?? whyNotWritten(output);
    return why === undefined ? [] : [`${output.option} ${output.named} ${why}; nothing was done.`];
  });
};

interface Placed extends OutputFile {
  readonly path: string;
}

const ANOTHER = 'Name another file';

const usedBy = (output: Placed, inUse: readonly FileInUse[]): string | undefined => {
  const used = inUse.find(
    ({ path, unless }) =>
      isSameFile(path, output.path) && !(unless === output.kind && isOfKind(output.path, unless)),
  );
  return used === undefined ? undefined : `is ${used.what}, which is only read. ${ANOTHER}`;
};

const namedBefore = (output: Placed, before: readonly Placed[]): string | undefined => {
  const other = before.find(({ path }) => isSameFile(path, output.path));
  return other === undefined ? undefined : `is the file of ${other.option} too. ${ANOTHER}`;
};

const whyNotWritten = ({ path, kind }: Placed): string | undefined => {
  const found = statOf(path);
  if (found === undefined) {
    // Writing under a link that leads nowhere would replace the link. Lines are added to what it leads to.
    return kind.fate !== 'added to' && isLink(path) ? `is a link that leads nowhere. ${ANOTHER}` : undefined;
  }
  if (!found.isFile()) {
    // Whether lines can be added to a device is found out when it is opened.
    return kind.fate === 'added to' ? undefined : `is no regular file. ${ANOTHER}`;
  }
  if (found.size === 0n) {
    return undefined;
  }
  try {
    if (!kind.is(readEnds(path, Number(found.size)))) {
      return `is there already and is not ${kind.name}: it stays as it is. ${ANOTHER}`;
    }
  } catch (thrown) {
    // A file that may only be added to loses nothing by it.
    return kind.fate === 'added to'
      ? undefined
      : `is there already and cannot be read (${errorCodeOf(thrown) ?? 'unreadable'}), so that nobody knows what would be lost. ${ANOTHER}`;
  }
  return kind.fate === 'kept'
    ? `is ${kind.name} that is there already, and none is ever replaced. ${ANOTHER}, or remove it`
    : undefined;
};

/** Whether a file is there and is of the kind, or has nothing in it. */
const isOfKind = (path: string, kind: FileKind): boolean => {
  const found = statOf(path);
  try {
    return found?.isFile() === true && (found.size === 0n || kind.is(readEnds(path, Number(found.size))));
  } catch {
    return false;
  }
};

const isSameFile = (one: string, other: string): boolean => {
  const [first, second] = [statOf(one), statOf(other)];
  return first === undefined || second === undefined
    ? first === second && realName(one) === realName(other)
    : first.ino === second.ino && first.dev === second.dev;
};

const statOf = (path: string): BigIntStats | undefined => {
  try {
    return statSync(path, { bigint: true });
  } catch {
    return undefined;
  }
};

const isLink = (path: string): boolean => {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
};

/** The path of a file that is not there yet, with the links of its folder resolved. */
const realName = (path: string): string => {
  try {
    return join(realpathSync(dirname(path)), basename(path));
  } catch {
    return path;
  }
};
