/**
 * A name or an address in the form in which two of them are compared: composed (Unicode NFC), in small letters, without outer white
 * space. Undefined for a text that identifies no person.
 */
export const folded = (text: unknown): string | undefined => {
  if (typeof text !== 'string') {
    return undefined;
  }
  const form = text.normalize('NFC').trim().toLowerCase();
  return form === '' ? undefined : form;
};
