/**
 * A text with the range that each of its characters has in the original text. Without places, positions are unchanged.
 */
export interface Placed {
  readonly text: string;
  readonly places?: { readonly from: readonly number[]; readonly to: readonly number[] };
}

/** One way to write a text in other characters. */
export interface Escape {
  /** A cheap test whether a text has anything to undo. */
  readonly sign: RegExp;
  readonly pattern: RegExp;
  /** Decodes a match into bytes. */
  readonly meaning: (found: Groups) => string;
}

type Groups = readonly (string | undefined)[];

/**
 * Percent encoding (RFC 3986 section 2.1), backslashes of JSON (RFC 8259 section 7) and HTML entities: undone, two texts that are
 * the same but for how they were written become equal. Characters beyond ASCII are their UTF-8 bytes in it, because percent
 * encoding names bytes. Not for reading what was written: backslashes vanish, doubled ones too. Escapes of escapes (%2541, \\",
 * &amp;lt;) are one escape: undoing them layer by layer would take quadratic time.
 */
export const ESCAPES: readonly Escape[] = [
  {
    sign: /%/,
    pattern: /%(?:25)*([0-9a-f]{2})/gi,
    meaning: ([, byte = '']) => String.fromCharCode(parseInt(byte, 16)),
  },
  {
    sign: /\\/,
    // RFC 8259 section 7: a character beyond the first 65 536 is two such codes.
    pattern: /\\u(d[89ab][0-9a-f]{2})\\+u(d[c-f][0-9a-f]{2})/gi,
    meaning: ([, high = '', low = '']) => bytesOf(String.fromCharCode(parseInt(high, 16), parseInt(low, 16))),
  },
  {
    sign: /\\/,
    pattern: /\\+(?:u([0-9a-f]{4}))?/gi,
    meaning: ([, unit]) => (unit === undefined ? '' : bytesOf(String.fromCharCode(parseInt(unit, 16)))),
  },
  {
    sign: /&/,
    // HTML, "numeric character reference state": zeros may lead, and readers do without the semicolon.
    pattern: /&(?:amp;?)*(?:#0*(\d{1,7});?|#x0*([0-9a-f]{1,6});?|(amp|lt|gt|quot|apos);?)/gi,
    meaning: ([, decimal, hex, name]) =>
      name === undefined
        ? characterOf(decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal))
        : (ENTITIES[name.toLowerCase()] ?? ''),
  },
];

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const MAX_CODE_POINT = 0x10ffff;

const characterOf = (point: number): string =>
  point > MAX_CODE_POINT ? '' : bytesOf(String.fromCodePoint(point));

// The UTF-8 bytes of what `\s` and `\p{Cc}` match.
const SPACE =
  '(?:[\\x00-\\x20\\x7f]|\\xc2[\\x80-\\xa0]|\\xe1\\x9a\\x80|\\xe2\\x80[\\x80-\\x8a\\xa8\\xa9\\xaf]|\\xe2\\x81\\x9f|\\xe3\\x80\\x80|\\xef\\xbb\\xbf)';
/** White space other than one plain space: ordinary texts have hardly any. */
const SPACES = new RegExp(`${SPACE}{2,}|(?! )${SPACE}`, 'g');

/** White space of another kind or length than one space, or bytes beyond ASCII, which may be such. */
const UNUSUAL_SPACE = /[\x00-\x1f\x7f-\xff]| {2}/; // eslint-disable-line no-control-regex

/** Text for one line has a space for white space of every kind and length. */
export const ON_ONE_LINE: Escape = { sign: UNUSUAL_SPACE, pattern: SPACES, meaning: () => ' ' };

/** Long values are wrapped (base64 in mail, RFC 2045 section 6.8; PEM): a line break within one does not count. */
export const UNWRAPPED: Escape = {
  sign: UNUSUAL_SPACE,
  pattern: SPACES,
  meaning: ([space = '']) => (/[\r\n]/.test(space) ? '' : ' '),
};

/** Whether a text has nothing to undo, as most texts have not: visible ASCII with single spaces and without escapes. */
export const isPlain = (text: string): boolean =>
  !text.includes('%') &&
  !text.includes('\\') &&
  !text.includes('&') &&
  !text.includes('  ') &&
  !BEYOND_VISIBLE_ASCII.test(text);

const BEYOND_VISIBLE_ASCII = /[^\x20-\x7e]/;

/** The text with one kind of escape undone. */
export const undo = (text: string, { sign, pattern, meaning }: Escape): string =>
  sign.test(text)
    ? text.replace(pattern, (...found: readonly (string | undefined)[]) => meaning(found))
    : text;

/** The same, remembering places; the given one itself when there is nothing to undo. */
export const undoPlaced = (given: Placed, { sign, pattern, meaning }: Escape): Placed => {
  if (!sign.test(given.text)) {
    return given;
  }
  const parts: string[] = [];
  const from: number[] = [];
  const to: number[] = [];
  let done = 0;
  const keepUntil = (end: number): void => {
    parts.push(given.text.slice(done, end));
    for (; done < end; done += 1) {
      from.push(beginOf(given, done));
      to.push(endOf(given, done));
    }
  };
  for (const match of given.text.matchAll(pattern)) {
    keepUntil(match.index);
    done += match[0].length;
    const meant = meaning(match);
    parts.push(meant);
    for (let index = 0; index < meant.length; index += 1) {
      from.push(beginOf(given, match.index));
      to.push(endOf(given, done - 1));
    }
  }
  if (done === 0) {
    return given;
  }
  keepUntil(given.text.length);
  return { text: parts.join(''), places: { from, to } };
};

/** Where a character begins in the text that the given one was made from. */
export const beginOf = ({ places }: Placed, index: number): number =>
  places === undefined ? index : (places.from[index] ?? 0);

/** Where a character ends in the text that the given one was made from. */
export const endOf = ({ places }: Placed, index: number): number =>
  places === undefined ? index + 1 : (places.to[index] ?? 0);

/** A text with its UTF-8 bytes as characters; one in ASCII stays as it is. */
export const bytesOf = (text: string): string =>
  BEYOND_ASCII.test(text) ? Buffer.from(text, 'utf8').toString('latin1') : text;

/** The same, remembering places. */
export const bytesPlaced = (text: string): Placed => {
  if (!BEYOND_ASCII.test(text)) {
    return { text };
  }
  const parts: string[] = [];
  const from: number[] = [];
  const to: number[] = [];
  let place = 0;
  for (const character of text) {
    const bytes = bytesOf(character);
    parts.push(bytes);
    for (let index = 0; index < bytes.length; index += 1) {
      from.push(place);
      to.push(place + character.length);
    }
    place += character.length;
  }
  return { text: parts.join(''), places: { from, to } };
};

const BEYOND_ASCII = /[^\x00-\x7f]/; // eslint-disable-line no-control-regex
