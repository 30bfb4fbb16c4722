import { trimEndChar } from '../../codec/trim-end-char';

/** Minimum length of a redacted secret: shorter values would mask ordinary words, and no vendor issues such credentials. */
export const MIN_SECRET = 4;

/**
 * Texts that reveal the secret: the value itself, hexadecimal, and base64 (RFC 4648), alone and as a part of something longer,
 * each in its own, in lower and in upper case. Escapes are not among them, nor the case of the texts themselves: the search
 * undoes those.
 */
export const formsOf = (value: string): readonly string[] =>
  [...new Set([value, value.toLowerCase(), value.toUpperCase()].flatMap(writtenForms))].filter(
    (form) => form.length >= MIN_SECRET,
  );

const writtenForms = (value: string): readonly string[] => {
  const bytes = Buffer.from(value, 'utf8');
  const base64 = [trimEndChar(bytes.toString('base64'), '='), ...insideBase64(bytes)];
  return [
    value,
    // Form encoding writes a space as +, and decodes + as a space.
    value.replaceAll(' ', '+'),
    value.replaceAll('+', ' '),
    bytes.toString('hex'),
    ...base64,
    ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
    // A long number loses its last digits when JSON is read.
    ...(/^\d+$/.test(value) ? [String(Number(value))] : []),
  ];
};

/**
 * Three bytes become four characters, so what comes before decides which of three texts the bytes become. Characters that hold
 * bits of the neighbours as well are left out.
 */
const insideBase64 = (bytes: Buffer): readonly string[] =>
  [0, 1, 2].map((before) => {
    const text = trimEndChar(Buffer.concat([Buffer.alloc(before), bytes]).toString('base64'), '=');
    const isWhole = (before + bytes.length) % 3 === 0;
    return text.slice(before === 0 ? 0 : before + 1, isWhole ? text.length : -1);
  });
