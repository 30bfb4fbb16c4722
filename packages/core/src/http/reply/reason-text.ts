import { isDictionary } from '../../codec/combinators';
import { plainName } from './error-codes';
import { MESSAGE_FIELDS, DETAIL_FIELDS, PLACE_FIELDS } from './error-fields';

const MAX_TEXTS = 6;

const MAX_PLACE_PARTS = 8;
/** Maximum length of a location; longer texts are not one. */
const MAX_PLACE = 100;

export type Fields = Readonly<Record<string, unknown>>;

type Entries = readonly (readonly [string, unknown])[];

/** A sentence as an object with its language (OData 3: `{"lang": "en", "value": "…"}`). */
export const textInLanguage = (fields: Fields): string | undefined => {
  const parts = new Map(
    Object.entries(fields)
      .slice(0, 3)
      .map(([name, value]) => [plainName(name), value]),
  );
  const text = ['value', 'text', 'message'].map((name) => parts.get(name)).find(isMeaningful);
  return typeof text === 'string' && parts.size === 2 && LANGUAGES.some((name) => parts.has(name))
    ? text.trim()
    : undefined;
};

const LANGUAGES = ['lang', 'locale', 'language', 'xmllang'];

/** The sentence of one error, followed by its explanation. */
export const sentenceOf = (entries: Entries): string | undefined => {
  const first = textUnder(MESSAGE_FIELDS, entries);
  const more = textUnder(DETAIL_FIELDS, entries);
  if (first === undefined || more === undefined) {
    return first ?? more;
  }
  return first.includes(more) ? first : more.includes(first) ? more : `${withoutStop(first)}: ${more}`;
};

const textUnder = (names: readonly string[], entries: Entries): string | undefined => {
  const texts = new Map(
    entries.flatMap(([name, value]) =>
      isMeaningful(value) ? [[plainName(name), String(value).trim()]] : [],
    ),
  );
  return names.map((name) => texts.get(name)).find((text) => text !== undefined);
};

export const placeOf = (fields: Fields): string | undefined => {
  const source = fields['source'];
  const entries = Object.entries(isDictionary(source) ? { ...source, ...fields } : fields).map(
    ([name, value]) => [plainName(name), value] as const,
  );
  return PLACE_FIELDS.map((name) => placeText(entries.find(([key]) => key === name)?.[1])).find(
    (place) => place !== undefined,
  );
};

const placeText = (value: unknown): string | undefined => {
  const parts: readonly unknown[] = Array.isArray(value) ? value.slice(0, MAX_PLACE_PARTS) : [value];
  return parts.every((part) => typeof part === 'string' || typeof part === 'number') && parts.length > 0
    ? parts.join('.')
    : undefined;
};

export const labelled = (place: string | undefined, text: string): string =>
  place === undefined || place === '' || place.length > MAX_PLACE || text.startsWith(place)
    ? text
    : `${place}: ${text}`;

/** Joins the texts without duplicates. */
export const joinedOnce = (texts: readonly string[]): string =>
  [...new Set(texts)].slice(0, MAX_TEXTS).join('; ');

export const withoutStop = (text: string): string => text.replace(/[.:]$/, '');

/** Numbers and addresses carry no message: 400, about:blank. */
export const isMeaningful = (value: unknown): boolean =>
  typeof value === 'string' && /\p{L}/u.test(value) && !/^\s*(?:https?:|about:|urn:)\S*\s*$/i.test(value);

export const isSentence = (value: unknown): boolean => isMeaningful(value) && /\S\s+\S/.test(String(value));
