/**
 * Characters that a terminal interprets instead of showing: C0 and C1 controls (escape sequences begin with one), DEL, lone
 * surrogates, line separators, and the bidirectional overrides and isolates of UAX #9, which let one name pass for another.
 * Letters of right-to-left scripts, emoji and joiners are not among them.
 */
const CONTROL_CHARACTERS = /(?!\n)[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/**
 * Escapes control characters of a vendor's text as `\u001b`, so that it cannot drive the terminal. Line ends of every kind
 * become `\n`, everything else stays as it is.
 */
export const printable = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replace(CONTROL_CHARACTERS, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u${code.toString(16).padStart(4, '0')}`;
  });
