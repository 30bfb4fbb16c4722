/** An account of a list, cut down to what merging and showing need, so that many fit into memory. */
export interface Listed {
  readonly application: number;
  readonly id: string;
  readonly active: boolean | null;
  readonly username: string | null;
  readonly email: string | null;
  readonly employeeid: string | null;
  readonly name: string | null;
}

/** Accounts that belong to one person. */
export interface ListedPerson {
  readonly accounts: readonly Listed[];
  /** Why an account that looks like this person’s is shown as another person. */
  readonly notes: readonly string[];
}

interface Group {
  readonly accounts: Listed[];
  readonly notes: string[];
}

/**
 * Joins accounts to people: by employee id, then by user name, then by address. An account joins only a person it does not contradict: no
 * other employee id, and no other account at the same application. Where that is not certain, two people are shown, with the reason.
 */
export const mergePeople = (accounts: Iterable<Listed>): readonly ListedPerson[] => {
  const groups: Group[] = [];
  const byKey = new Map<string, Group>();
  const byName = new Map<string, Group[]>();
  const byAddress = new Map<string, Group[]>();
  const keyless: Listed[] = [];
  const index = (group: Group, account: Listed): void => {
    addTo(byName, fold(account.username), group);
    addTo(byAddress, fold(account.email), group);
  };
  const open = (account: Listed): Group => {
    const group: Group = { accounts: [account], notes: [] };
    groups.push(group);
    index(group, account);
    return group;
  };
  for (const account of accounts) {
    if (account.employeeid === null) {
      keyless.push(account);
      continue;
    }
    const group = byKey.get(account.employeeid);
    if (group === undefined) {
      byKey.set(account.employeeid, open(account));
    } else {
      if (group.accounts.some(({ application }) => application === account.application)) {
        group.notes.push(`two accounts of one application have the employee id ${account.employeeid}`);
      }
      group.accounts.push(account);
      index(group, account);
    }
  }
  for (const account of keyless) {
    const found = [...candidates(byName, account.username), ...candidates(byAddress, account.username)];
    const group = choose(account, found.length > 0 ? found : candidates(byAddress, account.email));
    if (group.group === undefined) {
      const own = open(account);
      if (group.why !== undefined) {
        own.notes.push(group.why);
      }
    } else {
      group.group.accounts.push(account);
      index(group.group, account);
    }
  }
  tellNamesakes(byName);
  return groups;
};

/** Two employee ids under one name stay two people. */
const tellNamesakes = (byName: ReadonlyMap<string, readonly Group[]>): void => {
  for (const [name, sharing] of byName) {
    const keys = sharing.flatMap(
      ({ accounts }) => accounts.find(({ employeeid }) => employeeid !== null)?.employeeid ?? [],
    );
    if (keys.length > 1) {
      sharing.forEach(({ notes }) =>
        notes.push(
          `${name} is the user name of the employee ids ${keys.join(' and ')}: shown as ${keys.length} people`,
        ),
      );
    }
  }
};

const candidates = (map: ReadonlyMap<string, readonly Group[]>, text: string | null): readonly Group[] =>
  map.get(fold(text) ?? '') ?? [];

/** The one person the account is sure to belong to. */
const choose = (
  account: Listed,
  found: readonly Group[],
): { readonly group?: Group; readonly why?: string } => {
  const all = [...new Set(found)];
  const [only] = all;
  if (only === undefined) {
    return {};
  }
  const label = account.username ?? account.email ?? account.id;
  if (all.length > 1) {
    return { why: `${label} may be one of ${all.length} people of that name` };
  }
  if (only.accounts.some(({ application }) => application === account.application)) {
    return { why: `${label} may be the same person as another account of this application` };
  }
  const addresses = new Set(only.accounts.flatMap(({ email }) => fold(email) ?? []));
  const own = fold(account.email);
  return own !== undefined && addresses.size > 0 && !addresses.has(own)
    ? { why: `${label} has the user name of somebody with another address` }
    : { group: only };
};

const addTo = (map: Map<string, Group[]>, key: string | undefined, group: Group): void => {
  if (key === undefined) {
    return;
  }
  const there = map.get(key);
  if (there === undefined) {
    map.set(key, [group]);
  } else if (!there.includes(group)) {
    there.push(group);
  }
};

export const fold = (text: string | null): string | undefined =>
  text === null || text === '' ? undefined : text.normalize('NFC').toLowerCase();
