// What the oracle remembers from day to day.
import { GROUPS } from './rules.mjs';

export const newMemory = (applications) => ({
  /** Key → { state, row, missingSince, owned (keys that the feed ever gave), pending (an event of which something is left to do) }. */
  people: new Map(),
  /** By application: account → key of its person; accounts that a run has shut; memberships that a run gave; what was seen last. */
  apps: Object.fromEntries(
    applications.map(({ name, storedName, manager }) => [
      name,
      {
        owner: new Map(),
        ours: new Set(),
        given: new Set(),
        seen: new Map(),
        forgiven: new Set(),
        isComplete: false,
        storedName,
        manager,
      },
    ]),
  ),
});

/** Takes over what a day has brought. */
export const remember = (memory, given, { people, apps }, after, { isKept }) => {
  if (isKept) {
    for (const { key, row, state, missingSince, event } of people.values()) {
      const isDone = Object.entries(apps).every(
        ([app, needs]) => needs.get(key).tag === 'nothing' && !given.leftOut.has(app),
      );
      const before = memory.people.get(key);
      const owned = new Set([...(before?.owned ?? []), ...Object.keys(row).filter((name) => row[name])]);
      memory.people.set(key, { state, row, missingSince, owned, pending: isDone ? undefined : event });
    }
  }
  for (const [app, needs] of Object.entries(apps)) {
    const known = memory.apps[app];
    if (given.leftOut.has(app)) {
      continue;
    }
    // What the plan has read.
    for (const account of given.accounts[app].values()) {
      if (account.active) {
        known.ours.delete(account.id);
      }
      known.seen.set(account.id, { active: account.active, managerid: account.managerid });
    }
    for (const [key, need] of needs) {
      if (need.tag !== 'do') {
        continue;
      }
      const now = need.account
        ? after[app].get(need.account.id)
        : [...after[app].values()].find(
            ({ id, employeeid }) => employeeid === key && !given.accounts[app].has(id),
          );
      if (now === undefined) {
        continue;
      }
      for (const [id, owner] of known.owner) {
        if (owner === key && id !== now.id) {
          known.owner.delete(id);
        }
      }
      known.owner.set(now.id, key);
      known.seen.set(now.id, { active: now.active, managerid: now.managerid });
      if (need.account?.active && !now.active) {
        known.ours.add(now.id);
      }
      if (now.active) {
        known.ours.delete(now.id);
      }
      for (const group of GROUPS[app]) {
        const had = need.account?.groups.includes(group) === true;
        if (now.groups.includes(group) && !had) {
          known.given.add(`${now.id} ${group}`);
        } else if (!now.groups.includes(group)) {
          known.given.delete(`${now.id} ${group}`);
        }
      }
    }
  }
};
