import { printable } from '@iam/core';
import { folded } from '../accounts/fold';
import type { Session } from '../database/session';
import { givenUp, textsIn } from '../plan/person/identifier-change';
import type { VendorWords } from '../plan/person/vendor-words';
import type { Unnumbered } from './numbered-items';
import type { UndoLines } from './with-members';

/**
 * Leaves out what would give an account a user name or an address back that another account has now: one that the run made, which is never
 * deleted, or one whose change is not undone. Not every application refuses a name that another has. The whole change of the account is left
 * out with it, and so is the change of another account that would get a name which this one keeps.
 */
export const withoutTakenNames = async (
  sql: Pick<Session, 'query'>,
  app: string,
  { items, skips }: UndoLines,
  words: Pick<VendorWords, 'names'>,
): Promise<UndoLines> => {
  const named = items.flatMap((item) => {
    const names = namesTaken(item, words);
    return names.length === 0 ? [] : [{ item, names }];
  });
  if (named.length === 0) {
    return { items, skips };
  }
  const holders = await holdersOf(sql, app, new Set(named.flatMap(({ names }) => names)));
  const stays = new Set<string | undefined>();
  const left = (): readonly Unnumbered[] =>
    items.filter((item) => !isUpdate(item) || !stays.has(item.vendorId));
  const reasons = [...skips];
  const next = (): Blocked | undefined =>
    firstBlocked(
      named.filter(({ item: { vendorId } }) => !stays.has(vendorId)),
      holders,
      left(),
    );
  for (let blocked = next(); blocked !== undefined; blocked = next()) {
    const { item, holder } = blocked;
    stays.add(item.vendorId);
    reasons.push({
      type: 'skip',
      app,
      person: item.person,
      who: item.who,
      would: item.op,
      reason: `not undone: the account ${shownOf(holder)} has the name or the address now${
        holder.person === null ? '' : `, is ${printable(holder.person)}’s`
      }, and nothing in this undo takes it away`,
    });
  }
  return { items: left(), skips: reasons };
};

interface Named {
  readonly item: Unnumbered;
  /** Folded. */
  readonly names: readonly string[];
}

interface Holder {
  readonly vendorId: string;
  readonly person: string | null;
  readonly username: string | null;
  readonly email: string | null;
  readonly employeeId: string | null;
}

const isUpdate = ({ op }: Unnumbered): boolean => op === 'update';

/** The names that an item gives to its account, as the application keeps them. */
const namesTaken = (item: Unnumbered, words: Pick<VendorWords, 'names'>): readonly string[] => {
  if (!isUpdate(item) || item.profile === undefined) {
    return [];
  }
  const changes = Object.values(item.change);
  const before = textsIn(changes.map(([from]) => from));
  const after = textsIn(changes.map(([, to]) => to));
  const { username, email } = words.names(item.profile);
  return [...new Set([folded(username), folded(email)])].flatMap((name) =>
    name !== undefined && after.has(name) && !before.has(name) ? [name] : [],
  );
};

/** An item that gives a name which the holder's account keeps. */
interface Blocked {
  readonly item: Unnumbered;
  readonly holder: Holder;
}

/** The first item that takes a name which another account has and keeps. */
const firstBlocked = (
  named: readonly Named[],
  holders: ReadonlyMap<string, readonly Holder[]>,
  items: readonly Unnumbered[],
): Blocked | undefined => {
  const byAccount = new Map<string, Unnumbered[]>();
  for (const item of items) {
    const id = item.vendorId ?? '';
    byAccount.set(id, [...(byAccount.get(id) ?? []), item]);
  }
  const keeps = (holder: Holder, name: string): boolean =>
    !(byAccount.get(holder.vendorId) ?? []).some(
      ({ hold, change }) => hold === undefined && givenUp(holder, change).includes(name),
    );
  for (const { item, names } of named) {
    for (const name of names) {
      const holder = (holders.get(name) ?? []).find(
        (one) => one.vendorId !== item.vendorId && keeps(one, name),
      );
      if (holder !== undefined) {
        return { item, holder };
      }
    }
  }
  return undefined;
};

const shownOf = ({ username, vendorId }: Holder): string => printable(username ?? vendorId);

/** The accounts that have one of the names, by name. What a run wrote is folded by the next plan only. */
const holdersOf = async (
  sql: Pick<Session, 'query'>,
  app: string,
  names: ReadonlySet<string>,
): Promise<ReadonlyMap<string, readonly Holder[]>> => {
  const rows = await sql.query<Holder & Record<string, unknown>>(HOLDERS, [app, [...names]]);
  const found = new Map<string, Holder[]>();
  for (const row of rows) {
    for (const name of new Set([folded(row.username), folded(row.email)])) {
      if (name !== undefined && names.has(name)) {
        found.set(name, [...(found.get(name) ?? []), row]);
      }
    }
  }
  return found;
};

const HOLDERS = `
select vendor_id as "vendorId", person, username, email, employee_id as "employeeId" from iam.account
where app = $1 and gone_at is null and (username_key = any($2) or email_key = any($2)
  or (username is not null and username_key is null) or (email is not null and email_key is null))
order by vendor_id`;
