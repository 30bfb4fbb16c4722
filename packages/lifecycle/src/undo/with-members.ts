import { byBytes } from '../plan/file/plan-draft';
import type { SkipLine } from '../plan/file/plan-line';
import type { AccountOwner } from './account-owner';
import type { MemberChanges } from './member-changes';
import type { Unnumbered } from './numbered-items';
import { isAsked } from './read-run';
import type { UndoRequest } from './undo-request';

/** What is planned in one application. */
export interface UndoLines {
  readonly items: readonly Unnumbered[];
  readonly skips: readonly SkipLine[];
}

/** Puts the memberships to the items of their people; who has none gets one. */
export const withMembers = (
  { run, people }: Pick<UndoRequest, 'run' | 'people'>,
  app: string,
  { items, skips }: UndoLines,
  members: ReadonlyMap<string, MemberChanges>,
  owners: ReadonlyMap<string, AccountOwner>,
): UndoLines => {
  const all = [...items];
  const left: SkipLine[] = [];
  const places = firstPlaces(items);
  for (const [vendorId, { add, remove }] of members) {
    const owner = owners.get(vendorId);
    // Who was taken out and put in again by one run is where they were.
    const groups = {
      add: [...add].filter((group) => !remove.has(group)).sort(byBytes),
      remove: [...remove].filter((group) => !add.has(group)).sort(byBytes),
    };
    const who = owner?.email ?? owner?.username ?? owner?.person ?? vendorId;
    if (groups.add.length + groups.remove.length === 0 || !isAsked(people, owner?.person ?? '')) {
      continue;
    }
    if (owner?.person === undefined || owner.person === null) {
      left.push({
        type: 'skip',
        app,
        person: vendorId,
        who,
        would: 'groups',
        reason: 'changed since: the account belongs to nobody now, and memberships are those of people',
      });
      continue;
    }
    const at = places.get(vendorId);
    const item = at === undefined ? undefined : all[at];
    if (at === undefined || item === undefined) {
      all.push({
        type: 'item',
        app,
        person: owner.person,
        who,
        op: 'groups',
        reason: 'undo',
        because: [`undo of run ${run.id}`],
        vendorId,
        change: {},
        groups,
        post: { active: owner.active },
        requests: groups.add.length + groups.remove.length,
      });
    } else {
      all[at] = { ...item, groups, requests: item.requests + groups.add.length + groups.remove.length };
    }
  }
  return { items: all, skips: [...skips, ...left] };
};

/** Where the first item of an account stands that is not held. */
const firstPlaces = (items: readonly Unnumbered[]): ReadonlyMap<string, number> => {
  const places = new Map<string, number>();
  items.forEach(({ vendorId, hold }, index) => {
    if (vendorId !== undefined && hold === undefined && !places.has(vendorId)) {
      places.set(vendorId, index);
    }
  });
  return places;
};
