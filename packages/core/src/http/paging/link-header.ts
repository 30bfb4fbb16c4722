/** A link of a `Link` header (RFC 8288 section 3). */
export interface Link {
  /** As written in the header: an address, or a reference relative to the requested one. */
  readonly target: string;
  /** Relation types in lower case (section 2.1.1: compared without case). */
  readonly rels: readonly string[];
  /** The context of the link when it is not the reply's own address (section 3.2). */
  readonly anchor: string | undefined;
}

/** Parses the links of a header, whose lines are joined by commas; undefined when it is malformed (appendix B.2). */
export const parseLinks = (header: string): readonly Link[] | undefined => {
  const links: Link[] = [];
  let rest = header;
  for (;;) {
    rest = rest.replace(SEPARATORS, '');
    if (rest === '') {
      return links;
    }
    const [whole = '', target] = TARGET.exec(rest) ?? [];
    if (target === undefined) {
      return undefined;
    }
    const parameters = parametersOf(rest.slice(whole.length));
    if (parameters === undefined) {
      return undefined;
    }
    const { values, length } = parameters;
    links.push({
      target: target.trim(),
      rels: (values.get('rel') ?? '')
        .toLowerCase()
        .split(/[ \t]+/)
        .filter((rel) => rel !== ''),
      anchor: values.get('anchor'),
    });
    rest = rest.slice(whole.length + length);
  }
};

const SEPARATORS = /^[ \t,]+/;
const TARGET = /^<([^<>]*)>/;

/** The parameters up to the comma that ends a link, and their length. The first of several with one name counts (section 3.3). */
const parametersOf = (
  text: string,
): { readonly values: ReadonlyMap<string, string>; readonly length: number } | undefined => {
  const values = new Map<string, string>();
  let at = 0;
  while (at < text.length) {
    PARAMETER.lastIndex = at;
    const found = PARAMETER.exec(text);
    if (found === null) {
      const ended = /^[ \t]*(?:,|$)/.test(text.slice(at));
      return ended ? { values, length: at } : undefined;
    }
    const [whole, name, quoted, plain = ''] = found;
    if (name !== undefined && !values.has(name.toLowerCase())) {
      values.set(name.toLowerCase(), quoted === undefined ? plain : quoted.replace(/\\(.)/g, '$1'));
    }
    at += whole.length;
  }
  return { values, length: at };
};

/** A semicolon, followed by nothing, by a name, or by a name with a quoted (RFC 9110 section 5.6.4) or plain value. */
const PARAMETER = /[ \t]*;[ \t]*(?:([^\s;,="<>]+)[ \t]*(?:=[ \t]*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"<>]*)))?)?/y;
