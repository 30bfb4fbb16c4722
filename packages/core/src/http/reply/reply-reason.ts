import { isDictionary } from '../../codec/combinators';
import { codesIn, plainName } from './error-codes';

// The names are compared as `plainName` has them: Message, message and MESSAGE are one.

/** What frameworks, gateways and vendors call the sentence that says what is wrong, the clearest first. */
const SENTENCES = [
  'message',
  'errormessage',
  'msg',
  'errmsg',
  'errorsummary',
  'usermessage',
  'title',
  'faultstring',
  'diagnostics',
  'reason',
  'err',
  'statustext',
];
/** Names of fields that explain the sentence further. */
const EXPLANATIONS = ['errordescription', 'detail', 'details', 'description', 'errordetail', 'explanation'];
/** Names of fields that contain the error, or further errors. */
const CONTAINERS = new Set([
  ...SENTENCES,
  ...EXPLANATIONS,
  'error',
  'errors',
  'errorcauses',
  'errorresponse',
  'errorinfo',
  'odataerror',
  'suberrors',
  'innererror',
  'causes',
  'cause',
  'fault',
  'faults',
  'violations',
  'fieldviolations',
  'fielderrors',
  'invalidparams',
  'validationerrors',
  'modelstate',
  'constraints',
  'messages',
  'problems',
  'issues',
  'issue',
  'failures',
  'exception',
  'exceptions',
  'body',
  'response',
  'result',
  'results',
  'data',
  'embedded',
  'responsestatus',
]);
/** Which part of the request an error is about. */
const PLACES = [
  'loc',
  'field',
  'path',
  'pointer',
  'parameter',
  'param',
  'property',
  'propertypath',
  'attribute',
  'target',
  'name',
];
/** Fields to ignore: they say nothing about the reason, or echo the request. */
const BESIDE = new Set([
  'schemas',
  'schema',
  'meta',
  'links',
  'input',
  'value',
  'rejectedvalue',
  'ctx',
  'request',
  'requestbody',
  'payload',
  'headers',
  'config',
  'stack',
  'stacktrace',
  'trace',
  'timestamp',
  'date',
  'instance',
  'url',
  'uri',
  'href',
  'method',
  'requestid',
  'traceid',
  'correlationid',
]);
/** Fields with codes: used only where there is no sentence. */
const CODES = new Set([
  'code',
  'errorcode',
  'type',
  'errortype',
  'scimtype',
  'status',
  'statuscode',
  'error',
  'id',
]);

const MAX_REASON_DEPTH = 8;
/** Maximum number of entries to read, in total and of one list or dictionary. */
const MAX_ENTRIES = 1000;
const MAX_OF_ONE = 100;
const MAX_TEXTS = 6;
/** Maximum length of a location; longer texts are not one. */
const MAX_PLACE = 100;

/**
 * The reason in a JSON body of any shape, for reading: sentences under the usual names, however deep, each with the part of the
 * request that it is about; else codes, and other texts with their names. Texts are not cut: what comes behind a cut could be the
 * rest of a secret.
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
      return (depth === 1 ? isSentence(value) : isSaying(value)) ? [value.trim()] : [];
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
      .filter(([name, value]) => typeof value === 'object' && CONTAINERS.has(plainName(name)))
      .flatMap(([, value]) => insideOf(value, depth + 1))
      .filter((text) => own?.includes(text) !== true);
    const texts =
      own === undefined ? nested : [nested.length === 0 ? own : `${withoutStop(own)}: ${once(nested)}`];
    const last =
      texts.length === 0
        ? entries.filter(([name, value]) => plainName(name) === 'error' && isSaying(value))
        : [];
    const place = placeOf(fields);
    return [...texts, ...last.map(([, value]) => String(value).trim())].map((text) => labelled(place, text));
  };

  /** What a container has: errors, or a dictionary from places to their errors. */
  const insideOf = (value: unknown, depth: number): readonly string[] => {
    const found = errorsIn(value, depth);
    return found.length > 0 || !isDictionary(value) ? found : byPlace(value, depth, isSaying);
  };

  const byPlace = (fields: Fields, depth: number, counts: (value: unknown) => boolean): readonly string[] =>
    few(Object.entries(fields))
      .filter(([name]) => !BESIDE.has(plainName(name)))
      .flatMap(([name, value]) =>
        typeof value === 'string'
          ? counts(value) && !CODES.has(plainName(name))
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
            .filter(([name]) => !BESIDE.has(plainName(name)))
            .flatMap(([, item]) => anywhere(item, depth + 1)),
        ]
      : [];
  };

  const errors = errorsIn(body, 0);
  const found = errors.length > 0 ? errors : [...codesIn(body).filter(isSaying), ...anywhere(body, 0)];
  return found.length === 0 ? undefined : once(found);
};

