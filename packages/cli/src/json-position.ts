/**
 * Where a text stops being JSON. JSON.parse says so only in some versions of Node, and quotes the text around it, which
 * in a configuration may be a credential.
 */

export interface Position {
  /** Both count from 1. */
  readonly line: number;
  readonly column: number;
}

/** The place of the first character that JSON does not allow, or undefined when the text is JSON. */
export const findJsonProblem = (text: string): Position | undefined => {
  const at = firstWrongOffset(text);
  if (at === undefined) {
    return undefined;
  }
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: [...(before.at(-1) ?? '')].length + 1 };
};

const SPACE = /[ \t\n\r]*/y;
const STRING = /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])|true(?!\w)|false(?!\w)|null(?!\w)/y;

type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | 'colon' | 'comma or close';

/** A JSON reader that keeps only its place. No recursion, so that deep nesting cannot end it. */
const firstWrongOffset = (text: string): number | undefined => {
  const open: ('{' | '[')[] = [];
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
    if (expected === 'comma or close') {
      if (inside === undefined) {
        return at === text.length ? undefined : at;
      }
      if (character === ',') {
        at += 1;
        expected = inside === '{' ? 'key' : 'value';
      } else if (character === (inside === '{' ? '}' : ']')) {
        close();
      } else {
        return at;
      }
    } else if (expected === 'colon') {
      if (character !== ':') {
        return at;
      }
      at += 1;
      expected = 'value';
    } else if (expected === 'key' || expected === 'key or }') {
      if (character === '}' && expected === 'key or }') {
        close();
      } else if (take(STRING)) {
        expected = 'colon';
      } else {
        return at;
      }
    } else if (character === ']' && expected === 'value or ]') {
      close();
    } else if (character === '{' || character === '[') {
      open.push(character);
      at += 1;
      expected = character === '{' ? 'key or }' : 'value or ]';
    } else if (take(STRING) || take(SCALAR)) {
      expected = 'comma or close';
    } else {
      return at;
    }
  }
};
