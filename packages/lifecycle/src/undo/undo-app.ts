import { printable } from '@iam/core';
import { isDisabledByRun } from '../accounts/account';
import { wordsOf } from '../accounts/instance-words';
import { GROUP_KEY } from '../apply/item/group-line';
import type { ItemCalls } from '../ledger/calls-of-run';
import { byBytes } from '../plan/file/plan-draft';
import type { SkipLine } from '../plan/file/plan-line';
import { ownersOf, type AccountOwner } from './account-owner';
import { inverseUnder } from './attributes-back';
import { inverseOf } from './inverse';
import { NOTHING, type Inverse } from './inverse-item';
import type { MemberChanges } from './member-changes';
import type { Unnumbered } from './numbered-items';
import type { RunInApp } from './read-run';
import { sideBySide } from './side-by-side';
import { withoutTakenNames } from './taken-names';
import type { UndoRequest } from './undo-request';
import { whatWasDone, type AccountChanged, type Done } from './what-was-done';
import { withMembers, type UndoLines } from './with-members';

/** Accounts that are read side by side; the application's rate is kept by its instance. */
const AT_ONCE = 8;

/** What is planned in one application, with what is known of its accounts. */
export interface PlannedApp extends UndoLines {
  readonly owners: ReadonlyMap<string, AccountOwner>;
}

/** Plans the way back in one application, from what it says of the accounts now. */
export const planApp = async (request: UndoRequest, app: string, read: RunInApp): Promise<PlannedApp> => {
  const works = worksOf(read.items);
  const members = read.members.apps.get(app) ?? NO_MEMBERS;
  const ids = [
    ...works.flatMap(({ done }) => ('vendorId' in done && done.vendorId !== null ? [done.vendorId] : [])),
    ...members.keys(),
  ];
  const owners = await ownersOf(request.database, app, [...new Set(ids)]);
  const opened = await request.open(app);
  const toRead = works.filter(({ isNewest }) => isNewest);
  const newest = await sideBySide(
    toRead,
    AT_ONCE,
    async (work): Promise<Undone> => {
      request.signal?.throwIfAborted();
      return { work, inverse: await inverseNow(request, work, opened, owners) };
    },
    (accounts) => request.onReading?.({ tag: 'reading', app, accounts, of: toRead.length }),
  );
  request.onReading?.({ tag: 'read', app });
  // Accounts whose newest change is not undone: the older ones stay with it.
  const kept = new Set(newest.filter(isLeft).map(({ work: { done } }) => accountOf(done)));
  const older = works.flatMap((work): readonly Undone[] =>
    work.isNewest || work.done.tag !== 'changed' || opened.tag === 'broken' || kept.has(work.done.vendorId)
      ? []
      : [{ work, inverse: inverseUnder(work.done, opened.instance) }],
  );
  const lines = [...newest, ...older].map((undone) => linesOf(undone, app, request.run.id));
  const unknown = read.members.unknown.map(({ group }): SkipLine => ({
    type: 'skip',
    app,
    person: `${GROUP_KEY}${group}`,
    who: group,
    would: 'groups',
    reason: 'not known: the end of an attempt to change the members is not known; look at the group',
  }));
  const all = {
    items: lines.flatMap(({ items }) => items),
    skips: [...lines.flatMap(({ skips }) => skips), ...unknown],
  };
  const planned =
    opened.tag === 'broken'
      ? all
      : await withoutTakenNames(request.database, app, all, wordsOf(opened.instance));
  return { ...withMembers(request, app, planned, members, owners), owners };
};

const NO_MEMBERS: ReadonlyMap<string, MemberChanges> = new Map();

/** An item of the run, and what it did. */
interface Work {
  readonly item: ItemCalls;
  readonly done: Done;
  /** No later item of the run changed the same account. */
  readonly isNewest: boolean;
  /** An earlier item of the run changed the same account, and is taken back after this one. */
  readonly goesOn: boolean;
}