type Fields = Readonly<Record<string, unknown>>;
type Entries = readonly (readonly [string, unknown])[];

/** A sentence that is not a text but names its language too (OData 3: `{"lang": "en", "value": "…"}`). */
const textInLanguage = (fields: Fields): string | undefined => {
  const parts = new Map(
    Object.entries(fields)
      .slice(0, 3)
      .map(([name, value]) => [plainName(name), value]),
  );
  const text = ['value', 'text', 'message'].map((name) => parts.get(name)).find(isSaying);
  return typeof text === 'string' && parts.size === 2 && LANGUAGES.some((name) => parts.has(name))
    ? text.trim()
    : undefined;
};

const LANGUAGES = ['lang', 'locale', 'language', 'xmllang'];

/** The sentence of one error, and the one that goes on from it. */
const sentenceOf = (entries: Entries): string | undefined => {
  const first = textUnder(SENTENCES, entries);
  const more = textUnder(EXPLANATIONS, entries);
  if (first === undefined || more === undefined) {
    return first ?? more;
  }
  return first.includes(more) ? first : more.includes(first) ? more : `${withoutStop(first)}: ${more}`;
};

const textUnder = (names: readonly string[], entries: Entries): string | undefined => {
  const texts = new Map(
    entries.flatMap(([name, value]) => (isSaying(value) ? [[plainName(name), String(value).trim()]] : [])),
  );
  return names.map((name) => texts.get(name)).find((text) => text !== undefined);
};

const placeOf = (fields: Fields): string | undefined => {
  const source = fields['source'];
  const entries = Object.entries(isDictionary(source) ? { ...source, ...fields } : fields).map(
    ([name, value]) => [plainName(name), value] as const,
  );
  return PLACES.map((name) => placeText(entries.find(([key]) => key === name)?.[1])).find(
    (place) => place !== undefined,
  );
};

const placeText = (value: unknown): string | undefined => {
  const parts: readonly unknown[] = Array.isArray(value) ? value.slice(0, MAX_REASON_DEPTH) : [value];
  return parts.every((part) => typeof part === 'string' || typeof part === 'number') && parts.length > 0
    ? parts.join('.')
    : undefined;
};

const labelled = (place: string | undefined, text: string): string =>
  place === undefined || place === '' || place.length > MAX_PLACE || text.startsWith(place)
    ? text
    : `${place}: ${text}`;

/** The texts as one, none twice. */
const once = (texts: readonly string[]): string => [...new Set(texts)].slice(0, MAX_TEXTS).join('; ');

const withoutStop = (text: string): string => text.replace(/[.:]$/, '');

/** Numbers and addresses carry no message: 400, about:blank. */
const isSaying = (value: unknown): boolean =>
  typeof value === 'string' && /\p{L}/u.test(value) && !/^\s*(?:https?:|about:|urn:)\S*\s*$/i.test(value);

const isSentence = (value: unknown): boolean => isSaying(value) && /\S\s+\S/.test(String(value));
