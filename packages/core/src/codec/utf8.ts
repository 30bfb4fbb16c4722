import { isUtf8 } from 'node:buffer';
import * as E from 'fp-ts/Either';

/**
 * Bytes as text. Left: where they stop being UTF-8, as the end of a sentence. Not decoded with replacement characters, which
 * make two different names equal and turn a text of another encoding into a name that does not exist.
 */
export const decodeUtf8 = (bytes: Buffer): E.Either<string, string> => {
  if (isUtf8(bytes)) {
    return E.right(bytes.toString('utf8'));
  }
  const at = firstNonUtf8(bytes);
  const before = bytes.subarray(0, at).toString('utf8').split('\n');
  const column = [...(before.at(-1) ?? '')].length + 1;
  const hint = isUtf16(bytes) ? '; it begins like UTF-16' : '';
  return E.left(`is not UTF-8: line ${before.length}, column ${column} (byte ${at + 1})${hint}`);
};

/**
 * The index of the first byte of the first sequence that is not UTF-8. Decoding puts U+FFFD (EF BF BD) in its place, so the text
 * that is encoded again differs there; a broken sequence that begins as U+FFFD does differs up to two bytes later.
 */
export const firstNonUtf8 = (bytes: Buffer): number => {
  const again = Buffer.from(bytes.toString('utf8'), 'utf8');
  const differs = bytes.findIndex((byte, index) => byte !== again[index]);
  const at = differs < 0 ? bytes.length : differs;
  const [second, first] = [bytes[at - 1], bytes[at - 2]];
  return second === 0xef ? at - 1 : first === 0xef && second === 0xbf ? at - 2 : at;
};

/** A byte order mark of either order (RFC 2781 section 3.2), which UTF-8 cannot contain. */
const isUtf16 = ([first, second]: Buffer): boolean =>
  (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