/** What takes an item back. */
interface Undone {
  readonly work: Work;
  readonly inverse: Inverse;
}

/** The newest change first. A person's items follow each other, whatever became of others in between. */
const worksOf = (items: readonly ItemCalls[]): readonly Work[] => {
  const found = [...items]
    .sort((one, other) => byBytes(endOf(other), endOf(one)) || other.n - one.n)
    .map((item) => ({ item, done: whatWasDone(item) }));
  const first = new Map<string, ItemCalls>();
  const last = new Map<string, ItemCalls>();
  for (const { item, done } of found) {
    const id = accountOf(done);
    if (id !== undefined) {
      first.set(id, first.get(id) ?? item);
      last.set(id, item);
    }
  }
  return found.map(({ item, done }) => {
    const id = accountOf(done);
    return {
      item,
      done,
      isNewest: id === undefined || first.get(id) === item,
      goesOn: id !== undefined && last.get(id) !== item,
    };
  });
};

const accountOf = (done: Done): string | undefined => (done.tag === 'changed' ? done.vendorId : undefined);

const isLeft = ({ work, inverse }: Undone): boolean =>
  accountOf(work.done) !== undefined && inverse.items.length === 0 && inverse.skips.length > 0;

/** What takes the newest change of an account back, asked of the application where that decides. */
const inverseNow = async (
  { run, signal }: UndoRequest,
  { item, done }: Work,
  opened: Awaited<ReturnType<UndoRequest['open']>>,
  owners: ReadonlyMap<string, AccountOwner>,
): Promise<Inverse> => {
  if (done.tag === 'nothing') {
    return NOTHING;
  }
  if (done.tag === 'final') {
    return reasonOnly(item, `not undone: ${done.why}`);
  }
  const otherwise = reasonToLeave(done, item, owners.get(done.vendorId), run.id);
  if (otherwise !== undefined) {
    return reasonOnly(item, otherwise);
  }
  return opened.tag === 'broken'
    ? reasonOnly(item, `not known: the application cannot be asked: ${printable(opened.why)}`)
    : inverseOf(done, opened.instance, signal);
};

const linesOf = ({ work: { item, goesOn }, inverse }: Undone, app: string, run: number): UndoLines => ({
  items: inverse.items.map((line): Unnumbered => ({
    type: 'item',
    app,
    person: item.person,
    who: item.who,
    reason: 'undo',
    because: [`undo of run ${run}`],
    ...line,
    of: { n: item.n, after: item.after },
    ...(goesOn ? { temporary: true as const } : {}),
  })),
  skips: inverse.skips.map((one): SkipLine => ({
    type: 'skip',
    app,
    person: item.person,
    who: item.who,
    ...one,
  })),
});

const endOf = ({ calls }: ItemCalls): string => {
  const last = calls.at(-1);
  return last?.ended?.at ?? last?.begun.at(-1)?.at ?? '';
};

const reasonOnly = ({ op }: ItemCalls, reason: string): Inverse => ({
  items: [],
  skips: [
    {
      would: op === 'create' || op === 'enable' ? 'disable' : op === 'disable' ? 'enable' : 'update',
      reason,
    },
  ],
});

/** Why an account is not even looked at; undefined when it is. */
const reasonToLeave = (
  { activity, isUncertain }: AccountChanged,
  { person }: ItemCalls,
  owner: AccountOwner | undefined,
  run: number,
): string | undefined => {
  if (owner?.person !== undefined && owner.person !== null && owner.person !== person) {
    return `changed since: the account is that of ${printable(owner.person)} now`;
  }
  const disabledBy = owner?.disabledBy ?? null;
  return activity === 'shut' && !isUncertain && disabledBy !== null && disabledBy !== String(run)
    ? `changed since: ${isDisabledByRun({ disabledBy }) ? `run ${disabledBy} has disabled the account again` : 'the account was disabled again, and not by a plan'}`
    : undefined;
};
