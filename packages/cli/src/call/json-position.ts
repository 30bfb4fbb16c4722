/**
 * Where a text stops being JSON. JSON.parse says so only in some versions of Node, and quotes the text around it, which
 * in a configuration may be a credential.
 */

export interface Position {
  /** Both count from 1. */
  readonly line: number;
  readonly column: number;
}

export interface JsonProblem extends Position {
  /** What was opened last, when the text ends before it is closed. */
  readonly unclosed?: Position & { readonly what: '{' | '[' | '"' };
}

/** The place of the first character that JSON does not allow, or undefined when the text is JSON. */
export const findJsonProblem = (text: string): JsonProblem | undefined => {
  const wrong = firstWrong(text);
  if (wrong === undefined) {
    return undefined;
  }
  const unclosed = unclosedIn(text, wrong);
  return {
    ...positionOf(text, wrong.at),
    ...(unclosed === undefined
      ? {}
      : { unclosed: { what: unclosed.what, ...positionOf(text, unclosed.at) } }),
  };
};

const unclosedIn = (text: string, { at, inside }: Wrong): Opened | undefined => {
  if (UNCLOSED_STRING.test(text.slice(at))) {
    return { what: '"', at };
  }
  return at === text.length ? inside : undefined;
};

const positionOf = (text: string, at: number): Position => {
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: [...(before.at(-1) ?? '')].length + 1 };
};

const UNCLOSED_STRING = /^"(?:[^"\\\n]|\\[^\n])*$/;

const SPACE = /[ \t\n\r]*/y;
const STRING = /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])|true(?!\w)|false(?!\w)|null(?!\w)/y;

type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | 'colon' | 'comma or close';

interface Opened {
  readonly what: '{' | '[' | '"';
  readonly at: number;
}

interface Wrong {
  readonly at: number;
  /** The innermost bracket that is open there. */
  readonly inside: Opened | undefined;
}

/** A JSON reader that keeps only its place. No recursion, so that deep nesting cannot end it. */
const firstWrong = (text: string): Wrong | undefined => {
  const open: Opened[] = [];
  let expected: Expected = 'value';
  let at = 0;

  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    at += found?.length ?? 0;
    return found !== undefined;
  };
  const close = (): void => {
    open.pop();
    at += 1;
    expected = 'comma or close';
  };

  for (;;) {
    take(SPACE);
    const character = text[at];
    const inside = open.at(-1);
    const wrong = { at, inside };
    if (expected === 'comma or close') {
      if (inside === undefined) {
        return at === text.length ? undefined : wrong;
      }
      if (character === ',') {
        at += 1;
        expected = inside.what === '{' ? 'key' : 'value';
      } else if (character === (inside.what === '{' ? '}' : ']')) {
        close();
      } else {
        return wrong;
      }
    } else if (expected === 'colon') {
      if (character !== ':') {
        return wrong;
      }
      at += 1;
      expected = 'value';
    } else if (expected === 'key' || expected === 'key or }') {
      if (character === '}' && expected === 'key or }') {
        close();
      } else if (take(STRING)) {
        expected = 'colon';
      } else {
        return wrong;
      }
    } else if (character === ']' && expected === 'value or ]') {
      close();
    } else if (character === '{' || character === '[') {
      open.push({ what: character, at });
      at += 1;
      expected = character === '{' ? 'key or }' : 'value or ]';
    } else if (take(STRING) || take(SCALAR)) {
      expected = 'comma or close';
    } else {
      return wrong;
    }
  }
};
