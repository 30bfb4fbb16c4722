/** Two backslashes are a character of their own; pairs of surrogates are one too. What is left of the escapes stands for none. */
const ESCAPES =
  /\\(?:\\|u0000|u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|u[dD][89a-fA-F][\da-fA-F]{2})/g;

/** `\\`, and a pair of surrogates: as they are. */
const isCharacter = (escape: string): boolean => escape.length === 2 || escape.length === 12;

/**
 * A text of JSON whose strings can be kept and sent anywhere: U+0000 and halves of surrogate pairs, which only escapes can bring in, are
 * U+FFFD (RFC 8259 section 8.2: what software does with them is unpredictable). PostgreSQL takes neither, and UTF-8 has no halves. They come
 * of texts that were cut in the middle of a character.
 */
export const wellFormedJson = (text: string): string =>
  text.includes('\\u') ? text.replace(ESCAPES, (escape) => (isCharacter(escape) ? escape : '\ufffd')) : text;
