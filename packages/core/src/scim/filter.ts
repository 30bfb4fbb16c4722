import type { ScimDialect } from './dialect';

/**
 * `attribute eq "value"` (RFC 7644 section 3.4.2.2): the value is a JSON string, so quotes, back-slashes and control
 * characters cannot end it. The result still has to be percent-encoded, which the query writer does.
 */
export const equals = (attribute: string, value: string): string =>
  `${attribute} eq ${JSON.stringify(value)}`;

/** The same under the name that the vendor has for the attribute in filters. */
export const equalsIn = (
  { filterNames = {} }: Pick<ScimDialect, 'filterNames'>,
  attribute: string,
  value: string,
): string =>
  equals(Object.hasOwn(filterNames, attribute) ? (filterNames[attribute] ?? attribute) : attribute, value);
