// What every account of an application must be after the undo of a run.
import { ATTRIBUTES } from './oracle.mjs';
import { namesOf } from './whose-account.mjs';

const listOf = (account) => Object.values(namesOf(account)).filter((name) => name !== undefined);

const attributesOf = (account) => Object.fromEntries(ATTRIBUTES.map((name) => [name, account[name]]));

/**
 * As before the run, and shut what it made. Who would get a name back which another account has (one that was made, or one that keeps it for
 * the same reason) keeps the attributes that the run gave.
 */
export const wayBack = (before, between) => {
  const back = new Map(
    [...between].map(([id, account]) => [id, before.get(id) ?? { ...account, active: false }]),
  );
  const isTaken = (id, name) => [...back].some(([other, is]) => other !== id && listOf(is).includes(name));
  for (let changed = true; changed;) {
    changed = false;
    for (const [id, account] of between) {
      const had = listOf(account);
      const returned = listOf(back.get(id)).filter((name) => !had.includes(name));
      if (returned.some((name) => isTaken(id, name))) {
        back.set(id, { ...back.get(id), ...attributesOf(account) });
        changed = true;
      }
    }
  }
  return back;
};
