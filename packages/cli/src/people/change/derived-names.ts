import type { OpenInstance } from '../../config/open-instances';
import { isKnown } from '../person/known-keys';
import type { Account } from '../outcome';

type Values = Readonly<Record<string, string | null>>;

/** Adds the display name to a change of names, where it was made of the names: `Jane Doe` becomes `Jane Dale`, `JD` stays. */
export const withNames = (one: OpenInstance, values: Values, { profile }: Account): Values => {
  const part = (key: string): string => (typeof profile[key] === 'string' ? profile[key] : '');
  const next = (key: string): string => (key in values ? (values[key] ?? '') : part(key));
  const [given, surname] = [part('givenname'), part('surname')];
  if (!('givenname' in values) && !('surname' in values)) {
    return values;
  }
  const derived = `${given} ${surname}`.trim();
  const renewed = `${next('givenname')} ${next('surname')}`.trim();
  const shown = ['displayname', 'formattedname'].flatMap((key): [string, string][] =>
    key in values || part(key) === '' || !isKnown(one, key)
      ? []
      : [[key, part(key) === derived && derived !== '' ? renewed : part(key)]],
  );
  return { ...values, ...Object.fromEntries(shown) };
};
