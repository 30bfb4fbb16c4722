import { randomUUID } from 'node:crypto';
import { isExactNumber } from '../exact-number';

/** A value as JSON text, as JSON.stringify writes it, and an `ExactNumber` as the number it is. */
export const jsonText = (value: unknown): string => {
  let found = false;
  const text = JSON.stringify(
    value,
    function (this: Readonly<Record<string, unknown>>, key, written: unknown) {
      // JSON.stringify passes the result of toJSON; the object still holds the value itself.
      const given = this[key];
      if (!isExactNumber(given)) {
        return written;
      }
      found = true;
      return `${BOUNDARY}${given.text}${BOUNDARY}`;
    },
  );
  return found ? text.replaceAll(BOUNDED_NUMBER, '$1') : text;
};

/** Delimits exact numbers until the text is written; random, so that no other text can contain it. */
const BOUNDARY = randomUUID();
const BOUNDED_NUMBER = new RegExp(`"${BOUNDARY}([^"]*)${BOUNDARY}"`, 'g');
