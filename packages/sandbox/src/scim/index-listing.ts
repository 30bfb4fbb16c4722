import type { JsonObject } from '../json-object';
import type { QueryParameter } from '../query';
import { parseFilter, type FilterNode } from './filter/filter-parser';
import type { Kind, ListRequest } from './scim-face';
import { invalidFilter, invalidValue } from './scim-problem';

export const LIST_URN = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';

export interface IndexListing {
  /** The most resources one page holds, whatever `count` says. */
  readonly pageSize: number;
  /** How many without a `count`; as many as a page holds when absent. */
  readonly defaultCount?: number;
  /** Reads a filter in place of the grammar of RFC 7644. */
  readonly parse?: (text: string) => FilterNode;
  /** When given, the only filters: a single `eq` on one of these attributes. */
  readonly filterable?: Readonly<Record<Kind, readonly string[]>> | undefined;
}

/** A list with `startIndex`, `count` and `filter` (RFC 7644 section 3.4.2). @throws ScimProblem 400 */
export const listByIndex = (request: ListRequest, listing: IndexListing): JsonObject => {
  const text = valueOf(request.parameters, 'filter');
  const filter = text === undefined ? undefined : (listing.parse?.(text) ?? parseFilter(text));
  if (filter !== undefined && listing.filterable !== undefined) {
    checkFilter(filter, listing.filterable[request.kind]);
  }
  const matching = filter === undefined ? request.records : request.matching(filter);
  const startIndex = Math.max(1, wholeNumber(request.parameters, 'startIndex') ?? 1);
  const count = Math.max(
    0,
    wholeNumber(request.parameters, 'count') ?? listing.defaultCount ?? listing.pageSize,
  );
  const page = matching.slice(startIndex - 1, startIndex - 1 + Math.min(count, listing.pageSize));
  return {
    schemas: [LIST_URN],
    totalResults: matching.length,
    startIndex,
    itemsPerPage: page.length,
    Resources: page.map(request.render),
  };
};

const checkFilter = (filter: FilterNode, allowed: readonly string[]): void => {
  const fits =
    filter.kind === 'compare' &&
    filter.operator === 'eq' &&
    allowed.some((name) => name.toLowerCase() === filter.path.toLowerCase());
  if (!fits) {
    throw invalidFilter(`The only filters are eq on: ${allowed.join(', ')}`);
  }
};

/** The value of a query parameter; a bare one counts as empty. */
export const valueOf = (parameters: readonly QueryParameter[], name: string): string | undefined => {
  const found = parameters.find((one) => one.name.toLowerCase() === name.toLowerCase());
  return found === undefined ? undefined : (found.value ?? '');
};

const wholeNumber = (parameters: readonly QueryParameter[], name: string): number | undefined => {
  const text = valueOf(parameters, name);
  if (text === undefined) {
    return undefined;
  }
  if (!/^-?\d{1,9}$/.test(text)) {
    throw invalidValue(`${name} must be a whole number`);
  }
  return Number(text);
};
