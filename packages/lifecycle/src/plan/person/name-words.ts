/** Particles are part of many names, so that one in common says nothing about two people. */
const PARTICLES: ReadonlySet<string> = new Set(
  'abu al am ap bin bint da das de dei del della den der des di do dos dr du el ibn jr la las le les lo los mc ob st sr te ten ter van vom von zu zum zur بن ابن بنت ال'.split(
    ' ',
  ),
);

/** Scripts that write names without a space between them, or a name as one character. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;

/** Without accents: one that is corrected makes no other name. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC');

/** What is before the @ of an address, for the domain is the company's. */
const namePart = (text: string): string => text.split('@', 1)[0] ?? '';

/** The parts of names, neither initials nor particles. */
export const wordsIn = (texts: Iterable<string>): ReadonlySet<string> =>
  new Set(
    [...texts]
      .flatMap((text) => plain(namePart(text)).split(/[^\p{L}\p{M}\p{N}]+/u))
      .filter((word) => (word.length > 1 || UNSPACED.test(word)) && !PARTICLES.has(word)),
  );

/** Whether a text consists of these words and nothing else. */
export const isMadeOf = (text: string, words: ReadonlySet<string>): boolean => {
  const parts = [...wordsIn([text])];
  return (
    !text.includes('@') && parts.length > 0 && parts.every((part) => words.has(part) || isJoined(part, words))
  );
};

/** A name in one with another, as the scripts write it that have no space. */
const isJoined = (part: string, words: ReadonlySet<string>): boolean =>
  UNSPACED.test(part) && [...words].some((word) => part.includes(word));

/** Whether two people have a name in common. */
export const namesAlike = (names: ReadonlySet<string>, there: ReadonlySet<string>): boolean =>
  [...names].some(
    (name) => there.has(name) || [...there].some((part) => UNSPACED.test(name) && part.includes(name)),
  );
