/** Whether an attribute is an extension: it is named with a URN, whose first word is written in any case (RFC 8141 section 2). */
export const isExtension = (name: string): boolean => /^urn:/i.test(name);

/** An attribute of an attribute: behind a URN comes a colon, in between a dot (RFC 7644 section 3.10; REST API 1.1, "Attribute Notation"). */
export const notation = (attribute: string, ...parts: readonly string[]): string =>
  parts.length === 0 ? attribute : `${attribute}${isExtension(attribute) ? ':' : '.'}${parts.join('.')}`;
