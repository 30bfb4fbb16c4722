/**
 * The address that a text is (WHATWG URL), relative to `base` where one is given; undefined when it is none. Not by URL.canParse: in
 * Node 20 its compiled form, from some thousand calls on, takes Latin-1 for UTF-8 and refuses every address with an umlaut.
 */
export const urlOf = (text: string, base?: string): URL | undefined => {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
};
