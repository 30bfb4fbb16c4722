import { isJsonObject, type JsonObject } from '../../json-object';
import { resolvePath } from '../attribute-path';
import type { Attribute, AttributeTable, ResourceSchema } from '../attribute-table';
import type { Comparison, FilterNode, FilterValue } from './filter-parser';
import { invalidFilter } from '../scim-problem';

interface Found {
  readonly values: readonly unknown[];
  readonly caseExact: boolean;
}

type Lookup = (path: string) => Found;

/** Whether a resource, as clients see it, satisfies a filter. @throws ScimProblem 400 invalidFilter */
export const matchesFilter = (schema: ResourceSchema, resource: JsonObject, filter: FilterNode): boolean => {
  const lookup: Lookup = (path) => {
    const resolved = resolvePath(schema, path);
    // A filter may name an attribute that no resource has; it then matches nothing (RFC 7644 section 3.4.2.2).
    if (resolved?.attribute === undefined) {
      return { values: [], caseExact: false };
    }
    const holder = resolved.extension === undefined ? resource : resource[resolved.extension];
    return find(isJsonObject(holder) ? holder : {}, resolved.attribute, resolved.sub);
  };
  const within = (path: string, inner: FilterNode): boolean => {
    const resolved = resolvePath(schema, path);
    if (resolved?.attribute === undefined) {
      return false;
    }
    const holder = resolved.extension === undefined ? resource : resource[resolved.extension];
    const value = isJsonObject(holder) ? holder[resolved.attribute.name] : undefined;
    const { sub } = resolved.attribute;
    return asList(value).some((element) => matchesElement(sub, element, inner));
  };
  return evaluate(filter, lookup, within);
};

/** Whether one value of a multi-valued attribute satisfies the filter of a value path. */
export const matchesElement = (sub: AttributeTable, element: unknown, filter: FilterNode): boolean =>
  isJsonObject(element) &&
  evaluate(
    filter,
    (path) => {
      const attribute = sub.get(path.toLowerCase());
      return attribute === undefined ? { values: [], caseExact: false } : find(element, attribute, undefined);
    },
    () => {
      throw invalidFilter('A value path cannot stand inside another.');
    },
  );

const asList = (value: unknown): readonly unknown[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? (value as readonly unknown[]) : [value];

const find = (holder: JsonObject, attribute: Attribute, sub: Attribute | undefined): Found => {
  const values = asList(holder[attribute.name]);
  // A complex attribute without a sub-attribute means its "value" (RFC 7644 section 3.4.2.2).
  const inner = sub ?? (attribute.type === 'complex' ? attribute.sub.get('value') : undefined);
  if (inner === undefined) {
    return { values, caseExact: attribute.caseExact };
  }
  return {
    values: values.flatMap((value) => (isJsonObject(value) ? asList(value[inner.name]) : [])),
    caseExact: inner.caseExact,
  };
};

const evaluate = (
  node: FilterNode,
  lookup: Lookup,
  within: (path: string, inner: FilterNode) => boolean,
): boolean => {
  switch (node.kind) {
    case 'and':
      return evaluate(node.left, lookup, within) && evaluate(node.right, lookup, within);
    case 'or':
      return evaluate(node.left, lookup, within) || evaluate(node.right, lookup, within);
    case 'not':
      return !evaluate(node.inner, lookup, within);
    case 'within':
      return within(node.path, node.inner);
    case 'present':
      return lookup(node.path).values.some((value) => value !== '');
    case 'compare':
      return compareAll(lookup(node.path), node.operator, node.value);
  }
};

const compareAll = ({ values, caseExact }: Found, operator: Comparison, wanted: FilterValue): boolean => {
  // null means unassigned (RFC 7643 section 2.5).
  if (wanted === null) {
    return operator === 'eq' ? values.length === 0 : operator === 'ne' && values.length > 0;
  }
  if (operator === 'ne') {
    return !values.some((value) => compare(value, 'eq', wanted, caseExact));
  }
  return values.some((value) => compare(value, operator, wanted, caseExact));
};

const compare = (
  value: unknown,
  operator: Exclude<Comparison, 'ne'>,
  wanted: FilterValue,
  caseExact: boolean,
): boolean => {
  if (typeof value === 'boolean' || typeof wanted === 'boolean') {
    if (operator !== 'eq') {
      throw invalidFilter('Booleans have no order.');
    }
    return value === wanted;
  }
  if (typeof value !== 'string' || typeof wanted !== 'string') {
    return operator === 'eq' && value === wanted;
  }
  const left = caseExact ? value : value.toLowerCase();
  const right = caseExact ? wanted : wanted.toLowerCase();
  switch (operator) {
    case 'eq':
      return left === right;
    case 'co':
      return left.includes(right);
    case 'sw':
      return left.startsWith(right);
    case 'ew':
      return left.endsWith(right);
    case 'gt':
      return left > right;
    case 'ge':
      return left >= right;
    case 'lt':
      return left < right;
    case 'le':
      return left <= right;
  }
};
