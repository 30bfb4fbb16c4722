import { randomUUID } from 'node:crypto';
import { isExactNumber } from './exact-number';

/** A value as JSON text, as JSON.stringify writes it, and an `ExactNumber` as the number it is. */
export const jsonText = (value: unknown): string => {
  let found = false;
  const text = JSON.stringify(
    value,
    function (this: Readonly<Record<string, unknown>>, key, written: unknown) {
      // What is handed over is what toJSON made of the value; the object still has the value itself.
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

/** Stands around a number until the text is written; nobody outside knows it, so no other text has it. */
const BOUNDARY = randomUUID();
const BOUNDED_NUMBER = new RegExp(`"${BOUNDARY}([^"]*)${BOUNDARY}"`, 'g');
