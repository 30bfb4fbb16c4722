import { createHash } from 'node:crypto';
import { decode, errorCodeOf } from '@iam/core';
import * as E from 'fp-ts/Either';
import type { Store } from '../../database/store';
import { linesOf } from './lines';
import {
  PLAN_FORMAT,
  type ApprovalLine,
  type GuardLine,
  type PlanHead,
  type PlanLine,
  type SumLine,
} from './plan-line';
import { codecOf } from './plan-line-codec';
import type { PlanRefusal } from './plan-refusal';

/** What is known of a plan when its last line was read. */
export interface ReadPlan {
  readonly path: string;
  readonly head: PlanHead;
  readonly guards: readonly GuardLine[];
  readonly sum: SumLine;
  readonly approvals: readonly ApprovalLine[];
}

type Each = (line: PlanLine) => void | Promise<void>;

/**
 * Reads a plan from its first line to its last, each of them decoded and handed to `each`. Right only when the plan is whole and
 * has the hash of its sum; what `each` was given before a refusal must not be acted upon. Holds one part of the file at a time.
 */
export const readPlan = async (
  path: string,
  each: Each = () => undefined,
): Promise<E.Either<PlanRefusal, ReadPlan>> => {
  const state = { number: 0, guards: [] as GuardLine[], approvals: [] as ApprovalLine[] };
  let head: PlanHead | undefined;
  let sum: SumLine | undefined;
  const hash = createHash('sha256');
  try {
    for await (const { lines, cut } of linesOf(path)) {
      for (const bytes of lines) {
        state.number += 1;
        const parsed = parsedLine(bytes);
        if (head === undefined) {
          const refusal = refusalOfHead(parsed);
          if (refusal !== undefined) {
            return E.left(refusal);
          }
        }
        if (cut) {
          return E.left({ tag: 'truncated', line: state.number });
        }
        const decoded = decodedLine(parsed);
        if (E.isLeft(decoded)) {
          return E.left({ tag: 'damaged', line: state.number, problem: decoded.left });
        }
        const line = decoded.right;
        const misplaced = misplacedIn(line, head, sum);
        if (misplaced !== undefined) {
          return E.left({ tag: 'damaged', line: state.number, problem: misplaced });
        }
        if (sum === undefined && line.type !== 'sum') {
          hash.update(bytes).update('\n');
        }
        if (line.type === 'plan') {
          head = line;
        } else if (line.type === 'guard') {
          state.guards.push(line);
        } else if (line.type === 'approval') {
          state.approvals.push(line);
        } else if (line.type === 'sum') {
          sum = line;
        }
        const waits = each(line);
        if (waits !== undefined) {
          await waits;
        }
      }
    }
  } catch (thrown) {
    const why = unreadable(thrown);
    if (why === undefined) {
      throw thrown;
    }
    return E.left({ tag: 'unreadable', why });
  }
  if (head === undefined) {
    return E.left({ tag: 'not-a-plan' });
  }
  if (sum === undefined) {
    return E.left({ tag: 'truncated', line: state.number });
  }
  if (sum.sha256 !== hash.digest('hex')) {
    return E.left({ tag: 'changed' });
  }
  return E.right({ path, head, guards: state.guards, sum, approvals: state.approvals });
};

const parsedLine = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
};

const typeOf = (parsed: unknown): unknown =>
  typeof parsed === 'object' && parsed !== null && 'type' in parsed ? parsed.type : undefined;

const refusalOfHead = (parsed: unknown): PlanRefusal | undefined => {
  if (typeOf(parsed) !== 'plan' || typeof parsed !== 'object' || parsed === null || !('format' in parsed)) {
    return { tag: 'not-a-plan' };
  }
  return parsed.format === PLAN_FORMAT ? undefined : { tag: 'version', format: String(parsed.format) };
};

const decodedLine = (parsed: unknown): E.Either<string, PlanLine> => {
  if (parsed === undefined) {
    return E.left('this is not JSON');
  }
  const codec = codecOf(typeOf(parsed));
  if (codec === undefined) {
    return E.left('this is no line of a plan');
  }
  const decoded = decode(codec, parsed);
  return E.isLeft(decoded) ? E.left(decoded.left.join('; ')) : decoded;
};

/** The head is the first line and the only one; the sum comes after all others but the approvals. */
const misplacedIn = (
  line: PlanLine,
  head: PlanHead | undefined,
  sum: SumLine | undefined,
): string | undefined => {
  if (line.type === 'plan') {
    return head === undefined ? undefined : 'a second head';
  }
  if (line.type === 'approval') {
    return sum === undefined ? 'an approval above the sum' : undefined;
  }
  return sum === undefined ? undefined : 'a line below the sum that is no approval';
};

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'this user may not read it',
  EISDIR: 'it is a folder',
  ENOTDIR: 'there is no such folder',
};

/** What the system says about the file; undefined when something else went wrong. */
const unreadable = (thrown: unknown): string | undefined => {
  // What `each` throws may have a code too (a database's); only the system's errors name the call.
  const code =
    typeof thrown === 'object' && thrown !== null && 'syscall' in thrown ? errorCodeOf(thrown) : undefined;
  return code === undefined ? undefined : (REASONS[code] ?? code);
};

/** What a plan is applied upon. */
export interface Present {
  readonly now: Date;
  /** sha256 of the rules as they are. */
  readonly config: string;
  /** The database, and how many plans and changes it has counted. */
  readonly ledger: Store;
  /** The hash with which the database has the plan; `unasked` where there is no database to ask. */
  readonly recorded: string | undefined | 'unasked';
}

/** Why a plan that is whole is not applied now; undefined when it may be. Items have preconditions of their own. */
export const refusalOf = (
  { head, sum }: Pick<ReadPlan, 'head' | 'sum'>,
  present: Present,
): PlanRefusal | undefined => {
  if (head.redacted === true) {
    return { tag: 'redacted' };
  }
  if (!(Date.parse(head.expires) > present.now.getTime())) {
    return { tag: 'expired', at: head.expires };
  }
  if (head.config.sha256 !== present.config) {
    return { tag: 'other-configuration' };
  }
  if (head.ledger.id !== present.ledger.id) {
    return { tag: 'other-database' };
  }
  if (head.ledger.serial > present.ledger.serial) {
    return { tag: 'restored-database' };
  }
  if (present.recorded === 'unasked' || present.recorded === sum.sha256) {
    return undefined;
  }
  // A changed plan can be given a new hash, but not the one that the database has.
  return { tag: present.recorded === undefined ? 'unknown' : 'changed' };
};
