import { isIAMError, printable } from '@iam/core';
import { dictionaryOf } from '@iam/core/internal';
import type { Account } from '../../accounts/account';
import { folded } from '../../accounts/fold';
import type { Profile } from '../../config/lifecycle-config';
import { sha256 } from '../file/canonical-text';
import { givenUp, textsIn } from './identifier-change';
import type { ItemLine, SkipLine } from '../file/plan-line';
import type { Change, VendorWords } from './vendor-words';
import { temporaryProfile } from './temporary-profile';

/** An item that takes a name which another person's account has now. */
export interface TakingItem {
  readonly item: ItemLine;
  /** The account of the item; undefined for one that is to be made. */
  readonly account: Account | undefined;
  /** The accounts that have the name. */
  readonly holders: readonly Account[];
}

/** An item that gives up names, by the account's id. */
export interface GivingItem {
  readonly n: number;
  /** Folded. */
  readonly names: readonly string[];
  readonly held: boolean;
}

/**
 * Brings the renames of one application into an order: who frees a name comes first. A ring is opened over a temporary name of one
 * person; where that is not possible, none of it is done. Answers the lines of each taking item, in the order of `taking`.
 */
export const orderRenames = (
  taking: readonly TakingItem[],
  giving: ReadonlyMap<string, GivingItem>,
  words: VendorWords,
  newNumber: () => number,
): readonly (readonly (ItemLine | SkipLine)[])[] => {
  const nodes = new Map(taking.map((one): [number, Node] => [one.item.n, nodeOf(one, giving, words)]));
  settleImpossible(nodes);
  for (let ring = ringIn(nodes); ring !== undefined; ring = ringIn(nodes)) {
    openRing(ring, nodes, words, newNumber);
    settleImpossible(nodes);
  }
  return taking.map(({ item }) => linesOf(nodes.get(item.n), item));
};

interface Node {
  readonly taking: TakingItem;
  /** Items that have to be done before. */
  after: readonly number[];
  hold: string | undefined;
  impossible: string | undefined;
  temporary?: ItemLine;
}

const nodeOf = (taking: TakingItem, giving: ReadonlyMap<string, GivingItem>, words: VendorWords): Node => {
  const after: number[] = [];
  let hold = taking.item.hold;
  let impossible: string | undefined;
  for (const holder of taking.holders) {
    const given = giving.get(holder.vendorId);
    const names = namesTaken(taking, holder, words);
    if (names.length === 0) {
      continue;
    }
    if (given === undefined || !names.every((name) => given.names.includes(name))) {
      impossible ??= `disputed: the account ${shownOf(holder)} has the name or the address${
        holder.person === null ? '' : `, and is ${printable(holder.person)}’s`
      }, and nothing in this plan takes it away: rename that account in the application, or correct the feed${ifTheSame(taking, holder)}`;
    } else {
      after.push(given.n);
      if (given.held) {
        hold ??= `the name or the address is ${printable(holder.person ?? holder.vendorId)}’s, whose change is held`;
      }
    }
  }
  return { taking, after: [...new Set(after)].sort((one, other) => one - other), hold, impossible };
};

/** A person who came back under a new key has an account already: the one that was closed. */
const ifTheSame = ({ item: { op, app, person } }: TakingItem, { vendorId }: Account): string =>
  op === 'create'
    ? `; if it is the account of the same person, \`iam link ${printable(person)} --app ${JSON.stringify(app)} --account ${printable(vendorId)}\` says so`
    : '';

const shownOf = ({ username, vendorId }: Account): string => printable(username ?? vendorId);

/** The names that the item gives to its person and the holder has, as the application keeps them. */
const namesTaken = ({ item }: TakingItem, holder: Account, words: VendorWords): readonly string[] => {
  const { username, email } = words.names(item.profile ?? {});
  const wanted = [folded(username), folded(email)];
  const given = textsIn(Object.values(item.change).map(([, after]) => after));
  return [...new Set([folded(holder.username), folded(holder.email)])].filter(
    (name) => name !== undefined && wanted.includes(name) && given.has(name),
  ) as readonly string[];
};

/** What waits for an item that is not done is not done; what waits for one that is held is held. */
const settleImpossible = (nodes: ReadonlyMap<number, Node>): void => {
  for (let changed = true; changed;) {
    changed = false;
    for (const node of nodes.values()) {
      for (const n of node.after) {
        const before = nodes.get(n);
        if (before === undefined || before === node) {
          continue;
        }
        if (before.impossible !== undefined && node.impossible === undefined) {
          node.impossible = `disputed: ${printable(before.taking.item.person)} would have to give up the name or the address, and cannot`;
          changed = true;
        }
        if (before.hold !== undefined && node.hold === undefined) {
          node.hold = `the name or the address is ${printable(before.taking.item.person)}’s, whose change is held`;
          changed = true;
        }
      }
    }
  }
};

