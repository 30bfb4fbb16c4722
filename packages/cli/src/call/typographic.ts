/** Marks that word processors, chats and web pages put in the place of the plain ones; neither a shell nor JSON knows them. */
const MARKS: ReadonlyMap<string, readonly [name: string, plain: string]> = new Map([
  ['“', ['an opening double quotation mark', '"']],
  ['”', ['a closing double quotation mark', '"']],
  ['„', ['a low double quotation mark', '"']],
  ['«', ['a double angle quotation mark', '"']],
  ['»', ['a double angle quotation mark', '"']],
  ['‘', ['an opening single quotation mark', "'"]],
  ['’', ['a closing single quotation mark', "'"]],
  ['‚', ['a low single quotation mark', "'"]],
]);

/** Says which typographic quotation mark a text has first; undefined when it has none. */
export const typographicQuote = (text: string): string | undefined => {
  const at = [...text].findIndex((character) => MARKS.has(character));
  const mark = [...text][at] ?? '';
  const [name, plain] = MARKS.get(mark) ?? [];
  return name === undefined
    ? undefined
    : `${mark} (${codeOf(mark)}) at character ${at + 1} is ${name}; write a plain ${plain} instead`;
};

/**
 * Names a typographic quotation mark that a word processor or a chat made of a straight one; undefined where there is none. In values an
 * apostrophe inside may be meant, so that only the first and the last character count.
 */
export const quoteIn = (text: string, where: 'anywhere' | 'around' = 'anywhere'): string | undefined => {
  const characters = [...text];
  const isQuoted = [characters.at(0) ?? '', characters.at(-1) ?? ''].some(
    (sign) => typographicQuote(sign) !== undefined,
  );
  const found = where === 'anywhere' || isQuoted ? typographicQuote(text) : undefined;
  return found === undefined ? undefined : `has a quotation mark of a word processor in it: ${found}`;
};

/** Says that a word begins with a dash of a word processor in the place of the hyphens of an option. */
export const typographicDash = (word: string): string | undefined => {
  const dash = /^[–—‒―−]/.exec(word)?.[0];
  return dash === undefined
    ? undefined
    : `${dash} (${codeOf(dash)}) is a dash; an option begins with two hyphens, --`;
};

const codeOf = (mark: string): string =>
  `U+${(mark.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
