import type { Instance, Limiter, RequestLimit } from '@iam/core';
import type { Readable } from 'node:stream';

/** What the commands of the lifecycle need of the program that runs them, for example of the command line. */
export interface CommandContext {
  /** The configuration's section `lifecycle` as it stands in the file; undefined where there is none. */
  readonly section: unknown;
  /** The configuration's file, for messages, and its folder, where relative paths begin. */
  readonly file: string;
  readonly folder: string;
  /** The names of the configuration's instances. */
  readonly instances: readonly string[];
  /** Opens instances of the configuration; one that cannot be opened is told with the reason, without secrets. */
  readonly open: (
    name: string,
    limiter?: (limits: readonly RequestLimit[]) => Limiter,
  ) => Promise<OpenedInstance>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly stdin: () => Readable;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /**
   * Writes a line of standard error over the one that was written so before; an empty one takes it away. Absent where that cannot be,
   * and not to be had with escape sequences in `err`, which shows them as text.
   */
  readonly rewrite?: (line: string) => void;
  readonly isTerminal: boolean;
  readonly columns: number;
  readonly format: 'text' | 'json';
  /** Who acts: a configured name, else the system's user. */
  readonly user: string;
  /** The version of core, which plans carry. */
  readonly core: string;
  /** Aborted by the first Ctrl-C: nothing further is begun. */
  readonly signal: AbortSignal;
  /** Aborted by the second one: what is at hand ends too. */
  readonly abort: AbortSignal;
}

export type OpenedInstance =
  { readonly tag: 'open'; readonly instance: Instance } | { readonly tag: 'broken'; readonly why: string };

/**
 * Exit codes: 0 all is done (of a plan: nothing to do), 1 failed or done in part, 2 a wrong call, 3 there are changes, 4 refused or stopped
 * by a guard.
 */
export type ExitCode = 0 | 1 | 2 | 3 | 4;

/** What a command was asked to do and does not, as sentences: because it could not (1), or because it must not (4). */
export class Refused extends Error {
  constructor(
    readonly exit: 1 | 4,
    readonly lines: readonly string[],
  ) {
    super(lines.join('\n'));
  }
}

/** A call that cannot be carried out, as sentences; exit code 2. */
export class WrongCall extends Error {
  constructor(readonly lines: readonly string[]) {
    super(lines.join('\n'));
  }
}
