import { findJsonProblem, type ArgumentSpec } from '@iam/core';
import { exampleValue } from './example-value';
import { typographicQuote } from './typographic';

/** Describes why a value is not JSON, and how to pass one; undefined for JSON. Quotes no part of the value. */
export const describeJsonMistake = (spec: ArgumentSpec, text: string): string | undefined => {
  const problem = findJsonProblem(text);
  if (problem === undefined) {
    return undefined;
  }
  const { unclosed } = problem;
  const quote = typographicQuote(text);
  const cause =
    quote !== undefined
      ? `${quote}; `
      : unclosed === undefined
        ? ''
        : `the ${unclosed.what} ${placeIn(text, unclosed)} is never closed; `;
  const example = exampleValue(spec) ?? '{…}';
  return (
    `${spec.name}: ${cause}write ${spec.name}='${example}', ` +
    `or ${spec.name}=@FILE for the content of a file, or ${spec.name}=@- for standard input`
  );
};

const placeIn = (
  text: string,
  { line, column }: { readonly line: number; readonly column: number },
): string => (text.includes('\n') ? `in line ${line}, column ${column}` : `at character ${column}`);
