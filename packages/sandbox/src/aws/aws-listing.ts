import type { JsonObject } from '../json-object';
import type { QueryParameter } from '../query';
import { lengthWhile } from '../records/record-list';
import { parseFilter, type FilterNode } from '../scim/filter/filter-parser';
import type { Kind, ListRequest } from '../scim/scim-face';
import { invalidFilter, invalidValue, ScimProblem } from '../scim/scim-problem';
import type { AwsSettings } from './aws-options';

const LIST_URN = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
const PAGE = 100;
const LEGACY_PAGE = 50;

// https://docs.aws.amazon.com/singlesignon/latest/developerguide/listusers.html and listgroups.html: these filters only.
const FILTERS: Readonly<Record<Kind, readonly (readonly string[])[]>> = {
  User: [['id'], ['username'], ['externalid'], ['groups.value'], ['id', 'manager']],
  Group: [['id'], ['displayname'], ['externalid'], ['members.value'], ['id', 'members']],
};

interface Term {
  readonly attribute: string;
  readonly value: string;
}

/**
 * GET /Users and GET /Groups. Without `cursor` there is one page and `totalResults` is what it holds; with it there are
 * pages and no total.
 *
 * @param knowsUser whether a user id exists: asking for the groups of an unknown member is a 404
 * @throws ScimProblem
 */
export const listAws = (
  request: ListRequest,
  settings: AwsSettings,
  knowsUser: (id: string) => boolean,
): JsonObject => {
  const { parameters } = request;
  checkParameters(parameters, settings);
  const filterText = parameters.find(({ name }) => name === 'filter');
  const terms = filterText === undefined ? [] : readFilter(request.kind, filterText.value ?? '');
  const member = terms.find(({ attribute }) => attribute === 'members.value' || attribute === 'members');
  if (member !== undefined && !knowsUser(member.value)) {
    throw new ScimProblem(404, 'Member not found');
  }
  const filter = terms
    .map(toNode)
    .reduceRight<FilterNode | undefined>(
      (right, left) => (right === undefined ? left : { kind: 'and', left, right }),
      undefined,
    );
  const matching = filter === undefined ? request.records : request.matching(filter);
  const count = readCount(parameters, settings);
  const cursor = parameters.find(({ name }) => name === 'cursor');
  if (cursor === undefined || settings.listing === 'legacy') {
    const page = matching.slice(0, settings.listing === 'legacy' ? Math.min(count, LEGACY_PAGE) : count);
    return {
      totalResults: page.length,
      itemsPerPage: page.length,
      startIndex: 1,
      schemas: [LIST_URN],
      Resources: page.map(request.render),
    };
  }
  const walk = `${request.kind}?${filterText?.value ?? ''}`;
  const after = readCursor(cursor, walk, settings);
  const from = lengthWhile(matching, ({ sequence }) => sequence <= after);
  const size = settings.shortPages && after === 0 ? Math.max(1, count - 1) : count;
  const page = matching.slice(from, from + size);
  const last = page.at(-1);
  return {
    itemsPerPage: page.length,
    schemas: [LIST_URN],
    ...(last !== undefined && matching.length > from + page.length
      ? { nextCursor: writeCursor(last.sequence, walk) }
      : {}),
    Resources: page.map(request.render),
  };
};

const UNSUPPORTED = ['startindex', 'attributes', 'excludedattributes', 'sortby', 'sortorder'];

const checkParameters = (parameters: readonly QueryParameter[], settings: AwsSettings): void => {
  if (settings.unsupportedParameters === 'ignore') {
    return;
  }
  const found = parameters.find(({ name }) => UNSUPPORTED.includes(name.toLowerCase()));
  if (found !== undefined) {
    throw invalidValue(`Unsupported parameter ${found.name}`);
  }
};

const readCount = (parameters: readonly QueryParameter[], settings: AwsSettings): number => {
  const text = parameters.find(({ name }) => name === 'count')?.value;
  if (text === undefined) {
    return PAGE;
  }
  const count = /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (count >= 1 && count <= PAGE) {
    return count;
  }
  if (settings.countOutOfRange === 'reject' || Number.isNaN(count)) {
    throw invalidValue('count must be 1 to 100');
  }
  return Math.min(PAGE, Math.max(1, count));
};

const readFilter = (kind: Kind, text: string): readonly Term[] => {
  const terms = flatten(parseFilter(text));
  const names = terms.map(({ attribute }) => attribute).sort();
  const known = FILTERS[kind].some((allowed) => [...allowed].sort().join() === names.join());
  // The prose of ListGroups says "member", its example "members".
  const spelled = kind === 'Group' && names.join() === 'id,member';
  if (!known && !spelled) {
    throw invalidFilter('Invalid Filter format');
  }
  return terms.map((term) => (term.attribute === 'member' ? { ...term, attribute: 'members' } : term));
};

const flatten = (node: FilterNode): readonly Term[] => {
  if (node.kind === 'and') {
    return [...flatten(node.left), ...flatten(node.right)];
  }
  if (
    node.kind === 'compare' &&
    node.operator === 'eq' &&
    typeof node.value === 'string' &&
    node.value !== ''
  ) {
    return [{ attribute: node.path.toLowerCase(), value: node.value }];
  }
  throw invalidFilter('Invalid Filter format');
};

const MANAGER = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value';

const toNode = ({ attribute, value }: Term): FilterNode => ({
  kind: 'compare',
  path: attribute === 'manager' ? MANAGER : attribute,
  operator: 'eq',
  value,
});

// The prefix makes every cursor carry characters that must be percent-encoded, which real ones may.
const PREFIX = 'AAMA+/';

const writeCursor = (after: number, walk: string): string =>
  `${PREFIX}${Buffer.from(JSON.stringify([after, walk])).toString('base64')}`;

/** The sequence number of the last record already sent; 0 at the start. */
const readCursor = (cursor: QueryParameter, walk: string, settings: AwsSettings): number => {
  if (cursor.value === undefined) {
    return 0;
  }
  if (cursor.value === '') {
    if (settings.emptyCursor === 'accept') {
      return 0;
    }
    throw invalidValue('Invalid cursor');
  }
  const [after, boundTo] = decodeCursor(cursor.value);
  // A cursor belongs to the filter it was made with.
  if (typeof after !== 'number' || boundTo !== walk) {
    throw invalidValue('Invalid cursor');
  }
  return after;
};

const decodeCursor = (text: string): readonly unknown[] => {
  if (!text.startsWith(PREFIX)) {
    return [];
  }
  try {
    const decoded: unknown = JSON.parse(Buffer.from(text.slice(PREFIX.length), 'base64').toString('utf8'));
    return Array.isArray(decoded) ? (decoded as readonly unknown[]) : [];
  } catch {
    return [];
  }
};
