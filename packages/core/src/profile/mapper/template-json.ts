import * as E from 'fp-ts/Either';
import { parseJson } from '../../codec/json/json';
import { isAttributes, isList, setOwnValue } from './attributes';
import { type TemplateText, type Scalar, templateOutcome } from './template-text';
import { isTooDeep, MAX_NESTING } from './nesting';

/** Parses JSON text; numbers keep their text. Left: why it cannot be, without the text. */
export const parseMapperJson = (text: string): E.Either<string, unknown> => {
  const parsed = parseJson(text, 'text');
  if (E.isLeft(parsed) && parsed.left.what === 'broken') {
    return E.left('the text is not JSON');
  }
  return E.isLeft(parsed) || isTooDeep(parsed.right)
    ? E.left(`the JSON is nested deeper than ${String(MAX_NESTING)} levels`)
    : parsed;
};

// Private-use characters mark where data belongs; the parser never sees the data itself.
const OPEN = '\uE000';
const CLOSE = '\uE001';

interface Skeleton {
  readonly json: string;
  /** The value of each marker. */
  readonly values: readonly Marked[];
}

interface Marked {
  readonly data: unknown;
  /** True outside quotes, where the value keeps its type; inside it is written as text. */
  readonly bare: boolean;
}

const toSkeleton = (text: TemplateText): E.Either<string, Skeleton> => {
  const json: string[] = [];
  const values: Marked[] = [];
  let inText = false;
  let escaped = false;
  for (const piece of text.pieces) {
    if ('literal' in piece) {
      if (piece.literal.includes(OPEN)) {
        return E.left('the mapper uses a reserved character (U+E000)');
      }
      for (const char of piece.literal) {
        if (escaped) {
          escaped = false;
        } else if (char === '\\') {
          escaped = inText;
        } else if (char === '"') {
          inText = !inText;
        }
      }
      json.push(piece.literal);
      continue;
    }
    if (escaped) {
      return E.left('a value stands after a backslash');
    }
    const marker = `${OPEN}${String(values.length)}${CLOSE}`;
    json.push(inText ? marker : JSON.stringify(marker));
    const value: E.Either<string, unknown> = inText ? E.right(piece.data) : bareValue(piece.data);
    if (E.isLeft(value)) {
      return value;
    }
    values.push({ data: value.right, bare: !inText });
  }
  return E.right({ json: json.join(''), values });
};

/** Outside quotes, a text must be a complete JSON value, so that it cannot change the structure around it. */
const bareValue = (data: Scalar): E.Either<string, unknown> => {
  if (typeof data !== 'string' || data === '') {
    return E.right(data);
  }
  return E.mapLeft(() => 'a text stands where JSON needs a value; put it in quotes')(parseMapperJson(data));
};

/** A part of the structure, and whether the data below it were given, cleared (null) or absent. */
interface Filled {
  readonly value: unknown;
  readonly given: boolean;
  readonly cleared: boolean;
  readonly absent: boolean;
}

const STATIC = { given: false, cleared: false, absent: false };

const join = (parts: readonly Filled[]): Omit<Filled, 'value'> => ({
  given: parts.some((part) => part.given),
  cleared: parts.some((part) => part.cleared),
  absent: parts.some((part) => part.absent),
});

const fillText = (text: string, values: readonly Marked[]): Filled => {
  const [before = '', ...marked] = text.split(OPEN);
  if (marked.length === 0) {
    return { value: text === '' ? undefined : text, ...STATIC };
  }
  const parts = marked.map((part) => {
    const [index = '', after = ''] = part.split(CLOSE);
    return { ...(values[Number(index)] ?? { data: undefined, bare: false }), after };
  });
  const state = join(parts.map(({ data }) => stateOf(data)));
  if (!state.given) {
    return { value: state.cleared ? null : undefined, ...state };
  }
  const [first] = parts;
  if (first?.bare === true) {
    return { value: first.data, ...state };
  }
  return { value: before + parts.map(({ data, after }) => String(data ?? '') + after).join(''), ...state };
};

const stateOf = (data: unknown): Filled => {
  const absent = data === undefined || data === '';
  return { value: data, given: !absent && data !== null, cleared: data === null, absent };
};

const fillList = (list: readonly unknown[], values: readonly Marked[]): Filled => {
  const items = list.map((item) => fill(item, values));
  const state = join(items);
  // An element without a remaining value ({ type: "work" } without a number) must not be written.
  const kept = items.filter(
    (item) => item.value !== undefined && (item.given || !(item.cleared || item.absent)),
  );
  if (kept.length === 0 && items.length > 0) {
    return { value: state.cleared ? null : undefined, ...state };
  }
  return { value: kept.map((item) => item.value), ...state };
};

const fillObject = (object: Readonly<Record<string, unknown>>, values: readonly Marked[]): Filled => {
  const members = Object.entries(object).map(([key, member]) => ({ key, filled: fill(member, values) }));
  const state = join(members.map(({ filled }) => filled));
  if (state.absent && !state.given && !state.cleared) {
    return { value: undefined, ...state };
  }
  const result: Record<string, unknown> = {};
  for (const { key, filled } of members) {
    const name = fillText(key, values).value;
    if (filled.value !== undefined && typeof name === 'string') {
      setOwnValue(result, name, filled.value);
    }
  }
  return { value: result, ...state };
};

/** Recursion is bounded: the skeleton's nesting was checked when it was parsed. */
const fill = (part: unknown, values: readonly Marked[]): Filled => {
  if (typeof part === 'string') {
    return fillText(part, values);
  }
  if (isList(part)) {
    return fillList(part, values);
  }
  return isAttributes(part) ? fillObject(part, values) : { value: part, ...STATIC };
};

/**
 * The structure that JSON template text describes, with each value of the person's data inserted as a whole. A part that is
 * absent leaves its member out, one that is null makes its member null; undefined when every part is absent, null when every
 * part is null.
 */
export const renderTemplateJson = (text: TemplateText): E.Either<string, unknown> => {
  const outcome = templateOutcome(text);
  if (outcome === 'absent') {
    return E.right(undefined);
  }
  if (outcome === 'clear') {
    return E.right(null);
  }
  const skeleton = toSkeleton(text);
  if (E.isLeft(skeleton)) {
    return skeleton;
  }
  const { json, values } = skeleton.right;
  return E.map((structure: unknown) => fill(structure, values).value)(parseMapperJson(json));
};
