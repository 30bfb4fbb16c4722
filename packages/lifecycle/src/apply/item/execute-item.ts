import { randomUUID } from 'node:crypto';
import type { IAMUserProfile, Instance, PendingWrite, UserResult } from '@iam/core';
import { employeeIdOf } from '../../accounts/account-row';
import { callOfItem } from './call-of-item';
import type { Claim } from './claim';
import { notAsReviewed } from './precondition';
import type { AccountChange } from './settle-item';
import { verdictOf, type Refused, type Verdict } from './verdict';
import { whileCalled } from '../run/while-called';
import { createWritePass, type Kept, type PassMeans, type WritePass } from './write-pass';

export interface ExecuteMeans extends PassMeans {
  readonly instance: Instance;
  readonly worker: string;
  readonly actor: string;
  readonly signal: AbortSignal;
}

export interface Executed {
  readonly verdict: Verdict | Refused;
  readonly account: AccountChange;
}

/** Carries out one item: asks core, records begun before each write and ended after all, and judges what came of it. */
export const executeItem = async (claim: Claim, means: ExecuteMeans): Promise<Executed> => {
  const { item } = claim;
  const call = callOfItem(claim);
  if (call.tag === 'record') {
    return recorded(claim, means);
  }
  const { instance, ledger, fence, isPlaceHeld, clock, signal, worker, actor } = means;
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
  const references = referencesOf(instance, item);
  const pass = createWritePass(
    { ledger, fence, isPlaceHeld, clock },
    (write) => notTheReviewed(item, write, references),
    (write) => ({
      ...row,
      kind: 'begun',
      vendorId: write.id,
      ...(write.before === null ? {} : { before: write.before }),
      changes: write.changes,
      requests: [{ method: write.method, path: write.path, attempt: write.attempt }],
    }),
  );
  let requestIds: readonly string[] = [];
  const result = (await whileCalled(signal, (own) =>
    instance.run(call.command, call.args as never, {
      ...call.options,
      run: id,
      actor,
      beforeWrite: pass.beforeWrite,
      onAudit: (record) => {
        requestIds = record.stage === 'ended' ? record.requestIds : requestIds;
      },
      retries: 'none',
      signal: own,
    }),
  )) as UserResult;
  if (pass.kept()?.tag !== 'leave' || pass.hasBegun()) {
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
  return { verdict: judge(claim, result, pass), account: accountOf(claim, result) };
};

/** Only the first request of a change is judged: the next ones find the record as the first one left it. */
const notTheReviewed = (
  item: Claim['item'],
  write: PendingWrite,
  references: readonly string[],
): Kept | undefined => {
  const said =
    write.attempt > 1
      ? undefined
      : notAsReviewed(item, { changes: write.changes, active: write.active }, references);
  return said === undefined ? undefined : { tag: 'stale', said };
};

const referencesOf = (instance: Instance, { profile }: Claim['item']): readonly string[] =>
  profile === undefined
    ? []
    : instance.desired(profile as IAMUserProfile).references.map(({ attribute }) => attribute);

const judge = (
  { item, attempts, isSecondLook }: Claim,
  result: UserResult,
  pass: WritePass,
): Verdict | Refused => {
  const kept = pass.kept();
  if (kept !== undefined) {
    return kept;
  }
  switch (result.status) {
    case 'done':
      return result.unresolved === undefined
        ? { tag: 'done', said: result.happened }
        : {
            tag: isSecondLook ? 'done' : 'later',
            said: `${result.happened}, without ${result.unresolved.join(', ')}: nobody is found there by what the feed says`,
          };
    case 'skipped':
      return result.skipCause === 'not-allowed'
        ? { tag: 'failed', said: result.vendor.reason }
        : { tag: 'done', said: result.skipCause };
    case 'failed':
      return result.failure.kind === 'conflict' && item.op !== 'create'
        ? { tag: 'failed', said: result.failure.message }
        : verdictOf(result.failure, attempts, pass.hasBegun());
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
      employeeId: employeeIdOf(item.profile ?? {}) ?? null,
      active,
      ...(result.state === undefined ? {} : { state: result.state }),
      ...(result.after === undefined ? {} : { record: result.after }),
      ...(result.unresolved === undefined ? {} : { isPart: true }),
    },
  };
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
