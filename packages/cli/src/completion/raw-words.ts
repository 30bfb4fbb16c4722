/** A word of a shell's line: as it stands there, and as the shell hands it over. */
export interface RawWord {
  readonly raw: string;
  readonly text: string;
  /** The quote that is open at the end of the word; '' for none. */
  readonly quote: '' | '"' | "'";
}

/** The words of a line of bash that may be unfinished; the last one is the one to complete, '' after a space. */
export const rawWords = (line: string): readonly RawWord[] => {
  const words: RawWord[] = [];
  let raw = '';
  let text = '';
  let quote: RawWord['quote'] = '';
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at] ?? '';
    const isSpace = quote === '' && /\s/.test(character);
    if (isSpace) {
      if (raw !== '') {
        words.push({ raw, text, quote });
      }
      raw = '';
      text = '';
      continue;
    }
    raw += character;
    if (character === '\\' && quote !== "'") {
      at += 1;
      raw += line[at] ?? '';
      text += line[at] ?? '';
    } else if (quote === '' && (character === '"' || character === "'")) {
      quote = character;
    } else if (character === quote) {
      quote = '';
    } else {
      text += character;
    }
  }
  return [...words, { raw, text, quote }];
};
