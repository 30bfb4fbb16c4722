import { perObject } from '../../codec/per-object';
import { failure } from '../../errors/failure';
import { IAMError } from '../../errors/iam-error';

const PATH_BRAND = Symbol('path');

/** A path below the instance's base URL. Only the `path` tag makes one, so no raw value can reach a URL. */
export interface Path {
  readonly [PATH_BRAND]: true;
  /** Percent-encoded, without a leading slash. */
  readonly text: string;
  /** The text with `{}` for every value: safe to log, because it identifies no user. */
  readonly template: string;
}

/**
 * `` path`users/${id}` ``: every value becomes one path segment (or a part of one), whatever it holds.
 * `.` and `..` cannot be escaped in a URL (WHATWG URL, "double-dot path segment", takes `%2e%2e` for
 * `..` as well), and an empty value would address the collection, so these are refused.
 */
export const path = (parts: TemplateStringsArray, ...values: readonly string[]): Path => {
  const text = parts.reduce((joined, part, index) => joined + segment(values[index - 1]) + part);
  return { [PATH_BRAND]: true, text: withoutSlash(text), template: templateOf(parts) };
};

/** A template is written in the code of a client, so each is read once. */
const templateOf = perObject((parts: TemplateStringsArray) => withoutSlash(parts.join('{}')));

const withoutSlash = (text: string): string => (text.startsWith('/') ? text.replace(/^\/+/, '') : text);

const segment = (value: string | undefined): string => {
  if (value === undefined || value.trim() === '' || /^\.{1,2}$/.test(value)) {
    throw new IAMError(
      failure(
        'invalid-input',
        // A vendor's id may be millions of spaces.
        `${JSON.stringify((value ?? '').slice(0, 10))} cannot be an id: it does not name one record`,
        {
          next: 'Correct the id.',
        },
      ),
    );
  }
  const encoded = encode(value);
  // RFC 3986 section 3.3 allows both in a segment, and schema URNs are commonly written with plain colons.
  return encoded.replace(/%3A/g, ':').replace(/%40/g, '@');
};

// A lone surrogate has no UTF-8 form, and encodeURIComponent throws on it.
const encode = (value: string): string => encodeURIComponent(value.toWellFormed());

/** A query parameter: undefined is left out, true is the bare name (`?cursor`), other values are encoded. */
export type Query = Readonly<Record<string, string | number | true | undefined>>;

export const writeQuery = (query: Query): string => {
  const written: string[] = [];
  for (const name of Object.keys(query)) {
    const value = query[name];
    if (value !== undefined) {
      written.push(value === true ? encode(name) : `${encode(name)}=${encode(String(value))}`);
    }
  }
  return written.join('&');
};
