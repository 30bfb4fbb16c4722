import { printable } from '@iam/core';
import type { Account, CorrelatedBy, Correlation } from './account';
import { folded } from './fold';

/** What a person is found by. */
export interface Claimant {
  readonly key: string;
  readonly employeeId: string | undefined;
  readonly username: string | undefined;
  readonly email: string | undefined;
}

/** Another person of the feed whom an account would fit as well. */
export interface OtherClaim {
  readonly key: string;
  /** `namesake`: only the user name that the application would store for them is the account's. */
  readonly by: CorrelatedBy | 'namesake';
}

/** An account that has something of a person, with everybody else who would fit it. */
export interface Candidate {
  readonly account: Account;
  readonly claims: readonly OtherClaim[];
  /** It has the user name that the application would store for the person, and nothing else of theirs: it is another person's. */
  readonly isNamesake?: boolean;
}

/**
 * Which account is a person's: the one that our record says; else the only one with the company's key of the person; else the only
 * one with the user name or the address, when nothing speaks against it. An account is never found by a display name. Whatever
 * leaves a doubt is disputed.
 */
export const correlate = (person: Claimant, candidates: readonly Candidate[]): Correlation => {
  if (candidates.length === 0) {
    return NOBODYS;
  }
  const present = candidates.filter(({ account }) => account.goneAt === null);
  const linked = present.find(({ account }) => account.person === person.key);
  if (linked !== undefined) {
    const holders = present
      .filter((one) => one !== linked && hasName(person, one))
      .map(({ account }) => account);
    return { tag: 'one', account: linked.account, by: 'link', holders };
  }
  return byEmployeeId(person, present) ?? byName(person, present);
};

const NOBODYS: Correlation = { tag: 'none', holders: [] };

const byEmployeeId = (person: Claimant, candidates: readonly Candidate[]): Correlation | undefined => {
  const same = candidates.filter(
    ({ account }) => person.employeeId !== undefined && account.employeeId === person.employeeId,
  );
  const [first] = same;
  if (first === undefined) {
    return undefined;
  }
  const accounts = same.map(({ account }) => account);
  if (same.length > 1) {
    return { tag: 'disputed', why: `${shown(accounts)} have the employee id of ${who(person)}`, accounts };
  }
  const { account, claims } = first;
  if (account.person !== null) {
    return linkedToAnother(person, account, 'employee id');
  }
  const other = claims.find(({ by }) => by === 'employeeid');
  if (other !== undefined) {
    return twoRows(person, account, [other]);
  }
  const holders = candidates.filter((one) => one !== first && hasName(person, one)).map((one) => one.account);
  return { tag: 'one', account, by: 'employeeid', holders };
};

const byName = (person: Claimant, candidates: readonly Candidate[]): Correlation => {
  const named = candidates.flatMap(({ account, claims, isNamesake }) => {
    const by = isNamesake === true ? undefined : nameOf(person, account);
    return by === undefined ? [] : [{ account, by, claims: claims.filter((one) => one.by !== 'namesake') }];
  });
  const namesakes = candidates.flatMap(({ account, isNamesake }) => (isNamesake === true ? [account] : []));
  // Another person's account has the name: that person may be about to give it up.
  const holders = named
    .filter(({ account, claims }) => isOwned(account, claims))
    .map(({ account }) => account);
  const free = named.filter(({ account, claims }) => !isOwned(account, claims));
  const [first] = free;
  if (first === undefined) {
    return { tag: 'none', holders: [...holders, ...namesakes] };
  }
  const accounts = free.map(({ account }) => account);
  if (free.length > 1) {
    return {
      tag: 'disputed',
      why: `${shown(accounts)} have the name or the address of ${who(person)}`,
      accounts,
    };
  }
  const { account, by, claims } = first;
  if (holders.length > 0) {
    return {
      tag: 'disputed',
      why: `${shown([account, ...holders])} have the name or the address of ${who(person)}, and one of them is another person’s`,
      accounts: [account, ...holders],
    };
  }
  if (claims.length > 0) {
    return twoRows(person, account, claims);
  }
  if (
    account.employeeId !== null &&
    person.employeeId !== undefined &&
    account.employeeId !== person.employeeId
  ) {
    return {
      tag: 'disputed',
      why: `${shown([account])} has the ${WORDS[by]} of ${who(person)} and the employee id of another person`,
      accounts: [account],
    };
  }
  return { tag: 'one', account, by, holders: namesakes };
};

/** Whether an account is known to be another person's: by our record, or by that person's key in the company. */
const isOwned = (account: Account, claims: readonly OtherClaim[]): boolean =>
  account.person !== null || claims.some(({ by }) => by === 'employeeid');

/** Whether the account keeps the person from a name that they are to have. */
const hasName = (person: Claimant, { account, isNamesake }: Candidate): boolean =>
  isNamesake === true || nameOf(person, account) !== undefined;

const nameOf = (person: Claimant, account: Account): 'username' | 'email' | undefined => {
  const username = folded(person.username);
  const email = folded(person.email);
  if (username !== undefined && folded(account.username) === username) {
    return 'username';
  }
  if (email !== undefined && folded(account.email) === email) {
    return 'email';
  }
  // Where the feed has no user names, applications make them of addresses.
  return username === undefined && email !== undefined && folded(account.username) === email
    ? 'username'
    : undefined;
};

const WORDS: Readonly<Record<CorrelatedBy, string>> = {
  link: 'link',
  employeeid: 'employee id',
  username: 'user name',
  email: 'address',
};

const who = ({ key }: Claimant): string => printable(key);

const shown = (accounts: readonly Account[]): string =>
  accounts.length === 1
    ? `the account ${shownOne(accounts[0])}`
    : `the accounts ${accounts
        .map(shownOne)
        .sort()
        .slice(0, 5)
        .join(', ')}${accounts.length > 5 ? ` and ${accounts.length - 5} more` : ''}`;

/** With the id, which is what `iam link` asks for. */
const shownOne = (account: Account | undefined): string =>
  account === undefined
    ? ''
    : account.username === null
      ? printable(account.vendorId)
      : `${printable(account.username)} (id ${printable(account.vendorId)})`;

const linkedToAnother = (person: Claimant, account: Account, what: string): Correlation => ({
  tag: 'disputed',
  why: `${shown([account])} has the ${what} of ${who(person)} and is ${printable(account.person ?? '')}’s`,
  accounts: [account],
});

const twoRows = (person: Claimant, account: Account, claims: readonly OtherClaim[]): Correlation => ({
  tag: 'disputed',
  why: `${shown([account])} fits ${[person.key, ...claims.map(({ key }) => key)]
    .sort()
    .slice(0, 5)
    .map((key) => printable(key))
    .join(' and ')}`,
  accounts: [account],
});

/** What a person is told when an account cannot be told: how to say whose it is. */
export const linkHint = (app: string, person: string, account = 'ID'): string =>
  `\`iam link ${printable(person)} --app ${JSON.stringify(app)} --account ${printable(account)}\` says which it is`;
