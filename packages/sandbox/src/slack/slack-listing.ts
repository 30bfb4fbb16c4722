import type { JsonObject } from '../json-object';
import { parseFilter, type FilterNode, type FilterValue } from '../scim/filter/filter-parser';
import { listByIndex } from '../scim/index-listing';
import type { Kind, ListRequest } from '../scim/scim-face';
import type { StoredRecord } from '../scim/scim-store';
import type { SlackSettings } from './slack-options';
import { slackProblem } from './slack-problems';
import { GUEST_URN, SLACK_URNS_1 } from './slack-schema';

const MAX_COUNT = 1000;
const DEFAULT_COUNT = 10;

const FILTERABLE: Readonly<Record<Kind, readonly string[]>> = {
  User: ['username', 'email', 'restricted', 'ultra_restricted'],
  Group: ['displayname'],
};
const OPERATORS = ['eq', 'co', 'sw', 'gt', 'ge', 'lt', 'le'];

/** What the type of a guest is under the name it has in filters. */
const GUESTS: Readonly<Record<string, string>> = { restricted: 'multi', ultra_restricted: 'single' };

/** A list with `startIndex`, `count` and `filter`, its keys in Slack's order. @throws ScimProblem 400 */
export const listSlack = (request: ListRequest, settings: SlackSettings): JsonObject => {
  const { schemas, totalResults, itemsPerPage, startIndex, Resources } = listByIndex(
    settings.listsDeactivated ? request : withoutDeactivated(request),
    {
      pageSize: MAX_COUNT,
      defaultCount: DEFAULT_COUNT,
      parse: (text) => readFilter(text, request.kind, settings),
    },
  );
  return { totalResults, itemsPerPage, startIndex, schemas, Resources };
};

const withoutDeactivated = (request: ListRequest): ListRequest => {
  const isActive = ({ attributes }: StoredRecord): boolean => attributes['active'] !== false;
  return {
    ...request,
    records: request.records.filter(isActive),
    matching: (filter) => request.matching(filter).filter(isActive),
  };
};

const readFilter = (text: string, kind: Kind, { unknownFilters }: SlackSettings): FilterNode => {
  const filter = parseFilter(text, 'bare');
  if (isSupported(filter, FILTERABLE[kind])) {
    return withGuests(filter);
  }
  if (unknownFilters === 'reject') {
    throw slackProblem(400, 'invalid_query', ['filter', text]);
  }
  return MATCHES_NOTHING;
};

// No resource is without an id.
const MATCHES_NOTHING: FilterNode = { kind: 'not', inner: { kind: 'present', path: 'id' } };

const isSupported = (filter: FilterNode, names: readonly string[]): boolean => {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return isSupported(filter.left, names) && isSupported(filter.right, names);
    case 'present':
      return names.includes(filter.path.toLowerCase());
    case 'compare':
      return names.includes(filter.path.toLowerCase()) && OPERATORS.includes(filter.operator);
    default:
      return false;
  }
};

const withGuests = (filter: FilterNode): FilterNode => {
  if (filter.kind === 'and' || filter.kind === 'or') {
    return { ...filter, left: withGuests(filter.left), right: withGuests(filter.right) };
  }
  const type = filter.kind === 'compare' ? GUESTS[filter.path.toLowerCase()] : undefined;
  if (filter.kind !== 'compare' || type === undefined) {
    return filter;
  }
  const guest = (urn: string): FilterNode => ({
    ...filter,
    path: `${urn}:type`,
    operator: 'eq',
    value: type,
  });
  const isGuest: FilterNode = { kind: 'or', left: guest(GUEST_URN), right: guest(SLACK_URNS_1[GUEST_URN]) };
  return isTrue(filter.value) ? isGuest : { kind: 'not', inner: isGuest };
};

const isTrue = (value: FilterValue): boolean => ['true', '1'].includes(String(value).toLowerCase());
