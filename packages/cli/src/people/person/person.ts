import { nearest } from '@iam/core/internal';
import { quoteIn } from '../../call/typographic';

/** What a person may be named by: keys of a profile. */
export const IDENTIFIERS = ['id', 'employeeid', 'username', 'email'] as const;

export type IdentifierKey = (typeof IDENTIFIERS)[number];

/** A person as the caller named them. */
export interface Person {
  /** The name as it was written, for messages. */
  readonly label: string;
  readonly profile: Readonly<Partial<Record<IdentifierKey, string>>>;
}

export type PersonRead =
  { readonly ok: true; readonly person: Person } | { readonly ok: false; readonly problem: string };

const PREFIXES: ReadonlyMap<string, IdentifierKey> = new Map([
  ['employeeid', 'employeeid'],
  ['id', 'id'],
  ['username', 'username'],
  ['email', 'email'],
]);

/**
 * Reads how a person is named: `jane@example.com`, a user name, `employeeid:42` or `id:…`. Nothing in it is special: no quotes, no escapes.
 * `username:` and `email:` say which one is meant, for user names that have an @ or a colon in them.
 */
export const readPerson = (text: string): PersonRead => {
  const quote = quoteIn(text);
  if (quote !== undefined) {
    return refuse(quote);
  }
  if (text.trim() === '') {
    return refuse('is empty');
  }
  if (text !== text.trim() || /\p{Cc}/u.test(text)) {
    return refuse('has blanks or control characters around or in it');
  }
  const [, prefix = '', rest = ''] = /^([A-Za-z]+):(.*)$/s.exec(text) ?? [];
  if (prefix !== '') {
    const key = PREFIXES.get(prefix.toLowerCase());
    if (key === undefined) {
      const meant = nearest(prefix, [...PREFIXES.keys()]);
      return refuse(
        `begins with ${prefix}:, and people are named by employeeid:, id:, username: or email:` +
          `${meant === undefined ? '' : ` (${meant}: is meant?)`}; username:${text} is a user name with a colon`,
      );
    }
    return rest.trim() === ''
      ? refuse(`has nothing after ${prefix}:`)
      : { ok: true, person: { label: text, profile: { [key]: rest } } };
  }
  return {
    ok: true,
    person: { label: text, profile: { [text.includes('@') ? 'email' : 'username']: text } },
  };
};

const refuse = (problem: string): PersonRead => ({ ok: false, problem });
