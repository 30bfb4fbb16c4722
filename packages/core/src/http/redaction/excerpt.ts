import type { Redact } from './redact';

/** Maximum length of an excerpt. */
const SHOWN = 500;
/** Factor of additional text to redact before the cut: masks are shorter than what they replace. */
const MARGIN_FACTOR = 16;

/**
 * Redacts and shortens a text from outside for a message. Reads only the beginning of a long text, and leaves no part of a secret at the
 * cut.
 */
export const excerpt = (redact: Redact, text: string, shown = SHOWN): string => {
  const begin = redact(text, MARGIN_FACTOR * shown);
  return begin.length > shown || text.length > MARGIN_FACTOR * shown ? `${begin.slice(0, shown)}…` : begin;
};
