import { queryLanguage, quoted, verbatim } from '../http/path/query-language';
import { keysOf } from '../profile/attribute-path';
import { notation } from './attribute-notation';
import type { ScimDialect } from './dialect';

/**
 * RFC 7644 section 3.4.2.2: the value is a JSON string, so quotes, back-slashes and control characters cannot end it. The result
 * still has to be percent-encoded, which the query writer does.
 */
const scimFilter = queryLanguage({ name: 'a SCIM filter', escape: quoted });

/** `attribute eq "value"`. The attribute is a path as definitions have it: `emails[primary].value` is `emails.value` in a filter. */
export const equals = (attribute: string, value: string): string =>
  scimFilter`${verbatim(notation(...keysOf(attribute)))} eq ${value}`;

/** The same under the name that the vendor has for the attribute in filters. */
export const equalsIn = (
  { filterNames = {} }: Pick<ScimDialect, 'filterNames'>,
  attribute: string,
  value: string,
): string => equals(filterNames[attribute] ?? attribute, value);
