// What every account must be after a day, from the feed, from what was there and from docs/lifecycle.md. Nothing here asks the engine.
import { mayLookUp } from './manager-by-name.mjs';
import { GROUPS, PROTECTED, rulesFor } from './rules.mjs';
import { decide, nowFor } from './standing.mjs';
import { correlate, folded, namesOf } from './whose-account.mjs';

export const ATTRIBUTES = [
  'username',
  'email',
  'employeeid',
  'givenname',
  'surname',
  'title',
  'department',
  'managername',
];

/** Decisions about everybody, and whose names are given twice. */
const decideAll = (memory, { rows, errors, today, rules }) => {
  const people = new Map();
  const owners = Object.values(memory.apps).flatMap(({ owner }) => [...owner.values()]);
  for (const key of new Set([...rows.keys(), ...memory.people.keys(), ...owners])) {
    if (errors.has(key)) {
      continue;
    }
    const before = memory.people.get(key);
    const row = rows.get(key);
    const known = row ?? before?.row ?? {};
    const zone = known.zone || rules.zone;
    const decided = decide(row, before, nowFor(today, zone), rules);
    people.set(key, {
      key,
      row: known,
      isThere: row !== undefined,
      ...decided,
      // An event stays the reason until everything is done.
      event: decided.event ?? before?.pending,
    });
  }
  return people;
};

/** People who have one name with others of the feed; who has left by the row alone does not count. */
const sharedNames = (people, { today, rules }) => {
  const by = new Map();
  for (const { key, row, isThere } of people.values()) {
    if (!isThere || decide(row, undefined, nowFor(today, row.zone || rules.zone), rules).state === 'left') {
      continue;
    }
    const { username, email } = namesOf(row);
    for (const name of [`m ${email}`, `u ${username}`]) {
      by.set(name, [...(by.get(name) ?? []), key]);
    }
  }
  return new Set([...by.values()].filter(({ length }) => length > 1).flat());
};

/**
 * A row without a user name wants the one that is made of the address, and an account that has another one keeps it where the feed never had
 * one; of a plan that was stopped, and allowed, nothing is known.
 */
const wantedName = (row, account, owned, storedName) => {
  const made = (email) => storedName(row.username || email || '');
  const isOwn =
    account?.username &&
    !row.username &&
    !owned.has('username') &&
    folded(account.username) !== folded(made(account.email));
  return isOwn ? account.username : made(row.email);
};

/** What the feed wants of the attributes of an account; what it never had is the application's own. */
const wanted = ({ row, key }, account, owned, { storedName, manager }) => {
  const want = { ...row, employeeid: key, username: wantedName(row, account, owned, storedName) };
  const keep = (attribute) => account?.[attribute] ?? null;
  return Object.fromEntries(
    ATTRIBUTES.map((attribute) => [
      attribute,
      attribute === 'managername' && manager !== 'name'
        ? keep(attribute)
        : want[attribute] || (owned.has(attribute) ? null : keep(attribute)),
    ]),
  );
};

/** Whether a person is to be in, and what leaving means where not. */
const accessOf = (app, { state, row }, rules) => {
  const leaving = rules.whenLeaving[app];
  const ruled = rulesFor(app, row, rules);
  const out = (why, shut, removes) => ({ tag: 'out', why, shut, removes });
  const byRule = (why) => out(why, leaving.account === 'disable', leaving.groups === 'remove');
  if (state === 'missing' || state === 'left') {
    return byRule(state);
  }
  if (state === 'future') {
    return out('future', leaving.account === 'disable', false);
  }
  if (!ruled.who) {
    return byRule('who');
  }
  if (state === 'leave' && rules.whileOnLeave === 'disable') {
    return out('leave', true, false);
  }
  return { tag: 'in', groups: ruled.groups };
};

const groupsAfter = (app, account, access, given) => {
  const has = account?.groups ?? [];
  if (access.tag === 'out') {
    return access.removes ? has.filter((group) => !GROUPS[app].includes(group)) : has;
  }
  const isTakenOut = ({ name, wanted: isWanted, exclusive }) =>
    !isWanted && (exclusive || given.has(`${account?.id} ${name}`));
  const removed = access.groups.filter(isTakenOut).map(({ name }) => name);
  const added = access.groups
    .filter(({ name, wanted: isWanted }) => isWanted && !has.includes(name))
    .map(({ name }) => name);
  return [...has.filter((group) => !removed.includes(group)), ...added].sort();
};

