/** The most characters of a text from the feed that a message repeats. */
const SHOWN = 40;

/** A text from the feed in a message: in quotes, on one line, and not longer than a message may be. */
export const quoted = (text: string): string =>
  JSON.stringify(text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);
