import { jsonTokens, type Opened } from './json-tokens';

/**
 * Where a text stops being JSON. JSON.parse says so only in some versions of Node, and quotes the text around it, which
 * in a configuration may be a credential.
 */

export interface JsonPlace {
  /** Both count characters from 1. */
  readonly line: number;
  readonly column: number;
}

export interface JsonMistake extends JsonPlace {
  /** What was opened last, when the text ends before it is closed. */
  readonly unclosed?: JsonPlace & { readonly what: Opened['what'] };
}

/** The place of the first character that JSON does not allow, or undefined when the text is JSON. */
export const findJsonProblem = (text: string): JsonMistake | undefined => {
  for (const token of jsonTokens(text)) {
    if (token.kind === 'wrong') {
      const { at, unclosed } = token;
      return {
        ...placeOf(text, at),
        ...(unclosed === undefined
          ? {}
          : { unclosed: { what: unclosed.what, ...placeOf(text, unclosed.at) } }),
      };
    }
  }
  return undefined;
};

const placeOf = (text: string, at: number): JsonPlace => {
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: [...(before.at(-1) ?? '')].length + 1 };
};
