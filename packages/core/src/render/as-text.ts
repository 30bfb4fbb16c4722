/**
 * Matches what would begin a link, an image, code, a cell or HTML (CommonMark section 6, GFM section 4.10). Excludes the `[` of a JSON list
 * and bare addresses, which show their target: the reference's tables have both. Excludes the mask of a secret as well.
 */
const MEANING =
  /!(?=\[)|\[(?!["{[\]]|(?:-?\d|true|false|null|secret)[^[\]()]*\])|\](?=[([])|(?<=\])\(|(?<=(?:<|\]\()[a-z]{1,10}):(?=\/\/)|<|&(?=#?\w+;)|[|`\n]/iy;

/** Raw HTML does not process backslash escapes, so entities are used. */
const WRITTEN: Readonly<Record<string, string>> = { '<': '&lt;', '&': '&amp;', '\n': '<br>' };

/** Writes a vendor's text so that Markdown shows it as it is: it becomes no link, no image, no HTML and no further cell. */
export const asText = (text: string): string => {
  // Leaves an unclosed bracket, which begins no link.
  const lastClosing = text.lastIndexOf(']');
  const isMeant = (at: number): boolean => {
    MEANING.lastIndex = at;
    return MEANING.test(text) && (at < lastClosing || !/[![]/.test(text.charAt(at)));
  };
  return text.replace(/\\+|[!\n&(:<[\]`|]/g, (found: string, offset: number) => {
    if (!found.startsWith('\\')) {
      return isMeant(offset) ? (WRITTEN[found] ?? `\\${found}`) : found;
    }
    // Doubles a backslash before an escape or the end of the cell, where it would cancel the escape.
    const end = offset + found.length;
    return end === text.length || isMeant(end) ? found + found : found;
  });
};
