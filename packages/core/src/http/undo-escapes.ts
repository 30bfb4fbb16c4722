/** A text, and for each of its characters where it begins and ends in the text it was made from. */
export interface Placed {
  readonly text: string;
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/**
 * What a text means when percent encoding (RFC 3986 section 2.1), backslashes of JSON (RFC 8259 section 7) and HTML entities
 * are undone: two texts that are the same but for how they were written become equal. Characters beyond ASCII are their UTF-8
 * bytes in it, because percent encoding names bytes. Not for reading what somebody wrote: backslashes vanish, doubled ones
 * too, and %2541 is taken for A at once.
 */
export const undoEscapes = (text: string): string =>
  ESCAPES.reduce(
    (plain, { pattern, meaning }) =>
      plain.replace(pattern, (_whole, ...found: readonly (string | undefined)[]) => meaning(found)),
    text,
  );

/** The same, remembering places. */
export const undoEscapesPlaced = (given: Placed): Placed => ESCAPES.reduce(undoPlaced, given);

type Groups = readonly (string | undefined)[];

interface Escape {
  readonly pattern: RegExp;
  /** From what its groups found to the bytes it stands for. */
  readonly meaning: (found: Groups) => string;
}

// Escapes of escapes (%2541, \\", &amp;lt;) are one escape: undoing them layer by layer would take quadratic time.
const ESCAPES: readonly Escape[] = [
  { pattern: /%(?:25)*([0-9a-f]{2})/gi, meaning: ([byte = '']) => String.fromCharCode(parseInt(byte, 16)) },
  {
    // RFC 8259 section 7: a character beyond the first 65 536 is two such codes.
    pattern: /\\u(d[89ab][0-9a-f]{2})\\+u(d[c-f][0-9a-f]{2})/gi,
    meaning: ([high = '', low = '']) => bytesOf(String.fromCharCode(parseInt(high, 16), parseInt(low, 16))),
  },
  {
    pattern: /\\+(?:u([0-9a-f]{4}))?/gi,
    meaning: ([unit]) => (unit === undefined ? '' : bytesOf(String.fromCharCode(parseInt(unit, 16)))),
  },
  {
    pattern: /&(?:amp;)*(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/gi,
    meaning: ([decimal, hex, name]) =>
      name === undefined
        ? characterOf(decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal))
        : (ENTITIES[name.toLowerCase()] ?? ''),
  },
];

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const MAX_CODE_POINT = 0x10ffff;

const characterOf = (point: number): string =>
  point > MAX_CODE_POINT ? '' : bytesOf(String.fromCodePoint(point));

const undoPlaced = (given: Placed, { pattern, meaning }: Escape): Placed => {
  const parts: string[] = [];
  const from: number[] = [];
  const to: number[] = [];
  let done = 0;
  const keepUntil = (end: number): void => {
    parts.push(given.text.slice(done, end));
    for (; done < end; done += 1) {
      from.push(given.from[done] ?? 0);
      to.push(given.to[done] ?? 0);
    }
  };
  for (const match of given.text.matchAll(pattern)) {
    keepUntil(match.index);
    done += match[0].length;
    const meant = meaning(match.slice(1));
    parts.push(meant);
    for (let index = 0; index < meant.length; index += 1) {
      from.push(given.from[match.index] ?? 0);
      to.push(given.to[done - 1] ?? 0);
    }
  }
  keepUntil(given.text.length);
  return { text: parts.join(''), from, to };
};

/** Whether undoing escapes, or taking the bytes of it, could change a text. */
export const mayHaveEscapes = (text: string): boolean =>
  text.includes('%') || text.includes('\\') || text.includes('&') || BEYOND_ASCII.test(text);

/** A text with its UTF-8 bytes as characters; one in ASCII stays as it is. */
export const bytesOf = (text: string): string =>
  BEYOND_ASCII.test(text) ? Buffer.from(text, 'utf8').toString('latin1') : text;

/** The same, remembering places. */
export const bytesPlaced = (text: string): Placed => {
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
  return { text: parts.join(''), from, to };
};

const BEYOND_ASCII = /[^\x00-\x7f]/; // eslint-disable-line no-control-regex
