import type { Around, Write } from '../../contract/around-writes';
import { failure } from '../../errors/failure';
import { IAMError, reasonOf } from '../../errors/iam-error';
import type { WriteGate } from '../../http/http-settings';
import { redactData } from '../../http/redaction/redact';
import type { HttpCall } from '../../http/request/call';
import type { Method } from '../../http/transport/wire';
import type { Attributes } from '../../profile/app-data';
import type { AttributeChanges } from '../../profile/changes/attribute-changes';
import { changesOfWrite, membersOfWrite, type Normalize } from './changes-of-write';
import type { JournalMeans } from './write-journal';

/** A request that is about to change something at the vendor, without secrets. */
export interface PendingWrite {
  /** The id of the run, as its result and its audit records have it. */
  readonly run: string;
  readonly instanceName: string;
  readonly command: string;
  readonly method: Method;
  /** The path below the base URL with its query. */
  readonly path: string;
  /** The vendor's id of the user or group; null for what is new. */
  readonly id: string | null;
  /**
   * The vendor's record as this command read it last; null for what is new, and for a group, which no command reads before it changes
   * it (with an audit it is read).
   */
  readonly before: Attributes | null;
  /** Whether the person could sign in before; null when the vendor does not say, and for what is new and for groups. */
  readonly active: boolean | null;
  /**
   * What is to change, by the path of the attribute in the vendor's words, as in the result. One change may take several requests.
   */
  readonly changes: AttributeChanges;
  /** 1 for the first; a request that is sent again is asked about again. */
  readonly attempt: number;
}

/** What keeps a write back. */
export interface WriteRefusal {
  /** Why, as a sentence: the message of the failure. */
  readonly refused: string;
  /** What to do next, as a sentence. */
  readonly next?: string;
}

/**
 * Lets a write through, or answers with a refusal: the command then fails as `refused`, with the effect `none` unless an earlier request
 * of it may have changed something. One that throws or rejects refuses as well.
 */
export type BeforeWrite = (
  write: PendingWrite,
) => void | undefined | WriteRefusal | Promise<void | undefined | WriteRefusal>;

export interface AskedGate {
  readonly gate: WriteGate;
  /** Tells the gate which change the requests belong to. */
  readonly watch: () => Around;
}

/** A gate that asks the caller about every write. */
export const askBeforeWrite = (
  beforeWrite: BeforeWrite,
  { run, instanceName, command }: Pick<PendingWrite, 'run' | 'instanceName' | 'command'>,
  { redact, groupBefore, normalize }: JournalMeans,
): AskedGate => {
  let underWay: Write | undefined;
  const clean = <A>(value: A): A => redactData(redact, value) as A;
  const pending = ({ method, path }: HttpCall, attempt: number): PendingWrite => {
    const { id = null, active = null } = underWay ?? {};
    return {
      run,
      instanceName,
      command,
      method,
      path,
      id: id === null ? null : redact(id),
      before: clean(underWay?.before ?? groupBefore.known() ?? null),
      active,
      changes: clean(changesIn(underWay, normalize)),
      attempt,
    };
  };
  return {
    gate: {
      leave: async (call, attempt) => {
        const refusal = await answerTo(beforeWrite, pending(call, attempt));
        if (refusal !== undefined) {
          throw new IAMError(failure('refused', refusal.refused, { next: refusal.next }));
        }
      },
    },
    watch: () => async (write, send) => {
      underWay = write;
      try {
        return await send();
      } finally {
        underWay = undefined;
      }
    },
  };
};

const changesIn = (write: Write | undefined, normalize: Normalize): AttributeChanges => {
  if (write === undefined) {
    return {};
  }
  const { put, taken } = membersOfWrite(write);
  return {
    ...changesOfWrite(write, normalize),
    ...(put.length + taken.length === 0 ? {} : { members: { from: taken, to: put } }),
  };
};

const answerTo = async (beforeWrite: BeforeWrite, write: PendingWrite): Promise<WriteRefusal | undefined> => {
  try {
    // A caller that is not type-checked may answer with anything; what is no refusal lets through.
    return (await beforeWrite(write)) ?? undefined;
  } catch (thrown) {
    return { refused: `The write was kept back: ${reasonOf(thrown)}` };
  }
};
