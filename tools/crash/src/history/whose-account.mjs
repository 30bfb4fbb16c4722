// Whose account is whose: by the link, the number, the user name, the address.

export const folded = (text) => (text ? text.trim().toLowerCase() : undefined);

export const namesOf = (row) => {
  const email = folded(row.email);
  return { username: folded(row.username) ?? email, email };
};

const hasNameOf = (account, { username, email }) =>
  (username !== undefined && folded(account.username) === username) ||
  (email !== undefined && folded(account.email) === email);

/**
 * Which account is the person's; `holders` have a name that the person is to have. A user name that the application would only keep for the
 * person in that form (`storedName`) tells nobody whose an account is, and keeps the person from it all the same.
 */
export const correlate = (person, accounts, { owner, storedName }, people) => {
  const found = named(person, accounts, owner, people);
  if (found.tag === 'disputed' || !person.isThere) {
    return found;
  }
  const { username } = namesOf(person.row);
  const stored = username && folded(storedName(username));
  const namesakes = [...accounts.values()].filter(
    (account) =>
      folded(account.username) === stored &&
      account.id !== found.account?.id &&
      owner.get(account.id) !== person.key &&
      !found.holders.includes(account),
  );
  return { ...found, holders: [...found.holders, ...namesakes] };
};

const named = (person, accounts, owner, people) => {
  const { key, row, isThere } = person;
  const all = [...accounts.values()];
  const linked = all.find(({ id }) => owner.get(id) === key);
  if (!isThere) {
    return linked ? { tag: 'one', account: linked, linked: true, holders: [] } : { tag: 'none', holders: [] };
  }
  const names = namesOf(row);
  const alike = all.filter((account) => hasNameOf(account, names));
  if (linked) {
    return { tag: 'one', account: linked, linked: true, holders: alike.filter(({ id }) => id !== linked.id) };
  }
  const numbered = all.filter(({ employeeid }) => employeeid === key);
  if (numbered.length > 0) {
    if (numbered.length > 1 || owner.has(numbered[0].id)) {
      return { tag: 'disputed' };
    }
    return {
      tag: 'one',
      account: numbered[0],
      linked: false,
      holders: alike.filter(({ id }) => id !== numbered[0].id),
    };
  }
  const isInFeed = (id) => people.get(id)?.isThere === true;
  const isOwned = ({ id, employeeid }) => owner.has(id) || (employeeid && isInFeed(employeeid));
  const free = alike.filter((account) => !isOwned(account));
  const holders = alike.filter(isOwned);
  if (free.length === 0) {
    return { tag: 'none', holders };
  }
  const others = [...people.values()].filter(
    (other) => other.key !== key && other.isThere && hasNameOf(free[0], namesOf(other.row)),
  );
  if (free.length > 1 || holders.length > 0 || others.length > 0 || free[0].employeeid) {
    return { tag: 'disputed' };
  }
  return { tag: 'one', account: free[0], linked: false, holders: [] };
};
