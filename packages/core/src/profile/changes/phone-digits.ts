/**
 * A phone number without visual separators, so that all notations of one number are equal; undefined when it is none. RFC 3966
 * section 4: `tel:` is the scheme, `-`, `.`, `(` and `)` are visual separators, and parameters such as `;ext=12` belong to the
 * number, in any order and case. People write blanks and other dashes as separators, too. A `+` belongs to it: without the
 * country nothing says that two numbers are one.
 */
export const phoneDigits = (text: string): string | undefined => {
  const [number = '', ...parameters] = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/^\s*tel:/, '')
    .replace(SEPARATORS, '')
    .split(';');
  return NUMBER.test(number) ? [number, ...parameters.sort()].join(';') : undefined;
};

const SEPARATORS = /[\s\p{Pd}.()]/gu;

const NUMBER = /^\+?[\d*#]+$/;
