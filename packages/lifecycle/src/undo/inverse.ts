import {
  canonicalHash,
  comparableRecord,
  formerValues,
  printable,
  type Attributes,
  type Instance,
  type IAMUserProfile,
  type UserResult,
} from '@iam/core';
import { sameValue } from '../decide/same-value';
import type { Profile } from '../config/lifecycle-config';
import type { ItemLine, ItemOp } from '../plan/file/plan-line';
import type { AccountChanged, Changes } from './what-was-done';

/** What is planned for one account; `n`, the person and the groups are added by the caller. */
export type InverseItem = Pick<
  ItemLine,
  'op' | 'vendorId' | 'pre' | 'change' | 'post' | 'profile' | 'hold' | 'requests'
>;

export interface Inverse {
  /** In the order in which they are to be carried out. */
  readonly items: readonly InverseItem[];
  /** What is not undone, and why. */
  readonly skips: readonly { readonly would: ItemOp; readonly reason: string }[];
}

/** The account is as it was before already. */
const NOTHING: Inverse = { items: [], skips: [] };

/**
 * How an account gets back to what it was before an item. Asks the application what it is like now (by dry runs: one or two reads, and
 * nothing is written), because an account that was changed since is left alone. An account that was made is disabled, never deleted.
 */
export const inverseOf = async (
  done: AccountChanged,
  instance: Instance,
  signal?: AbortSignal,
): Promise<Inverse> => {
  if (done.isMade) {
    return shut(done, instance, 'the account was made by the run', signal);
  }
  const attributes =
    Object.keys(done.changes).length === 0 ? NOTHING : await changeBack(done, instance, signal);
  const activity =
    done.activity === undefined
      ? NOTHING
      : done.activity === 'opened'
        ? await shut(done, instance, 'the run has enabled the account', signal)
        : await open(done, instance, signal);
  // Vendors refuse to change an account that is disabled, so it is open while its attributes are changed.
  const [first, second] = done.activity === 'shut' ? [activity, attributes] : [attributes, activity];
  return { items: [...first.items, ...second.items], skips: [...first.skips, ...second.skips] };
};

const dryRun = async (
  instance: Instance,
  command: 'iam-update-user' | 'iam-enable-user' | 'iam-disable-user',
  args: Attributes & { readonly 'user-profile': IAMUserProfile },
  signal: AbortSignal | undefined,
): Promise<UserResult> =>
  (await instance.run(command, args as never, {
    dryRun: true,
    ifMissing: command === 'iam-disable-user' ? 'skip' : 'fail',
    ...(signal === undefined ? {} : { signal }),
  })) as UserResult;

const skip = (would: ItemOp, reason: string): Inverse => ({ items: [], skips: [{ would, reason }] });

const notAsked = (would: ItemOp, { failure }: UserResult): Inverse =>
  failure?.kind === 'not-found'
    ? skip(would, 'gone: the application has no such account any more')
    : skip(
        would,
        `not known: the account could not be read: ${printable(failure?.message ?? 'no reason was given')}`,
      );

/** Disables an account. */
const shut = async (
  { vendorId, isUncertain }: AccountChanged,
  instance: Instance,
  because: string,
  signal: AbortSignal | undefined,
): Promise<Inverse> => {
  const result = await dryRun(instance, 'iam-disable-user', { 'user-profile': { id: vendorId } }, signal);
  if (result.status === 'failed') {
    return notAsked('disable', result);
  }
  if (result.status === 'skipped') {
    return result.skipCause === 'not-allowed'
      ? skip('disable', `not allowed: ${printable(result.vendor.reason)}`)
      : NOTHING;
  }
  if (result.happened === 'deleted') {
    return skip('disable', `not undone: ${because}, and disabling would delete it there`);
  }
  return {
    items: [
      {
        op: 'disable',
        vendorId,
        pre: preOf(result),
        change: {},
        post: { active: false },
        requests: 2,
        ...(isUncertain ? { hold: UNCERTAIN } : {}),
      },
    ],
    skips: [],
  };
};

const preOf = ({ vendor: { id, username, email, active } }: UserResult): NonNullable<InverseItem['pre']> => ({
  hash: canonicalHash({ id, username, email }),
  active,
});

/** An attempt died, or its reply was lost, and what is found now may be the work of others. */
const UNCERTAIN = 'the end of an attempt of the run is not known: look whether this is its work';

