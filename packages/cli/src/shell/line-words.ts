import { typographicQuote } from '../call/typographic';

/** A line of the shell in words, or why it has none yet. */
export type LineRead =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  /** A bracket or quote is open: the next line belongs to it. */
  | { readonly kind: 'open'; readonly what: string }
  | { readonly kind: 'wrong'; readonly problem: string };

const CLOSING: Readonly<Record<string, string>> = { '{': '}', '[': ']' };

/**
 * The words of a line. A quote or bracket means something at the beginning of a word or of the value after its =, and nowhere else:
 * O'Connor is a word. Values are those of the documented syntax: `"…"` with `\"` and `\\`, back-ticks and `'…'` as they are, bare JSON
 * to its closing bracket.
 */
export const lineWords = (text: string): LineRead => {
  const words: string[] = [];
  let at = 0;
  for (;;) {
    at += /^\s*/.exec(text.slice(at))?.[0].length ?? 0;
    if (at >= text.length) {
      return { kind: 'words', words };
    }
    const name = /^[\w-]+=/.exec(text.slice(at))?.[0] ?? '';
    const value = valueAt(text, at + name.length);
    if (typeof value === 'string') {
      return { kind: 'open', what: value };
    }
    if ('problem' in value) {
      return { kind: 'wrong', problem: value.problem };
    }
    words.push(`${name}${value.value}`);
    at = value.end;
  }
};

type Value = { readonly value: string; readonly end: number } | { readonly problem: string } | string;

const valueAt = (text: string, at: number): Value => {
  const first = text[at] ?? '';
  if (first === '{' || first === '[') {
    return jsonAt(text, at);
  }
  if (first === '"' || first === "'" || first === '`') {
    return quotedAt(text, at, first);
  }
  const mark = typographicQuote(first);
  if (mark !== undefined) {
    return { problem: mark.replace('at character 1', `at character ${at + 1}`) };
  }
  const value = /^\S*/.exec(text.slice(at))?.[0] ?? '';
  return { value, end: at + value.length };
};

const quotedAt = (text: string, start: number, quote: string): Value => {
  const end = endOfQuote(text, start, quote);
  if (end === undefined) {
    return `the quote ${quote}`;
  }
  if (end < text.length && !/\s/.test(text[end] ?? '')) {
    return { problem: `after the ${quote} at character ${end} a space must follow` };
  }
  const inner = text.slice(start + 1, end - 1);
  return { value: quote === '"' ? inner.replace(/\\(["\\])/g, '$1') : inner, end };
};

/** The position after the closing quote. */
const endOfQuote = (text: string, start: number, quote: string): number | undefined => {
  for (let at = start + 1; at < text.length; at += 1) {
    if (quote === '"' && text[at] === '\\') {
      at += 1;
    } else if (text[at] === quote) {
      return at + 1;
    }
  }
  return undefined;
};

const jsonAt = (text: string, start: number): Value => {
  const expected: string[] = [];
  let at = start;
  while (at < text.length) {
    const character = text[at] ?? '';
    if (character === '"') {
      const end = endOfQuote(text, at, '"');
      if (end === undefined) {
        return 'the quote "';
      }
      at = end;
      continue;
    }
    if (CLOSING[character] !== undefined) {
      expected.push(CLOSING[character]);
    } else if (character === '}' || character === ']') {
      const wanted = expected.pop();
      if (wanted !== character) {
        return {
          problem: `${character} is found at character ${at + 1} where ${wanted ?? 'nothing'} is expected`,
        };
      }
    }
    at += 1;
    if (expected.length === 0) {
      const isEnd = at >= text.length || /\s/.test(text[at] ?? '');
      return isEnd
        ? { value: text.slice(start, at), end: at }
        : { problem: `after the ${character} at character ${at} a space must follow` };
    }
  }
  return `the ${text[start] ?? ''}`;
};
