import type { Around, Write } from '../../contract/around-writes';
import { toFailure } from '../../errors/iam-error';
import type { RequestEvent } from '../../http/request-event';
import { redactData, type Redact } from '../../http/redaction/redact';
import type { Attributes, IAMUserAppData } from '../../profile/app-data';
import { joinedChanges, type AttributeChanges } from '../../profile/changes/attribute-changes';
import type { GroupBefore } from '../group/group-before';
import { changesOfWrite, membersOfWrite, type Normalize } from './changes-of-write';
import type { CommandResult, GroupResult, UserResult } from '../result';
import { withLazy } from './lazy-properties';
import { recordIn } from './reply-record';

/** What one run found and wrote, for `before`, `changes` and `after` of its result. */
export interface WriteJournal {
  /** The policy found the person: the record is the one before the command. */
  readonly found: (user: IAMUserAppData) => void;
  readonly onRequest: (event: RequestEvent) => void;
  readonly watch: () => Around;
  /** Each of the three is worked out, and redacted, when it is read first: most callers read none. */
  readonly end: (result: CommandResult) => CommandResult;
}

export interface JournalMeans {
  readonly normalize: Normalize;
  readonly redact: Redact;
  readonly groupBefore: GroupBefore;
}

export const writeJournal = ({ normalize, redact, groupBefore }: JournalMeans): WriteJournal => {
  const writes: Write[] = [];
  let isCarriedOutInPart = false;
  let user: Attributes | undefined;
  let answer: Attributes | undefined;
  const clean = <A>(value: A): A => redactData(redact, value) as A;
  return {
    found: ({ details }) => {
      user ??= details;
    },
    onRequest: ({ method, failure, signIn }) => {
      isCarriedOutInPart ||= method !== 'GET' && failure === undefined && signIn === undefined;
    },
    watch: () => async (write, send) => {
      isCarriedOutInPart = false;
      try {
        const written = await send();
        writes.push(write);
        answer = recordIn(written) ?? undefined;
        return written;
      } catch (thrown) {
        // One that was refused changed nothing, unless an earlier request of it was accepted.
        if (isCarriedOutInPart || toFailure(thrown).effect === 'unknown') {
          writes.push(write);
        }
        throw thrown;
      }
    },
    end: (result) => {
      if (result.kind !== 'user' && result.kind !== 'group') {
        return result;
      }
      const before = result.kind === 'user' ? user : groupBefore.known();
      const after = afterOf(result, answer);
      if (before === undefined && writes.length === 0 && after === undefined) {
        return result;
      }
      return withLazy(result, {
        before: before && (() => clean(before)),
        changes: writes.length === 0 ? undefined : () => clean(changesOf(writes, normalize)),
        after: after === undefined ? undefined : () => clean(after),
      });
    },
  };
};

/** The record as the vendor told it after the command; undefined where it told none, and for what does not write. */
const afterOf = (result: UserResult | GroupResult, answer: Attributes | undefined): unknown => {
  if (result.status !== 'done' || result.dryRun === true) {
    return undefined;
  }
  if (result.kind === 'group') {
    return answer;
  }
  return result.happened === 'deleted' || result.happened === 'found' ? undefined : result.vendor.details;
};

const changesOf = (writes: readonly Write[], normalize: Normalize): AttributeChanges => {
  const attributes = writes.map((write) => changesOfWrite(write, normalize)).reduce(joinedChanges);
  const put = writes.flatMap((write) => membersOfWrite(write).put);
  const taken = writes.flatMap((write) => membersOfWrite(write).taken);
  return put.length + taken.length === 0 ? attributes : { ...attributes, members: { from: taken, to: put } };
};
