/**
 * Why a text must not be an identifier: it looks like a different text. Undefined for an acceptable one; otherwise the end of a
 * sentence.
 */
export const paddingProblem = (value: string): string | undefined =>
  PADDED.test(value)
    ? 'has blanks or invisible characters at its beginning or end'
    : INVISIBLE.test(value)
      ? 'has invisible or control characters, or blanks that are no ordinary ones, inside'
      : undefined;

const PADDED = /^[\s\p{Cf}]|[\s\p{Cf}]$/u;

/**
 * Controls, format characters (bidirectional controls, zero width, soft hyphen, tags, byte order mark), characters that renderers
 * do not show (Default_Ignorable_Code_Point of UAX #44: variation selectors, fillers), lone surrogates, line and paragraph
 * separators, noncharacters, and blanks that look like a space. The ideographic space is visible.
 */
const INVISIBLE =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800]|(?![ \u3000])\p{Zs}/u;
