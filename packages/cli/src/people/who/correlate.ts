import type { Opened } from '../../config/open-instances';
import type { Entry } from '../entry';
import { employeeIdOf, look, type Identity, type Paused } from './look';
import type { Account, Step } from '../outcome';

/** A person at all applications. */
export interface Sighting {
  readonly steps: readonly Step[];
  /** The accounts do not belong to one person: nothing may be written. */
  readonly contradiction?: string;
}

/**
 * Finds the accounts of one person. Each application is asked by the name that was given. What the accounts found have besides
 * (employee id, user name, address) then helps to find those that go by another name; such a find counts only if the employee id or the
 * address agrees, because a name alone may be another person’s.
 */
export const correlate = async (
  entry: Entry,
  opened: readonly Opened[],
  paused: Paused,
  signal?: AbortSignal,
): Promise<Sighting> => {
  const given = identityOf(entry);
  const first = await Promise.all(opened.map((one) => look(one, given, paused, signal)));
  const named = first.map((step) => withMeans(step, given));
  const contradiction = contradictionIn(entry, named);
  if (contradiction !== undefined || given['id'] !== undefined) {
    return { steps: named, ...(contradiction === undefined ? {} : { contradiction }) };
  }
  const learned = learnedFrom(named, given);
  if (learned === undefined) {
    return { steps: named };
  }
  const steps = await Promise.all(
    named.map(async (step, index) => {
      const one = opened[index];
      const isOpenQuestion =
        step.state === 'absent' || ['conflict', 'invalid-input'].includes(step.failure?.kind ?? '');
      if (one === undefined || !isOpenQuestion) {
        return step;
      }
      const second = await look(one, learned, paused, signal);
      return second.failure?.kind === 'conflict' && second.account !== undefined
        ? whoseAccount(one, second, learned, await look(one, { id: second.account.id }, paused, signal))
        : resolveSecondLook(second, step, learned, given);
    }),
  );
  return { steps };
};

export const identityOf = ({ person, values }: Entry): Identity => ({
  ...(typeof values['employeeid'] === 'string' ? { employeeid: values['employeeid'] } : {}),
  ...(typeof values['username'] === 'string' ? { username: values['username'] } : {}),
  ...(typeof values['email'] === 'string' ? { email: values['email'] } : {}),
  ...person.profile,
});

/** What the accounts say of the person beyond what was given; undefined when nothing, or not the same thing. */
const learnedFrom = (steps: readonly Step[], given: Identity): Identity | undefined => {
  const accounts = foundIn(steps);
  const one = (values: readonly (string | null | undefined)[]): string | undefined => {
    const all = new Set(
      values.filter((value): value is string => value !== null && value !== undefined && value !== ''),
    );
    return all.size === 1 ? [...all][0] : undefined;
  };
  const employeeid = given['employeeid'] ?? one(accounts.map(employeeIdOf));
  const email = given['email'] ?? one(accounts.map(({ email: address }) => address));
  const username = given['username'] ?? one(accounts.map(({ username: name }) => name));
  const learned = {
    ...(employeeid === undefined ? {} : { employeeid }),
    ...(username === undefined ? {} : { username }),
    ...(email === undefined ? {} : { email }),
  };
  return Object.keys(learned).length > Object.keys(given).length ? learned : undefined;
};

const foundIn = (steps: readonly Step[]): readonly Account[] =>
  steps.flatMap(({ state, account }) =>
    account !== undefined && (state === 'active' || state === 'disabled') ? [account] : [],
  );

/** An account that core does not take for this person’s: with another employee id it certainly is not, else it is unknown. */
const whoseAccount = (one: Opened, refused: Step, learned: Identity, read: Step): Step => {
  const { account } = read;
  const key = account === undefined ? undefined : employeeIdOf(account);
  return account === undefined ||
    key === undefined ||
    learned['employeeid'] === undefined ||
    key === learned['employeeid']
    ? refused
    : {
        application: one.config.name,
        state: 'absent',
        ok: true,
        notes: [`${nameOf(account)} is another person, with the employee id ${key}`],
      };
};

/** The answer to the second question, where the first one left open whose account it is. */
const resolveSecondLook = (second: Step, first: Step, learned: Identity, given: Identity): Step => {
  const { account } = second;
  if (account === undefined || second.state === 'unknown') {
    // The second question asks more; an application that cannot answer it has answered the first.
    return second.failure === undefined ? second : first.failure === undefined ? second : first;
  }
  const key = employeeIdOf(account);
  const isSameKey = key !== undefined && key === learned['employeeid'];
  const isSameAddress = same(account.email, learned['email']);
  if (!isSameKey && !isSameAddress) {
    return {
      ...second,
      state: 'unknown',
      ok: false,
      isUnproven: true,
      notes: [
        `${nameOf(account)} has the same user name, and neither employee id nor address proves that it is the same person; name the account by id`,
      ],
    };
  }
  // Who was named by the employee id alone was given no name that could be another.
  const name = given['username'] ?? given['email'];
  const isOtherName = isSameKey && name !== undefined && !same(account.username, name);
  return {
    ...withMeans(second, learned),
    notes: isOtherName
      ? [`found by employee id ${key}, under the user name ${account.username ?? '(none)'}`]
      : second.notes,
  };
};

/** Which of the identifiers the account has: the surest one. */
const withMeans = (step: Step, identity: Identity): Step => {
  const { account } = step;
  if (account === undefined) {
    return step;
  }
  const by =
    identity['id'] === account.id
      ? 'id'
      : identity['employeeid'] !== undefined && employeeIdOf(account) === identity['employeeid']
        ? 'employee id'
        : same(account.username, identity['username'] ?? identity['email'])
          ? 'user name'
          : same(account.email, identity['email'])
            ? 'address'
            : undefined;
  return by === undefined ? step : { ...step, by };
};

const same = (one: string | null | undefined, other: string | null | undefined): boolean =>
  typeof one === 'string' &&
  typeof other === 'string' &&
  one.normalize('NFC').toLowerCase() === other.normalize('NFC').toLowerCase();

const nameOf = ({ id, username }: Account): string =>
  username === null || username === id ? id : `${username} (${id})`;

/** Two employee ids are two people, however alike their names. */
const contradictionIn = (entry: Entry, steps: readonly Step[]): string | undefined => {
  const keys = new Map<string, string[]>();
  const given = identityOf(entry)['employeeid'];
  if (given !== undefined) {
    keys.set(given, ['what was given']);
  }
  for (const { application, account, state } of steps) {
    const key = account === undefined || state === 'absent' ? undefined : employeeIdOf(account);
    if (key !== undefined) {
      keys.set(key, [...(keys.get(key) ?? []), application]);
    }
  }
  if (keys.size < 2) {
    return undefined;
  }
  const sides = [...keys].map(([key, names]) => `${key} (${names.join(', ')})`);
  return `${entry.person.label} is not one person: the accounts of that name have the employee ids ${sides.join(' and ')}. Nothing was changed. Next: name the person by employeeid:… , or one account by id:… with --using.`;
};
