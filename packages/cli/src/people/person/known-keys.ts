import { nearest } from '@iam/core/internal';
import type { OpenInstance } from '../../config/open-instances';
import { UsageError } from '../../terminal/usage-error';
import { quoteIn } from '../../call/typographic';
import type { Entry } from '../entry';

type Values = Entry['values'];

/** Reads `key=value` words; `key=` clears. */
export const readValues = (words: readonly string[], word: string): Values => {
  const problems: string[] = [];
  const values: Record<string, string | null> = {};
  words.forEach((text) => {
    const at = text.indexOf('=');
    const key = text.slice(0, at).toLowerCase();
    const value = text.slice(at + 1);
    const curly = quoteIn(value, 'around');
    if (at <= 0 || !/^[\w.:-]+$/.test(key)) {
      problems.push('A word after the people is not key=value.');
    } else if (Object.hasOwn(values, key)) {
      problems.push(`${key} is given twice.`);
    } else if (curly !== undefined) {
      problems.push(`The value of ${key} ${curly}.`);
    } else {
      values[key] = value === '' ? null : value;
    }
  });
  problems.push(...Object.keys(values).flatMap((key) => refusedKey(key, word) ?? []));
  if (problems.length > 0) {
    throw new UsageError(problems);
  }
  return values;
};

const ACTIVITY = new Set([
  'active',
  'enabled',
  'disabled',
  'inactive',
  'suspended',
  'deactivated',
  'isactive',
  'status',
]);

/** Why a key is not one to set. */
export const refusedKey = (key: string, word: string): string | undefined => {
  if (ACTIVITY.has(key.toLowerCase())) {
    return `${key} is not set: whether somebody can sign in is decided by iam enable and iam disable.`;
  }
  if (key === 'id' || key === 'olduserdata') {
    return `${key} cannot be set.`;
  }
  if (word === 'set' && ['email', 'username'].includes(key)) {
    return `${key} is not set: iam rename OLD NEW changes what a person is named by, so that nobody is doubled.`;
  }
  return undefined;
};

/** Keys that none of the applications knows are misspelt, and would be lost. */
export const unknownKeys = (keys: readonly string[], instances: readonly OpenInstance[]): readonly string[] =>
  keys.filter((key) => instances.length > 0 && !instances.some((one) => isKnown(one, key)));

/** Whether the mapper of the application, as it is configured, makes anything of a key. */
export const isKnown = ({ instance, integration }: OpenInstance, key: string): boolean => {
  if (Object.values(integration.references).some((some) => some.some(({ from }) => from === key))) {
    return true;
  }
  try {
    const base = { email: 'probe@example.com', username: 'probe@example.com' };
    const without = JSON.stringify(instance.desired(base).attributes);
    return JSON.stringify(instance.desired({ ...base, [key]: 'probe' }).attributes) !== without;
  } catch {
    // What cannot be mapped with this value may be with another: the command will say.
    return true;
  }
};

const KEYS = [
  'employeeid',
  'employeenumber',
  'givenname',
  'middlename',
  'surname',
  'displayname',
  'formattedname',
  'honorificprefix',
  'honorificsuffix',
  'nickname',
  'profileurl',
  'title',
  'usertype',
  'organization',
  'division',
  'department',
  'costcenter',
  'costcentercode',
  'manager',
  'managername',
  'manageremailaddress',
  'manageremployeeid',
  'mobilephone',
  'streetaddress',
  'city',
  'state',
  'zipcode',
  'countryname',
  'preferredlanguage',
  'locale',
  'timezone',
  'email',
  'username',
] as const;

export const describeUnknownKey = (key: string): string => {
  const meant = nearest(key, KEYS);
  return `No application has the key ${key}.${meant === undefined ? ` The keys are ${KEYS.join(', ')}.` : ` Did you mean ${meant}?`}`;
};