const open = async (
  { vendorId, isUncertain }: AccountChanged,
  instance: Instance,
  signal: AbortSignal | undefined,
): Promise<Inverse> => {
  const result = await dryRun(instance, 'iam-enable-user', { 'user-profile': { id: vendorId } }, signal);
  if (result.status === 'failed') {
    return notAsked('enable', result);
  }
  if (result.status === 'skipped') {
    return result.skipCause === 'not-allowed'
      ? skip('enable', `not allowed: ${printable(result.vendor.reason)}`)
      : NOTHING;
  }
  return {
    items: [
      {
        op: 'enable',
        vendorId,
        pre: preOf(result),
        change: {},
        post: { active: true },
        requests: 2,
        ...(isUncertain ? { hold: UNCERTAIN } : {}),
      },
    ],
    skips: [],
  };
};

/** Writes the former values, in the vendor's words, where the account still has the ones of the item. */
const changeBack = async (
  done: AccountChanged,
  instance: Instance,
  signal: AbortSignal | undefined,
): Promise<Inverse> => {
  const { expected, profile, lost, besides } = plannedBack(done, instance);
  const named = lost.length === 0 ? [] : [cannotBeSet(lost)];
  if (besides.length > 0) {
    return skip(
      'update',
      `not undone: ${besides.map((path) => printable(path)).join(', ')} would change with it`,
    );
  }
  if (Object.keys(expected).length === 0) {
    return { items: [], skips: named };
  }
  const result = await dryRun(
    instance,
    'iam-update-user',
    { 'user-profile': { ...profile, id: done.vendorId }, 'allow-enable': false },
    signal,
  );
  if (result.status === 'failed') {
    return notAsked('update', result);
  }
  if (result.status === 'skipped') {
    return skip('update', `not allowed: ${printable(result.vendor.reason)}`);
  }
  const { active: _activity, ...present } = (result.changes ?? {}) as Changes;
  if (Object.keys(present).length === 0) {
    return { items: [], skips: named };
  }
  const otherwise = conflicts(present, expected);
  if (otherwise.length > 0) {
    return skip(
      'update',
      done.isUncertain
        ? `not known: the end of an attempt is not known, and ${otherwise.join('; ')}`
        : `changed since: ${otherwise.join('; ')}`,
    );
  }
  // A reference that leads nowhere any more, or elsewhere.
  const others = Object.entries(present).filter(
    ([path, { to }]) => done.changes[path] !== undefined && !isSame(to, done.changes[path].from),
  );
  if (others.length > 0) {
    const names = others.map(([path]) => path);
    const rest = await changeBack(
      { ...done, changes: only(done.changes, (path) => !names.includes(path)) },
      instance,
      signal,
    );
    return { items: rest.items, skips: [...rest.skips, cannotBeSet(names)] };
  }
  return {
    items: [itemOf(done.vendorId, present, profile, result.before, result.vendor.active)],
    skips: named,
  };
};

/** The item of a change whose account a later item of the same run changes too: it is planned on the record that the item left. */
export const inverseUnder = (done: AccountChanged, instance: Instance): Inverse => {
  const { expected, profile, lost } = plannedBack(done, instance);
  return {
    items:
      Object.keys(expected).length === 0 ? [] : [itemOf(done.vendorId, expected, profile, done.after, null)],
    skips: lost.length === 0 ? [] : [cannotBeSet(lost)],
  };
};

/** What no plan wants: the next one writes all that it wants, also what no record shows. */
const UNDONE = 'undone';

const itemOf = (
  vendorId: string,
  change: Changes,
  profile: Profile,
  before: Attributes | undefined,
  active: boolean | null,
): InverseItem => ({
  op: 'update',
  vendorId,
  pre: { hash: canonicalHash(comparableRecord(before ?? {}, profile)), active },
  change: Object.fromEntries(
    Object.entries(change).map(([path, { from, to }]) => [path, [from, to] as const]),
  ),
  post: { hash: UNDONE, active },
  profile,
  requests: 2,
});

const cannotBeSet = (lost: readonly string[]) => ({
  would: 'update' as const,
  reason: `not undone: ${lost.map((path) => printable(path)).join(', ')} cannot be set to what it was, or no record shows it`,
});

interface PlannedBack {
  /** What is to change of the account as the item left it. */
  readonly expected: Changes;
  readonly profile: Profile;
  /** Attributes that cannot be set to their former values. */
  readonly lost: readonly string[];
  /** Attributes that would be changed with them, although the item did not change them. */
  readonly besides: readonly string[];
}

/**
 * The former values that the application takes: what its mapper and its lists make of them is looked at before anything is planned, so that
 * an attribute that would become something else is named instead. What would follow them (a user name that is derived from the address)
 * is held at its present value.
 */
