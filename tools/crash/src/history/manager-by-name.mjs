// Of an application that keeps the manager as a reference, looked up by the name when something is written: what must come of that.

/** The only account of a name; undefined where there is none, or several. */
const onlyNamed = (accounts, name) => {
  const found = [...accounts.values()].filter(({ fullname }) => fullname === name);
  return found.length === 1 ? found[0] : undefined;
};

const named = (accounts, name) => [...accounts.values()].some(({ fullname }) => fullname === name);

/** Whether an update may be planned that shows nowhere but in the manager. */
export const mayLookUp = ({ row, account, before, accounts }) =>
  row.managername !== before?.managername ||
  (account.managerid ?? undefined) !== onlyNamed(accounts, row.managername)?.id;

/** Managers that are not as they must be after a day. `isForgiven`: whether somebody erased the account that was the manager there. */
const wrongManager = ({ row, key }, { account, had }, after, { owned, isForgiven }) => {
  const { managername: name } = row;
  if (isForgiven) {
    return undefined;
  }
  if (!name) {
    return owned && account.managerid ? `${key} has a manager, and the feed has none any more` : undefined;
  }
  const manager = onlyNamed(after, name);
  if (manager === undefined) {
    // Nobody, or nobody to choose: it stays as it is.
    return named(after, name) || account.managerid === had
      ? undefined
      : `${key} has the manager ${account.managerid} instead of ${had}, and nobody there is named ${name}`;
  }
  return account.managerid === manager.id
    ? undefined
    : `${key} has the manager ${account.managerid} instead of ${manager.id}, who is ${name}`;
};

/** Nothing is written of a profile: nothing at all, or members of groups. */
const isUnwritten = ({ tag, op, account, after }) =>
  tag === 'nothing' ||
  (op === 'in' &&
    Object.keys(after).every(
      (name) => name === 'groups' || (account[name] ?? null) === (after[name] ?? null),
    ));

export const problemsOfManagers = ({ app, seen, given, after, memory }) => {
  const { forgiven, manager } = memory.apps[app];
  if (manager !== 'lookup' || given.leftOut.has(app)) {
    return [];
  }
  const erased = [...forgiven].filter(
    (key) => seen.people.get(key)?.row.managername === memory.people.get(key)?.row.managername,
  );
  const is = new Map([...after.values()].map((account) => [account.employeeid, account]));
  return [...seen.apps[app]].flatMap(([key, need]) => {
    const isIn = need.tag === 'nothing' ? need.isIn : need.tag === 'do' && need.op !== 'out' && !need.isStale;
    // Who had no account when it was to be written is looked for again with the next change of the person, and not before.
    const isSame = seen.people.get(key)?.row.managername === memory.people.get(key)?.row.managername;
    if (!isIn || (isSame && isUnwritten(need))) {
      return [];
    }
    const account = need.account ? after.get(need.account.id) : is.get(key);
    if (account === undefined) {
      return [];
    }
    const wrong = wrongManager(
      seen.people.get(key),
      { account, had: need.account?.managerid ?? null },
      after,
      {
        owned: memory.people.get(key)?.owned.has('managername') === true,
        isForgiven: erased.includes(key),
      },
    );
    return wrong === undefined ? [] : [{ text: `${app} ${wrong}`, key }];
  });
};

/** Whose manager's account was erased by hand since the last look: the record forgets it, and nothing says so. */
export const forgive = (memory, accounts) => {
  for (const [app, is] of Object.entries(accounts)) {
    const { forgiven, seen, owner } = memory.apps[app];
    for (const { id, managerid } of is.values()) {
      if (!managerid && seen.get(id)?.managerid) {
        forgiven.add(owner.get(id));
      } else if (managerid) {
        forgiven.delete(owner.get(id));
      }
    }
  }
};
