import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { firstNonUtf8 } from '@iam/core/internal';

export type Decoded = { readonly text: string } | { readonly problem: string };

/** Bytes as text, piece by piece, and where they are none. */
export interface FeedText {
  /** As it is shown. */
  readonly encoding: () => string;
  readonly write: (bytes: Buffer) => Decoded;
  readonly end: () => Decoded;
}

/** Left out means UTF-8. Characters are never replaced: two different names would become equal. */
export const createFeedText = (encoding: string | undefined): FeedText | { readonly problem: string } => {
  if (encoding === undefined || /^utf-?8$/i.test(encoding)) {
    return utf8Text();
  }
  try {
    return otherText(encoding, new TextDecoder(encoding, { fatal: true }));
  } catch {
    return { problem: `The encoding ${JSON.stringify(encoding)} is not known; "windows-1252" is one.` };
  }
};

const utf8Text = (): FeedText => {
  const lines = createLineCount();
  let rest: Buffer = Buffer.alloc(0);
  let bytesBefore = 0;
  let hasMark = false;
  return {
    encoding: () => (hasMark ? 'UTF-8 with a byte order mark' : 'UTF-8'),
    write: (bytes) => {
      const all = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
      if (bytesBefore === 0 && all.length < 3 && MARK.subarray(0, all.length).equals(all)) {
        rest = all;
        return { text: '' };
      }
      const whole = all.subarray(0, wholeLength(all));
      if (!isUtf8(whole)) {
        const at = firstNonUtf8(whole);
        const utf16 = bytesBefore === 0 ? utf16In(whole) : undefined;
        const line = lines.with(whole.subarray(0, at).toString('utf8'));
        return {
          problem: `Line ${line}: byte ${bytesBefore + at + 1} of the feed is not UTF-8.${utf16 === undefined ? '' : ' It begins like UTF-16.'} Name its encoding ("encoding": "${utf16 ?? 'windows-1252'}"), or save it as UTF-8.`,
        };
      }
      rest = all.subarray(whole.length);
      const text = whole.toString('utf8');
      const marked = bytesBefore === 0 && text.startsWith('\ufeff');
      hasMark ||= marked;
      bytesBefore += whole.length;
      return checked(marked ? text.slice(1) : text, lines);
    },
    end: () =>
      rest.length === 0
        ? { text: '' }
        : { problem: `Line ${lines.with('')}: the feed ends in the middle of a character: it is cut off.` },
  };
};

const otherText = (encoding: string, decoder: TextDecoder): FeedText => {
  const lines = createLineCount();
  const decode = (bytes: Buffer, stream: boolean): Decoded => {
    try {
      return checked(decoder.decode(bytes, { stream }), lines);
    } catch {
      return { problem: `Behind line ${lines.with('')}: the feed is not ${encoding}.` };
    }
  };
  return {
    encoding: () => encoding,
    write: (bytes) => decode(bytes, true),
    end: () => decode(Buffer.alloc(0), false),
  };
};

const checked = (text: string, lines: LineCount): Decoded => {
  const at = text.indexOf('\0');
  if (at >= 0) {
    return {
      problem: `Line ${lines.with(text.slice(0, at))}: the feed has a NUL, which no text has: name its encoding ("encoding": "utf-16le" is one that has them), or look how it was made.`,
    };
  }
  lines.add(text);
  return { text };
};

const MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** The UTF-16 that bytes begin like: with its mark, or with one of the letters and signs that a header begins with. */
const utf16In = ([first, second]: Buffer): string | undefined =>
  (first === 0xff && second === 0xfe) || second === 0
    ? 'utf-16le'
    : (first === 0xfe && second === 0xff) || first === 0
      ? 'utf-16be'
      : undefined;

/** Bytes up to the end of the last whole character (RFC 3629 section 3: the first byte tells how many follow). */
const wholeLength = (bytes: Buffer): number => {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) {
      break;
    }
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needed > back ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
};

interface LineCount {
  readonly add: (text: string) => void;
  /** The line in which a text that follows ends. */
  readonly with: (text: string) => number;
}

/** Counts LF, or CR where there is no LF. */
const createLineCount = (): LineCount => {
  let feeds = 0;
  let returns = 0;
  return {
    add: (text) => {
      feeds += countOf('\n', text);
      returns += countOf('\r', text);
    },
    with: (text) => 1 + Math.max(feeds + countOf('\n', text), returns + countOf('\r', text)),
  };
};

const countOf = (what: string, text: string): number => {
  let count = 0;
  for (let at = text.indexOf(what); at >= 0; at = text.indexOf(what, at + 1)) {
    count += 1;
  }
  return count;
};
