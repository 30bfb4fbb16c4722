import { createHash } from 'node:crypto';

/** In bytes of UTF-8: an entry of an index of PostgreSQL has at most 2,704, and some have two texts. */
const MAX_INDEXED = 1024;

/**
 * A text as an index takes it: one that is longer is known by its beginning and its hash, so that two are the same as before. No person has
 * such a name, but an application may show one, and the accounts beside it are to be read all the same.
 */
export const indexable = (text: string): string =>
  text.length * 3 > MAX_INDEXED && Buffer.byteLength(text) > MAX_INDEXED
    ? `${text.slice(0, 64)} sha256:${createHash('sha256').update(text).digest('hex')}`
    : text;

/**
 * A name or an address in the form in which two of them are compared: composed (Unicode NFC), in small letters, without outer white
 * space. Undefined for a text that identifies no person.
 */
export const folded = (text: unknown): string | undefined => {
  if (typeof text !== 'string') {
    return undefined;
  }
  const form = text.normalize('NFC').trim().toLowerCase();
  return form === '' ? undefined : indexable(form);
};
