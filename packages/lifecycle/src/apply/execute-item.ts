import { randomUUID } from 'node:crypto';
import type { Attributes, IAMUserProfile, Instance, PendingWrite, UserResult, WriteRefusal } from '@iam/core';
import type { Ledger } from '../ledger/ledger';
import type { Fence } from '../queue/queue';
import { callOfItem } from './call-of-item';
import type { Claim } from './claim';
import { notAsReviewed } from './precondition';
import type { AccountChange } from './settle-item';
import { verdictOf, type Verdict } from './verdict';

export interface ExecuteMeans {
  readonly instance: Instance;
  readonly ledger: Ledger;
  readonly worker: string;
  readonly actor: string;
  /** Whether this process still has the person, and the run still goes on. */
  readonly fence: Fence;
  readonly signal: AbortSignal;
}

export interface Executed {
  readonly verdict: Verdict;
  readonly account: AccountChange;
}

/** Carries out one item: asks core, records begun before each write and ended after all, and judges what came of it. */
export const executeItem = async (claim: Claim, means: ExecuteMeans): Promise<Executed> => {
  const { item } = claim;
  const call = callOfItem(claim);
  if (call.tag === 'record') {
    return recorded(claim, means);
  }
  const { instance, ledger, fence, signal, worker, actor } = means;
  const id = randomUUID();
  const row = {
    run: claim.run,
    n: item.n,
    app: item.app,
    person: item.person,
    call: id,
    worker,
    actor,
    command: call.command,
  };
  let kept: Kept | undefined;
  let requestIds: readonly string[] = [];
  const references = referencesOf(instance, item);
  const beforeWrite = async (write: PendingWrite): Promise<WriteRefusal | undefined> => {
    kept = await reasonToKeepBack(claim, write, fence, references);
    if (kept !== undefined) {
      return { refused: kept.said };
    }
    try {
      await ledger.append({
        ...row,
        kind: 'begun',
        vendorId: write.id,
        ...(write.before === null ? {} : { before: write.before }),
        changes: write.changes,
        requests: [{ method: write.method, path: write.path, attempt: write.attempt }],
      });
      return undefined;
    } catch {
      kept = { tag: 'leave', said: 'The write could not be recorded, so it was not sent.' };
      return { refused: kept.said };
    }
  };
  const result = (await instance.run(call.command, call.args as never, {
    ...call.options,
    run: id,
    actor,
    beforeWrite,
    onAudit: (record) => {
      requestIds = record.stage === 'ended' ? record.requestIds : requestIds;
    },
    retries: 'none',
    signal,
  })) as UserResult;
  if (kept?.tag !== 'leave') {
    await ledger.append({
      ...row,
      kind: 'ended',
      vendorId: result.vendor.id,
      outcome: result.status === 'failed' ? result.failure.kind : (result.happened ?? result.skipCause),
      effect: result.status === 'failed' ? result.failure.effect : 'none',
      ...(result.before === undefined ? {} : { before: result.before }),
      ...(result.changes === undefined ? {} : { changes: result.changes }),
      ...(result.after === undefined ? {} : { after: result.after }),
      ...(requestIds.length === 0 ? {} : { requests: requestIds.map((requestId) => ({ requestId })) }),
      ...(result.status === 'failed' ? { failure: { ...result.failure } } : {}),
    });
  }
  return { verdict: judge(claim, result, kept), account: accountOf(claim, result) };
};

const referencesOf = (instance: Instance, { profile }: Claim['item']): readonly string[] =>
  profile === undefined
    ? []
    : instance.desired(profile as IAMUserProfile).references.map(({ attribute }) => attribute);

interface Kept {
  readonly tag: 'leave' | 'stale';
  readonly said: string;
}

const reasonToKeepBack = async (
  { item }: Claim,
  write: PendingWrite,
  fence: Fence,
  references: readonly string[],
): Promise<Kept | undefined> => {
  // A database that does not answer cannot say that this process still has the person.
  if (!(await fence().catch(() => false))) {
    return {
      tag: 'leave',
      said: 'Another worker has this person, or the run does not go on; nothing was sent.',
    };
  }
  // Only the first request of a change is judged: the next ones find the record as the first one left it.
  const said =
    write.attempt > 1
      ? undefined
      : notAsReviewed(item, { changes: write.changes, active: write.active }, references);
  return said === undefined ? undefined : { tag: 'stale', said };
};

const judge = ({ item, attempts }: Claim, result: UserResult, kept: Kept | undefined): Verdict => {
  if (kept !== undefined) {
    return kept;
  }
  switch (result.status) {
    case 'done':
      return { tag: 'done', said: result.happened };
    case 'skipped':
      return result.skipCause === 'not-allowed'
        ? { tag: 'failed', said: result.vendor.reason }
        : { tag: 'done', said: result.skipCause };
    case 'failed':
      return result.failure.kind === 'conflict' && item.op !== 'create'
        ? { tag: 'failed', said: result.failure.message }
        : verdictOf(result.failure, attempts);
  }
};

const accountOf = ({ item }: Claim, result: UserResult): AccountChange => {
  const { id, username, email, active } = result.vendor;
  if (result.status === 'skipped' && result.skipCause === 'not-found' && item.vendorId !== undefined) {
    return { tag: 'gone', vendorId: item.vendorId };
  }
  if (result.status === 'failed' || id === null) {
    return { tag: 'none' };
  }
  return {
    tag: 'is',
    account: {
      vendorId: id,
      username,
      email,
      employeeId: employeeIdOf(item.profile),
      active,
      ...(result.state === undefined ? {} : { state: result.state }),
      ...(result.after === undefined ? {} : { record: result.after }),
    },
  };
};

const employeeIdOf = (profile: Attributes | undefined): string | null => {
  const value = profile?.['employeeid'];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
};

/** An adoption without a change: the account is the person's from now on, and nothing is sent. */
const recorded = async ({ run, item }: Claim, { ledger, worker, actor }: ExecuteMeans): Promise<Executed> => {
  await ledger.append({
    run,
    n: item.n,
    app: item.app,
    person: item.person,
    call: randomUUID(),
    kind: 'ended',
    worker,
    actor,
    vendorId: item.vendorId ?? null,
    command: item.op,
    outcome: 'adopted',
    effect: 'none',
  });
  return {
    verdict: { tag: 'done', said: 'adopted' },
    account: item.vendorId === undefined ? { tag: 'none' } : { tag: 'linked', vendorId: item.vendorId },
  };
};