/** The numbers of the items of a ring, if there is one among what can be done. */
const ringIn = (nodes: ReadonlyMap<number, Node>): readonly number[] | undefined => {
  const done = new Set<number>();
  for (const start of nodes.keys()) {
    const path: number[] = [];
    const pending: { readonly n: number; next: number }[] = [{ n: start, next: 0 }];
    while (pending.length > 0) {
      const top = pending[pending.length - 1];
      if (top === undefined) {
        break;
      }
      const node = nodes.get(top.n);
      if (top.next === 0) {
        path.push(top.n);
      }
      const n = node === undefined || node.impossible !== undefined ? undefined : node.after[top.next];
      top.next += 1;
      if (n === undefined) {
        done.add(top.n);
        path.pop();
        pending.pop();
      } else if (path.includes(n)) {
        return path.slice(path.indexOf(n));
      } else if (!done.has(n) && nodes.has(n)) {
        pending.push({ n, next: 0 });
      }
    }
  }
  return undefined;
};

/** Moves one person of a ring to a temporary name first, so that the others can follow each other. */
const openRing = (
  ring: readonly number[],
  nodes: ReadonlyMap<number, Node>,
  words: VendorWords,
  newNumber: () => number,
): void => {
  const members = [...ring].sort((one, other) => one - other).flatMap((n) => nodes.get(n) ?? []);
  for (const opener of members) {
    const temporary = temporaryItem(opener.taking, words, newNumber);
    if (temporary !== undefined) {
      const own = opener.taking.item.n;
      opener.temporary = temporary;
      opener.after = [...opener.after, temporary.n];
      for (const node of nodes.values()) {
        if (node !== opener) {
          node.after = node.after.map((n) => (n === own ? temporary.n : n));
        }
      }
      return;
    }
  }
  const people = members.map(({ taking }) => printable(taking.item.person)).join(', ');
  for (const member of members) {
    member.impossible = `disputed: ${people} exchange names or addresses in a ring, which this application cannot do in steps`;
  }
};

/** The step that moves an account to a temporary name; undefined where that does not free what it has. */
const temporaryItem = (
  { item, account }: TakingItem,
  words: VendorWords,
  newNumber: () => number,
): ItemLine | undefined => {
  if (account === undefined || item.op !== 'update' || item.profile === undefined) {
    return undefined;
  }
  const mark = sha256(`${item.app}\n${account.vendorId}\n${item.n}`).slice(0, 8);
  const profile = temporaryProfile(item.profile, account, mark);
  try {
    const change = words.difference(account, profile);
    const freed = new Set(givenUp(account, change));
    if (!givenUp(account, item.change).every((name) => freed.has(name))) {
      return undefined;
    }
    // Groups come with the last step: a person is put into one once.
    const { groups: _groups, ...step } = item;
    return {
      ...step,
      n: newNumber(),
      because: ['a temporary name, because people exchange theirs'],
      pre: { hash: words.recordHash(account, profile), active: account.active },
      change,
      post: { hash: words.desired(profile, 'update').hash, active: account.active },
      profile,
      temporary: true,
    };
  } catch (thrown) {
    if (isIAMError(thrown)) {
      return undefined;
    }
    throw thrown;
  }
};

const linesOf = (node: Node | undefined, item: ItemLine): readonly (ItemLine | SkipLine)[] => {
  if (node === undefined) {
    return [item];
  }
  const { app, person, who, op } = item;
  if (node.impossible !== undefined) {
    return [{ type: 'skip', app, person, who, would: op, reason: node.impossible }];
  }
  const last: ItemLine = {
    ...item,
    ...(node.temporary === undefined ? {} : lastStep(node.temporary, item)),
    ...(node.hold === undefined ? {} : { hold: node.hold }),
    ...(node.after.length === 0 ? {} : { after: node.after }),
  };
  if (node.temporary === undefined) {
    return [last];
  }
  const first = node.hold === undefined ? node.temporary : { ...node.temporary, hold: node.hold };
  return [first, last];
};

const lastStep = (temporary: ItemLine, { change, profile }: ItemLine): Partial<ItemLine> => ({
  change: changeAfter(temporary.change, change),
  ...(profile === undefined ? {} : { profile: profileAfter(temporary.profile, profile) }),
});

/** A user name that is made of the address takes the place of the temporary one, and of no other that a person may have chosen. */
const profileAfter = (temporary: Profile | undefined, profile: Profile): Profile =>
  profile['username'] === undefined && typeof temporary?.['username'] === 'string'
    ? {
        ...profile,
        olduserdata: { ...dictionaryOf(profile['olduserdata']), username: temporary['username'] },
      }
    : profile;

/** What a change does to the record that a temporary name left: it ends every value that the temporary step gave. */
const changeAfter = (temporary: Change, change: Change): Change => ({
  ...change,
  ...Object.fromEntries(
    Object.entries(temporary).map(([attribute, [old, given]]) => {
      const last = change[attribute];
      return [attribute, [given, last === undefined ? old : last[1]] as const];
    }),
  ),
});
