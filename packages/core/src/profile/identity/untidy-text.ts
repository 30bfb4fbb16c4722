/**
 * Why a text must not identify anything: it looks like another text than it is. Undefined for one that is what it looks like; else
 * the end of a sentence.
 */
export const untidyText = (value: string): string | undefined =>
  UNTIDY_ENDS.test(value)
    ? 'has blanks or invisible characters at its beginning or end'
    : INVISIBLE.test(value)
      ? 'has invisible or control characters, or blanks that are no ordinary ones, inside'
      : undefined;

const UNTIDY_ENDS = /^[\s\p{Cf}]|[\s\p{Cf}]$/u;

/**
 * Controls, format characters (bidirectional controls, zero width, soft hyphen, tags, byte order mark), everything a renderer
 * shows nothing for (Default_Ignorable_Code_Point of UAX #44: variation selectors, fillers), halves of a pair, line and paragraph
 * separators, characters that are none, and blanks that pass for the ordinary one. The ideographic space is seen as such.
 */
const INVISIBLE =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800]|(?![ \u3000])\p{Zs}/u;
