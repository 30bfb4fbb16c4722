import { queryLanguage, quoted, verbatim } from '../http/path/query-language';
import { keysOf } from '../profile/attribute-path';
import type { ScimDialect } from './dialect';

/**
 * RFC 7644 section 3.4.2.2: the value is a JSON string, so quotes, back-slashes and control characters cannot end it. The result
 * still has to be percent-encoded, which the query writer does.
 */
const scimFilter = queryLanguage({ name: 'a SCIM filter', escape: quoted });

/** `attribute eq "value"`. The attribute is a path as definitions have it: `emails[primary].value` is `emails.value` in a filter. */
export const equals = (attribute: string, value: string): string =>
  scimFilter`${verbatim(filterName(attribute))} eq ${value}`;

/** The same under the name that the vendor has for the attribute in filters. */
export const equalsIn = (
  { filterNames = {} }: Pick<ScimDialect, 'filterNames'>,
  attribute: string,
  value: string,
): string =>
  equals(Object.hasOwn(filterNames, attribute) ? (filterNames[attribute] ?? attribute) : attribute, value);

/** RFC 7644 section 3.10: an attribute of an extension is set off by a colon. */
const filterName = (attribute: string): string => {
  const [first = '', ...rest] = keysOf(attribute);
  return rest.length === 0 ? first : `${first}${/^urn:/i.test(first) ? ':' : '.'}${rest.join('.')}`;
};