const plannedBack = (done: AccountChanged, instance: Instance): PlannedBack => {
  const first = backFrom(done, done.changes, instance);
  const good = only(done.changes, (path) => isTaken(done, path, first, instance));
  const lost = Object.keys(done.changes).filter((path) => good[path] === undefined);
  const again = lost.length === 0 ? first : backFrom(done, good, instance);
  const held = { ...good, ...only(again, (path) => isBeside(path, good)) };
  const expected = backFrom(done, held, instance);
  return {
    expected,
    profile: formerValues(held),
    lost,
    besides: Object.keys(only(expected, (path) => isBeside(path, good))),
  };
};

const isBeside = (path: string, changes: Changes): boolean =>
  !Object.keys(changes).some((known) => known === path || isPart(path, known) || isPart(known, path));

/** Whether an attribute gets its former value, or has it already. */
const isTaken = (done: AccountChanged, path: string, back: Changes, instance: Instance): boolean => {
  const { from, to } = done.changes[path] ?? {};
  if (to === MASKED) {
    return false;
  }
  const found = back[path];
  if (found !== undefined) {
    return isSame(found.to, from);
  }
  if (sameValue(from, null) || Object.keys(back).some((key) => isPart(key, path) || isPart(path, key))) {
    return true;
  }
  const nothing = backFrom(
    { ...done, after: {} },
    only(done.changes, (one) => one === path),
    instance,
  );
  return Object.entries(nothing).some(([key, change]) => key === path && isSame(change.to, from));
};

/** What the ledger has in the place of a secret. */
const MASKED = '[secret]';

const only = (changes: Changes, isWanted: (path: string) => boolean): Changes =>
  Object.fromEntries(Object.entries(changes).filter(([path]) => isWanted(path)));

const backFrom = (done: AccountChanged, changes: Changes, instance: Instance): Changes => {
  const profile = { ...formerValues(changes), id: done.vendorId };
  const asRecorded = Object.fromEntries(
    Object.entries(changes).map(([path, { from, to }]) => [path, { from: to, to: from }]),
  );
  const { after } = done;
  if (Object.keys(profile).length === 1 || after === undefined) {
    return asRecorded;
  }
  // What refers to another record is looked up when it is written, and is not in the difference.
  const references = instance.desired(profile).references.map(({ attribute }) => attribute);
  return {
    ...only(asRecorded, (path) => references.some((one) => path === one || isPart(path, one))),
    ...instance.difference(
      { id: done.vendorId, username: null, email: null, active: null, details: after },
      profile,
    ),
  };
};

const isPart = (path: string, whole: string): boolean => path.startsWith(`${whole}.`);

/** What of the account is neither as the item left it nor as it was before. */
const conflicts = (present: Changes, expected: Changes): readonly string[] =>
  Object.entries(present).flatMap(([path, { from }]) => {
    const left = expected[path];
    return left === undefined
      ? [`${printable(path)} is ${shown(from)}`]
      : isSame(from, left.from)
        ? []
        : [`${printable(path)} is ${shown(from)}, and the run left ${shown(left.from)}`];
  });

/** The order of a list means nothing (RFC 7643 section 2.4), nor do types where a vendor's records do not show them. */
const isSame = (one: unknown, other: unknown): boolean => {
  const isTyped = [one, other].every((value) => !Array.isArray(value) || value.every(hasType));
  return sameValue(comparable(one, isTyped), comparable(other, isTyped));
};

const hasType = (element: unknown): boolean =>
  typeof element !== 'object' || element === null || 'type' in element;

/** A reference that a record shows with its address is its value. */
const comparable = (value: unknown, isTyped: boolean): unknown => {
  if (isReference(value)) {
    return value.value;
  }
  return Array.isArray(value)
    ? value
        .map((element: unknown) => (isTyped ? element : withoutMarks(element)))
        .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
    : value;
};

const withoutMarks = (element: unknown): unknown => {
  if (typeof element !== 'object' || element === null) {
    return element;
  }
  const { type: _type, primary: _primary, ...said } = element as Readonly<Record<string, unknown>>;
  return said;
};

const isReference = (value: unknown): value is { readonly link: unknown; readonly value: unknown } =>
  typeof value === 'object' && value !== null && Object.keys(value).sort().join() === 'link,value';

const MAX_SHOWN = 60;

const shown = (value: unknown): string => {
  const text =
    value === null || value === undefined ? 'empty' : printable(JSON.stringify(comparable(value, true)));
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
};
