import { isDictionary } from '../../codec/combinators';
import { codesIn, plainName } from './error-codes';
import { IGNORED_FIELDS, CODE_FIELDS, CONTAINER_FIELDS } from './error-fields';
import {
  isMeaningful,
  isSentence,
  labelled,
  joinedOnce,
  placeOf,
  sentenceOf,
  textInLanguage,
  withoutStop,
  type Fields,
} from './reason-text';

const MAX_REASON_DEPTH = 8;

/** Maximum number of entries to read, in total and of one list or dictionary. */
const MAX_ENTRIES = 1000;

const MAX_OF_ONE = 100;

/**
 * Collects the human-readable reason from a JSON body of any shape: sentences under the usual names at any depth, each with the part of the
 * request that it concerns; otherwise codes, and other texts with their names. Does not truncate, because the rest of a cut secret would
 * not be redacted.
 */
export const reasonIn = (body: unknown): string | undefined => {
  let left = MAX_ENTRIES;
  const few = <A>(items: readonly A[]): readonly A[] => {
    const some = items.slice(0, Math.min(MAX_OF_ONE, left));
    left -= some.length;
    return some;
  };

  const errorsIn = (value: unknown, depth: number): readonly string[] => {
    if (typeof value === 'string') {
      // A text in a bare list must be a sentence, because no field name marks it as an error.
      return (depth === 1 ? isSentence(value) : isMeaningful(value)) ? [value.trim()] : [];
    }
    if (depth > MAX_REASON_DEPTH) {
      return [];
    }
    if (Array.isArray(value)) {
      return few<unknown>(value).flatMap((item) => errorsIn(item, depth + 1));
    }
    if (!isDictionary(value)) {
      return [];
    }
    const translated = textInLanguage(value);
    return translated === undefined ? errorIn(value, depth) : [translated];
  };

  const errorIn = (fields: Fields, depth: number): readonly string[] => {
    const entries = few(Object.entries(fields));
    const own = sentenceOf(entries);
    const nested = entries
      .filter(([name, value]) => typeof value === 'object' && CONTAINER_FIELDS.has(plainName(name)))
      .flatMap(([, value]) => insideOf(value, depth + 1))
      .filter((text) => own?.includes(text) !== true);
    const texts =
      own === undefined ? nested : [nested.length === 0 ? own : `${withoutStop(own)}: ${joinedOnce(nested)}`];
    const last =
      texts.length === 0
        ? entries.filter(([name, value]) => plainName(name) === 'error' && isMeaningful(value))
        : [];
    const place = placeOf(fields);
    return [...texts, ...last.map(([, value]) => String(value).trim())].map((text) => labelled(place, text));
  };

  /** Reads a container: errors, or a dictionary of errors by place. */
  const insideOf = (value: unknown, depth: number): readonly string[] => {
    const found = errorsIn(value, depth);
    return found.length > 0 || !isDictionary(value) ? found : byPlace(value, depth, isMeaningful);
  };

  const byPlace = (fields: Fields, depth: number, counts: (value: unknown) => boolean): readonly string[] =>
    few(Object.entries(fields))
      .filter(([name]) => !IGNORED_FIELDS.has(plainName(name)))
      .flatMap(([name, value]) =>
        typeof value === 'string'
          ? counts(value) && !CODE_FIELDS.has(plainName(name))
            ? [labelled(name, value.trim())]
            : []
          : errorsIn(value, depth + 1).map((text) => labelled(name, text)),
      );

  const anywhere = (value: unknown, depth: number): readonly string[] => {
    if (depth > MAX_REASON_DEPTH) {
      return [];
    }
    if (Array.isArray(value)) {
      return few<unknown>(value).flatMap((item) => anywhere(item, depth + 1));
    }
    return isDictionary(value)
      ? [
          ...byPlace(value, depth, isSentence),
          ...few(Object.entries(value))
            .filter(([name]) => !IGNORED_FIELDS.has(plainName(name)))
            .flatMap(([, item]) => anywhere(item, depth + 1)),
        ]
      : [];
  };

  const errors = errorsIn(body, 0);
  const found = errors.length > 0 ? errors : [...codesIn(body).filter(isMeaningful), ...anywhere(body, 0)];
  return found.length === 0 ? undefined : joinedOnce(found);
};
