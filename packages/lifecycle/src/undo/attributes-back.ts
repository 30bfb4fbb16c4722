import { canonicalHash, comparableRecord, printable, type Attributes, type Instance } from '@iam/core';
import type { Profile } from '../config/lifecycle-config';
import { dryRun, notAsked, skip, type Inverse, type InverseItem } from './inverse-item';
import { only, plannedBack } from './planned-back';
import { sameAttribute, shown } from './same-attribute';
import type { AccountChanged, Changes } from './what-was-done';

/** Writes the former values, in the vendor's words, where the account still has the ones of the item. */
export const attributesBack = async (
  done: AccountChanged,
  instance: Instance,
  signal?: AbortSignal,
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
    ([path, { to }]) => done.changes[path] !== undefined && !sameAttribute(to, done.changes[path].from),
  );
  if (others.length > 0) {
    const names = others.map(([path]) => path);
    const rest = await attributesBack(
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

/** What of the account is neither as the item left it nor as it was before. */
const conflicts = (present: Changes, expected: Changes): readonly string[] =>
  Object.entries(present).flatMap(([path, { from }]) => {
    const left = expected[path];
    return left === undefined
      ? [`${printable(path)} is ${shown(from)}`]
      : sameAttribute(from, left.from)
        ? []
        : [`${printable(path)} is ${shown(from)}, and the run left ${shown(left.from)}`];
  });
