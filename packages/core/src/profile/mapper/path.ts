import * as E from 'fp-ts/Either';

/** One step of a path. `element` selects one element of a list of objects by its properties instead of its index. */
export type Segment =
  | { readonly kind: 'key'; readonly name: string }
  | { readonly kind: 'index'; readonly at: number }
  | { readonly kind: 'range'; readonly from: number; readonly to: number }
  | ElementSegment;

export interface ElementSegment {
  readonly kind: 'element';
  /** The `type` the element has (`work`, `mobile`, …), lower case. */
  readonly type: string | undefined;
  readonly primary: boolean;
  /** When nothing fits, the first element is taken. */
  readonly first: boolean;
}

export type AttributePath = readonly Segment[];

/** `plain` is the syntax of mapper files; `selectors` adds `[primary]`, `[work]` and whole URNs as one key. */
type Syntax = 'plain' | 'selectors';

const DIGITS = /^\d{1,9}$/;
const WORD = /^[A-Za-z][A-Za-z0-9_-]*$/;

const parseElement = (text: string): E.Either<string, Segment> => {
  const words = text.split(' ').filter((word) => word !== '');
  const types = words.filter((word) => word !== 'primary' && word !== 'first');
  if (words.length === 0 || types.length > 1 || !words.every((word) => WORD.test(word))) {
    return E.left(`[${text}] is not a selector: write a number, primary, a type such as work, or both`);
  }
  const primary = words.includes('primary');
  return E.right({ kind: 'element', type: types[0]?.toLowerCase(), primary, first: words.includes('first') });
};

const parseBracket = (text: string, syntax: Syntax): E.Either<string, Segment> => {
  if (DIGITS.test(text)) {
    return E.right({ kind: 'index', at: Number(text) });
  }
  const [from = '', to = '', ...rest] = text.split(':');
  if (rest.length === 0 && DIGITS.test(from) && DIGITS.test(to) && Number(from) <= Number(to)) {
    return E.right({ kind: 'range', from: Number(from), to: Number(to) });
  }
  if (syntax === 'selectors') {
    return parseElement(text);
  }
  return E.left(`[${text}] is not an index: write [0] or an inclusive range such as [0:2]`);
};

const parseSegments = (text: string, syntax: Syntax): E.Either<string, AttributePath> => {
  const segments: Segment[] = [];
  let key: string | undefined;
  let afterBracket = false;
  for (let i = 0; i < text.length; i += 1) {
    const char = text.charAt(i);
    const next = text.charAt(i + 1);
    if (char === '.') {
      if (key === undefined && !afterBracket) {
        return E.left('the path has an empty part');
      }
      if (key !== undefined) {
        segments.push({ kind: 'key', name: key });
      }
      key = undefined;
      afterBracket = false;
    } else if (char === '[') {
      const end = text.indexOf(']', i);
      if (end === -1) {
        return E.left('the path has a [ without a ]');
      }
      if (key !== undefined) {
        segments.push({ kind: 'key', name: key });
      }
      if (segments.length === 0) {
        return E.left('the path starts with an index');
      }
      const segment = parseBracket(text.slice(i + 1, end), syntax);
      if (E.isLeft(segment)) {
        return segment;
      }
      segments.push(segment.right);
      key = undefined;
      afterBracket = true;
      i = end;
    } else if (char === ']' || afterBracket) {
      return E.left('the path has text that does not belong to a part near ]');
    } else if (char === '\\' && next !== '' && '.[]\\'.includes(next)) {
      key = (key ?? '') + next;
      i += 1;
    } else {
      key = (key ?? '') + char;
    }
  }
  if (key === undefined && !afterBracket) {
    return E.left(text === '' ? 'the path is empty' : 'the path has an empty part');
  }
  if (key !== undefined) {
    segments.push({ kind: 'key', name: key });
  }
  return E.right(segments);
};

const firstUnescapedDot = (text: string, start: number): number => {
  for (let i = start; i < text.length; i += 1) {
    if (text.charAt(i) === '\\') {
      i += 1;
    } else if (text.charAt(i) === '.') {
      return i;
    }
  }
  return -1;
};

const isUrn = (text: string): boolean => text.slice(0, 4).toLowerCase() === 'urn:';

/**
 * A path of a mapper file: keys separated by dots, `\.` for a dot inside a key, `[n]` and `[a:b]` as parts.
 * Left: what is wrong with it.
 */
export const parsePlainPath = (text: string): E.Either<string, AttributePath> => {
  if (text.includes('(val')) {
    return E.left('query expressions such as (val.x == 1) are not supported');
  }
  if (text.includes('${')) {
    return E.left('${…} must be the whole path');
  }
  const dot = firstUnescapedDot(text, 0);
  // An unescaped version number would read the key "urn:…:2", which no record has, and silently lose the value.
  if (isUrn(text) && dot !== -1 && text.indexOf(':', dot) !== -1) {
    return E.left('a dot inside a URN is written \\. (2\\.0)');
  }
  return parseSegments(text, 'plain');
};

/**
 * A path of our own form: as in mapper files, and `[primary]`, `[work]`, `[primary work]`, `[work first]` choose an
 * element of a list; a URN is one key and ends at the first dot after its last colon (RFC 7643 section 10.3.1).
 */
export const parsePath = (text: string): E.Either<string, AttributePath> => {
  if (!isUrn(text)) {
    return parseSegments(text, 'selectors');
  }
  const end = text.lastIndexOf(':') + 1;
  // The dot of a version number at the end is part of the URN: urn:scim:schemas:extension:enterprise:1.0.
  const version = /^\d+(\.\d+)+(?=\.|$)/.exec(text.slice(end))?.[0] ?? '';
  const dot = firstUnescapedDot(text, end + version.length);
  const urn = (dot === -1 ? text : text.slice(0, dot)).split('\\.').join('.');
  const head: Segment = { kind: 'key', name: urn };
  if (dot === -1) {
    return E.right([head]);
  }
  return E.map((rest: AttributePath): AttributePath => [head, ...rest])(
    parseSegments(text.slice(dot + 1), 'selectors'),
  );
};

/** The keys of a path, without the elements it chooses. */
export const keyNames = (path: AttributePath): readonly string[] =>
  path.flatMap((segment) => (segment.kind === 'key' ? [segment.name] : []));

/** The top-level key a path reads or writes; none of the empty path. */
export const topLevelKeys = (path: AttributePath): readonly string[] => keyNames(path.slice(0, 1));
