import { jsonText, printable } from '@iam/core';

const MAX_SHOWN = 60;

/** A value within a sentence: as JSON, so that a text has its quotes, and cut when it is long. */
export const shownValue = (value: unknown): string => {
  const text = value === null || value === undefined ? 'empty' : printable(jsonText(value));
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
};
