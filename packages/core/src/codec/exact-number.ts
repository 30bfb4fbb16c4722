/** Recognises instances by a brand instead of their class, because several copies of this package may be loaded. */
const EXACT_NUMBER_BRAND = Symbol.for('@iam/exact-number');

/**
 * A JSON number that JavaScript's numbers would change, as the text it came in: 12345678901234567891 would be written as
 * …7000, and an employee number that lost digits is another person's. Written with `jsonText` it is the same number again;
 * JSON.stringify, which cannot write it, makes it a text with all its digits.
 */
export class ExactNumber {
  get [EXACT_NUMBER_BRAND](): true {
    return true;
  }

  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }

  toJSON(): string {
    return this.text;
  }
}

export const isExactNumber = (value: unknown): value is ExactNumber =>
  typeof value === 'object' &&
  value !== null &&
  // Nearly every object is a plain one, which is told faster.
  Object.getPrototypeOf(value) !== Object.prototype &&
  EXACT_NUMBER_BRAND in value;
