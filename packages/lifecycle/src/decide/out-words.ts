import type { Decision } from './decision';

/** States in which a person is to have no access, with the words for them: `a plan found Ann …`. */
const OUT_WORDS: Readonly<Partial<Record<Decision['state'], string>>> = {
  future: 'not in yet',
  left: 'to have left',
  missing: 'missing from the feed',
};

export const OUT_STATES: readonly string[] = Object.keys(OUT_WORDS);

export const outWord = (state: string): string =>
  (OUT_WORDS as Readonly<Record<string, string>>)[state] ?? state;
