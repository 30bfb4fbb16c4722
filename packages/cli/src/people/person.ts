import { nearest } from '@iam/core/internal';

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
  const quote = curlyQuote(text);
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

const CURLY: ReadonlyMap<string, string> = new Map([
  ['“', 'opening double quotation mark “ (U+201C)'],
  ['”', 'closing double quotation mark ” (U+201D)'],
  ['„', 'low double quotation mark „ (U+201E)'],
  ['‘', 'opening single quotation mark ‘ (U+2018)'],
  ['’', 'closing single quotation mark ’ (U+2019)'],
]);

/**
 * Names a typographic quotation mark that a word processor or a chat made of a straight one; undefined where there is none. In names of
 * people an apostrophe may be typographic, so that in values only the first and the last character count.
 */
export const curlyQuote = (text: string, where: 'anywhere' | 'around' = 'anywhere'): string | undefined => {
  const signs = where === 'anywhere' ? [...text] : [text.at(0) ?? '', text.at(-1) ?? ''];
  const found = signs.map((sign) => CURLY.get(sign)).find((name) => name !== undefined);
  return found === undefined
    ? undefined
    : `has a ${found} in it: a word processor or a chat puts them in the place of straight ones; type it anew, without quotes or with the straight ' or "`;
};
