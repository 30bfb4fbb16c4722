import type { Redact } from './redact';

/** A text is for reading; longer ones are cut. */
const SHOWN = 500;
/** Factor of additional text to redact before the cut: masks are shorter than what they replace. */
const MARGIN_FACTOR = 16;

/**
 * The beginning of a text from outside, for a message: without secrets, and cut where it is too long to read. However long the
 * text is, only its beginning is looked at, and no part of a secret is left standing at the cut.
 */
export const excerpt = (redact: Redact, text: string, shown = SHOWN): string => {
  const begin = redact(text, MARGIN_FACTOR * shown);
  return begin.length > shown || text.length > MARGIN_FACTOR * shown ? `${begin.slice(0, shown)}…` : begin;
};
