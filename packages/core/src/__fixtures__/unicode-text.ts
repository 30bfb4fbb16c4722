import fc from 'fast-check';

const SURROGATES = { from: 0xd800, count: 0x800 };

const characterAt = (index: number): string =>
  String.fromCodePoint(index < SURROGATES.from ? index : index + SURROGATES.count);

const indexOf = (character: unknown): number => {
  const code = typeof character === 'string' ? character.codePointAt(0) : undefined;
  if (code === undefined || String.fromCodePoint(code) !== character) {
    throw new Error('not a character');
  }
  return code < SURROGATES.from ? code : code - SURROGATES.count;
};

const character = fc.nat(0x10ffff - SURROGATES.count).map(characterAt, indexOf);

/** The texts of fc.string({ unit: 'binary' }), which makes a table of a million characters in every test file. */
export const unicodeText = (lengths: fc.StringConstraints = {}): fc.Arbitrary<string> =>
  fc.string({ ...lengths, unit: character });