/** What one application needs of one person: `nothing`, `do` with the account afterwards, or `wait` with the reason. */
const needOf = (app, person, correlation, memory, { rules, released, accounts }) => {
  const { key, held, row } = person;
  const { ours, given, owner, seen, manager } = memory.apps[app];
  if (correlation.tag === 'disputed') {
    return { tag: 'wait', why: 'disputed' };
  }
  const access = accessOf(app, person, rules);
  const owned = memory.people.get(key)?.owned ?? new Set();
  const { account, linked, holders } = correlation;
  const need = (() => {
    if (correlation.tag === 'none') {
      if (access.tag === 'out') {
        return { tag: 'nothing' };
      }
      const gone = [...owner].filter(([, who]) => who === key).some(([id]) => seen.get(id)?.active === true);
      const after = {
        ...wanted(person, undefined, owned, memory.apps[app]),
        active: true,
        groups: groupsAfter(app, undefined, access, given),
      };
      return { tag: 'do', op: 'create', after, takes: true, hold: gone ? 'gone' : undefined };
    }
    if (access.tag === 'out') {
      if (!linked && access.why === 'who') {
        return account.active ? { tag: 'wait', why: 'not ours' } : { tag: 'nothing' };
      }
      const after = {
        ...account,
        active: access.shut ? false : account.active,
        groups: groupsAfter(app, account, access, given),
      };
      if (isEqual(after, account)) {
        return { tag: 'nothing' };
      }
      const early = access.why === 'future' && person.event !== 'postponed' ? 'early' : undefined;
      const found = !linked && rules.adopt === 'hold' ? 'adopt' : undefined;
      return { tag: 'do', op: 'out', after, hold: held ? 'missing' : (early ?? found) };
    }
    const after = {
      ...account,
      ...wanted(person, account, owned, memory.apps[app]),
      active: true,
      groups: groupsAfter(app, account, access, given),
    };
    const before = namesOf(account);
    const names = namesOf(after);
    const lost = ['username', 'email'].filter(
      (name) => before[name] && ![names.username, names.email].includes(before[name]),
    );
    const isNumberLost = account.employeeid && account.employeeid !== after.employeeid;
    if (isEqual(after, account) && linked) {
      const before = memory.people.get(key)?.row;
      const isLookedUp = manager === 'lookup' && mayLookUp({ row, account, before, accounts: accounts[app] });
      return { tag: 'nothing', isIn: true, account, isLookedUp };
    }
    const byHand = !account.active && !ours.has(account.id) ? 'by hand' : undefined;
    const found = !linked && rules.adopt === 'hold' ? 'adopt' : undefined;
    return {
      tag: 'do',
      op: 'in',
      after,
      takes: lost.length > 0 || Boolean(isNumberLost),
      hold: byHand ?? found,
    };
  })();
  if (need.tag !== 'do') {
    return need;
  }
  const full = { ...need, key, account, holders: holders ?? [], names: namesOf(need.after) };
  if (PROTECTED.holds(row)) {
    return { ...full, tag: 'wait', why: 'protected' };
  }
  if (need.takes && person.isShared) {
    return { ...full, tag: 'wait', why: 'shared name' };
  }
  return full.hold !== undefined && !released.has(key)
    ? { ...full, tag: 'wait', why: `held: ${full.hold}` }
    : full;
};

export const NAME_TAKEN = 'the name is another account’s';

/** Who waited for one who is released since waits on, unless released as well. */
export const keepWaiting = (before, after, released) => {
  for (const [app, needs] of Object.entries(after.apps)) {
    for (const [key, need] of needs) {
      if (need.tag === 'do' && !released.has(key) && before.apps[app].get(key).why === NAME_TAKEN) {
        needs.set(key, { ...need, tag: 'wait', why: NAME_TAKEN });
      }
    }
    settleNames(needs);
  }
};

/** Who takes a name waits for who has it, unless the same plan takes it away. When one of an exchange is not done, none of it is. */
export const settleNames = (needs) => {
  const byAccount = new Map(
    [...needs.values()].filter(({ account }) => account).map((need) => [need.account.id, need]),
  );
  const isFreed = (holder, name) => {
    const giver = byAccount.get(holder.id);
    return (
      giver?.tag === 'do' && giver.op === 'in' && ![giver.names.username, giver.names.email].includes(name)
    );
  };
  for (let changed = true; changed;) {
    changed = false;
    for (const [key, need] of needs) {
      if (need.tag !== 'do' || !need.takes) {
        continue;
      }
      const own = need.account ? [folded(need.account.username), folded(need.account.email)] : [];
      const taken = [need.names.username, need.names.email].filter((name) => name && !own.includes(name));
      const isBlocked = need.holders.some((holder) =>
        [folded(holder.username), folded(holder.email)].some(
          (name) => taken.includes(name) && !isFreed(holder, name),
        ),
      );
      if (isBlocked) {
        needs.set(key, { ...need, tag: 'wait', why: NAME_TAKEN });
        if (need.account) {
          byAccount.set(need.account.id, needs.get(key));
        }
        changed = true;
      }
    }
  }
};

export const isEqual = (one, other) =>
  [...ATTRIBUTES, 'active'].every((key) => (one[key] ?? null) === (other[key] ?? null)) &&
  one.groups.join() === other.groups.join();

/**
 * What must come of a day. `given`: { rows, errors, today, rules, accounts (by application, before), released (keys), leftOut (applications) }. Answers the needs by application and person, and the accounts afterwards: by id, and the new ones by key.
 */
export const foresee = (memory, given) => {
  const people = decideAll(memory, given);
  const shared = sharedNames(people, given);
  shared.forEach((key) => (people.get(key).isShared = true));
  const apps = Object.fromEntries(
    Object.keys(GROUPS).map((app) => {
      const accounts = given.accounts[app];
      const needs = new Map();
      for (const person of people.values()) {
        needs.set(
          person.key,
          needOf(app, person, correlate(person, accounts, memory.apps[app], people), memory, given),
        );
      }
      for (const key of given.errors) {
        const hasAccount = [...accounts.values()].some(({ id }) => memory.apps[app].owner.get(id) === key);
        needs.set(key, hasAccount ? { tag: 'wait', why: 'the row is in error' } : { tag: 'nothing' });
      }
      settleNames(needs);
      return [app, needs];
    }),
  );
  return { people, apps };
};
