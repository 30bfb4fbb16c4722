/** Texts that are remembered; names of attributes are some hundred. Then all are forgotten: a hostile record has names without end. */
const MOST = 2000;

/** A longer text is no name, and is asked about anew. */
const LONGEST = 200;

/**
 * A question about a text that is asked again and again with the same few texts, such as the name of an attribute: each is answered once.
 * The answer must depend on the text alone.
 */
export const perText = <A>(answer: (text: string) => A): ((text: string) => A) => {
  const known = new Map<string, A>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined || text.length > LONGEST) {
      return found ?? answer(text);
    }
    const made = answer(text);
    if (known.size >= MOST) {
      known.clear();
    }
    known.set(text, made);
    return made;
  };
};
