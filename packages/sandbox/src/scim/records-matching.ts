import type { JsonObject } from '../json-object';
import { shortest, type RecordList } from '../records/record-list';
import { resolvePath, type ResolvedPath } from './attribute-path';
import type { ResourceSchema } from './attribute-table';
import { matchesFilter } from './filter/filter-match';
import type { FilterNode } from './filter/filter-parser';
import type { Kind } from './scim-face';
import { GROUP_PATHS, USER_PATHS, type ScimStore, type StoredRecord } from './scim-store';
import { wholeResource } from './whole-resource';

/**
 * The resources that a filter asks for, oldest first. What has an index narrows them down; whether one is meant is decided by the
 * filter as it is. @throws ScimProblem 400 invalidFilter
 */
export const recordsMatching = (
  store: ScimStore,
  kind: Kind,
  schema: ResourceSchema,
  filter: FilterNode,
): RecordList<StoredRecord> => {
  const conditions = conjuncts(filter).map((node) => conditionOf(store, kind, schema, node));
  const found = shortest(conditions.map(({ candidates }) => candidates).filter((list) => list !== undefined));
  const records = found ?? (kind === 'User' ? store.users() : store.groups());
  return records.filter((record) => conditions.every(({ holds }) => holds(record)));
};

const conjuncts = (node: FilterNode): readonly FilterNode[] =>
  node.kind === 'and' ? [...conjuncts(node.left), ...conjuncts(node.right)] : [node];

interface Condition {
  /** At least all that meet it; undefined when no index tells. */
  readonly candidates: RecordList<StoredRecord> | undefined;
  readonly holds: (record: StoredRecord) => boolean;
}

const conditionOf = (store: ScimStore, kind: Kind, schema: ResourceSchema, node: FilterNode): Condition => {
  const equality = equalityOf(schema, node);
  // Memberships are answered for good by their index; everything else is looked at once more.
  const [path, value] = node.kind === 'compare' ? (equality ?? []) : [];
  if (value !== undefined && kind === 'User' && path === 'groups.value') {
    return { candidates: store.usersIn(value), holds: ({ id }) => store.isMember(value, id) };
  }
  if (value !== undefined && kind === 'Group' && path === 'members.value') {
    return { candidates: store.groupsOf(value), holds: ({ id }) => store.isMember(id, value) };
  }
  return {
    candidates: equality === undefined ? undefined : candidatesOf(store, kind, ...equality),
    holds: (record) => matchesFilter(schema, searchable(store, kind, record), node),
  };
};

type Equality = readonly [path: string, value: string];

const candidatesOf = (
  store: ScimStore,
  kind: Kind,
  path: string,
  value: string,
): RecordList<StoredRecord> | undefined => {
  if (path === 'id') {
    const record = kind === 'User' ? store.user(value) : store.group(value);
    return record === undefined ? [] : [record];
  }
  if (kind === 'User') {
    const indexed = USER_PATHS.find((one) => one === path);
    return indexed && store.usersWith(indexed, value);
  }
  const indexed = GROUP_PATHS.find((one) => one === path);
  return indexed && store.groupsWith(indexed, value);
};

/** The path and value of a comparison that only resources with that value at that path can meet. */
const equalityOf = (schema: ResourceSchema, node: FilterNode): Equality | undefined => {
  if (node.kind === 'compare' && node.operator === 'eq' && typeof node.value === 'string') {
    const name = nameOf(resolvePath(schema, node.path));
    return name === undefined ? undefined : [name, node.value];
  }
  if (node.kind !== 'within') {
    return undefined;
  }
  const resolved = resolvePath(schema, node.path);
  const [inner, ...more] = conjuncts(node.inner).filter(
    (one) => one.kind === 'compare' && one.path.toLowerCase() === 'value',
  );
  const isOfList = resolved?.extension === undefined && resolved?.sub === undefined;
  return inner?.kind === 'compare' && more.length === 0 && isOfList
    ? equalityOf(schema, { ...inner, path: `${resolved?.attribute?.name ?? ''}.value` })
    : undefined;
};

/** A complex attribute without a sub-attribute means its "value" (RFC 7644 section 3.4.2.2). */
const nameOf = (path: ResolvedPath | undefined): string | undefined => {
  if (path?.attribute === undefined || path.extension !== undefined) {
    return undefined;
  }
  const sub = path.sub ?? (path.attribute.type === 'complex' ? path.attribute.sub.get('value') : undefined);
  return sub === undefined ? path.attribute.name : `${path.attribute.name}.${sub.name}`;
};

// The filterable view: the stored resource with its memberships.
const searchable = (store: ScimStore, kind: Kind, record: StoredRecord): JsonObject => ({
  ...wholeResource(store, kind, record),
  id: record.id,
  meta: { resourceType: kind, created: record.created, lastModified: record.lastModified },
  ...(kind === 'User' ? { groups: store.groupsOf(record.id).map(({ id }) => ({ value: id })) } : {}),
});
