import type { Redact } from './redact';

/** A text is for reading; longer ones are cut. */
const SHOWN = 500;
/** Factor of additional text to redact before the cut: masks are shorter than what they replace. */
const LOOKED_AT = 16;

/**
 * The beginning of a text from outside, for a message: without secrets, and cut where it is too long to read. However long the
 * text is, only its beginning is looked at, and no part of a secret is left standing at the cut.
 */
export const excerpt = (redact: Redact, text: string, shown = SHOWN): string => {
  const begin = redact(text, LOOKED_AT * shown);
  return begin.length > shown || text.length > LOOKED_AT * shown ? `${begin.slice(0, shown)}…` : begin;
};
