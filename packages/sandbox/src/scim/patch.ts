import { isJsonObject } from '../json-object';
import type { Attribute } from './attribute-table';
import { matchesElement } from './filter/filter-match';
import type { FilterNode } from './filter/filter-parser';
import type { Change } from './patch-request';
import type { Attributes } from './read-resource';
import { ScimProblem } from './scim-problem';

/** Where servers differ. */
export interface PatchOptions {
  /**
   * What `remove` does with a list as its `value` and no filter: RFC 7644 section 3.5.2.2 defines no value for remove,
   * so a strict server clears the attribute (`all`); Entra and AWS mean the listed elements only (`listed`).
   */
  readonly removeWithValue: 'all' | 'listed';
}

/**
 * Applies changes in order to a copy (RFC 7644 section 3.5.2): all of them or, when one is refused, none.
 *
 * @throws ScimProblem 400
 */
export const applyChanges = (
  attributes: Attributes,
  changes: readonly Change[],
  options: PatchOptions,
): Attributes => {
  const copy = copied(attributes);
  for (const change of changes) {
    applyChange(copy, change, options);
  }
  return copy;
};

/** Objects are changed in place; lists and their elements are replaced, so that they need no copy. */
const copied = (attributes: Attributes): Attributes =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name,
      isJsonObject(value) ? copied(value as Attributes) : value,
    ]),
  );

const applyChange = (resource: Attributes, change: Change, options: PatchOptions): void => {
  if (change.attribute === undefined) {
    return applyToExtension(resource, change);
  }
  const holder = holderOf(resource, change.extension);
  if (change.attribute.multiValued) {
    applyToList(holder, change, change.attribute, options);
  } else {
    applyToSingle(holder, change, change.attribute);
  }
  if (change.extension !== undefined && Object.keys(holder).length === 0) {
    delete resource[change.extension];
  }
};

const holderOf = (resource: Attributes, extension: string | undefined): Attributes => {
  if (extension === undefined) {
    return resource;
  }
  const existing = resource[extension];
  if (isJsonObject(existing)) {
    return existing as Attributes;
  }
  const created: Attributes = {};
  resource[extension] = created;
  return created;
};

const applyToExtension = (resource: Attributes, change: Change): void => {
  const { extension = '', value } = change;
  if (change.op === 'remove' || value === undefined) {
    delete resource[extension];
  } else {
    Object.assign(holderOf(resource, extension), value);
  }
};

const applyToSingle = (holder: Attributes, change: Change, attribute: Attribute): void => {
  const { sub, value } = change;
  if (sub !== undefined) {
    const existing = holder[attribute.name];
    const inner: Attributes = isJsonObject(existing) ? (existing as Attributes) : {};
    setOrDelete(inner, sub.name, change.op === 'remove' ? undefined : value);
    setOrDelete(holder, attribute.name, Object.keys(inner).length === 0 ? undefined : inner);
    return;
  }
  if (change.op === 'remove') {
    delete holder[attribute.name];
  }
  // Only the sub-attributes that were sent are replaced (RFC 7644 section 3.5.2.3).
  else if (isJsonObject(value) && isJsonObject(holder[attribute.name])) {
    Object.assign(holder[attribute.name] as Attributes, value);
  } else {
    setOrDelete(holder, attribute.name, value);
  }
};

const setOrDelete = (holder: Attributes, name: string, value: unknown): void => {
  if (value === undefined) {
    delete holder[name];
  } else {
    holder[name] = value;
  }
};

const applyToList = (
  holder: Attributes,
  change: Change,
  attribute: Attribute,
  options: PatchOptions,
): void => {
  const list = (holder[attribute.name] ?? []) as readonly Attributes[];
  const next = nextList(list, change, attribute, options);
  setOrDelete(holder, attribute.name, next.length === 0 ? undefined : next);
};

const nextList = (
  list: readonly Attributes[],
  change: Change,
  attribute: Attribute,
  options: PatchOptions,
): readonly Attributes[] => {
  const { filter, sub, op } = change;
  if (filter !== undefined) {
    return changeMatching(list, change, attribute, filter);
  }
  if (sub !== undefined) {
    return list.map((element) => withSub(element, sub, op === 'remove' ? undefined : change.value));
  }
  const values = (change.value ?? []) as readonly Attributes[];
  if (op === 'remove') {
    if (options.removeWithValue === 'all' || change.value === undefined) {
      return [];
    }
    return list.filter((element) => !values.some((value) => isSameElement(element, value)));
  }
  return merge(op === 'replace' ? [] : list, values);
};

const changeMatching = (
  list: readonly Attributes[],
  change: Change,
  attribute: Attribute,
  filter: FilterNode,
): readonly Attributes[] => {
  const { op, sub, value } = change;
  const matching = new Set(list.filter((element) => matchesElement(attribute.sub, element, filter)));
  if (op === 'remove') {
    // Removing an absent value changes nothing, because callers repeat removals; servers differ here.
    return sub === undefined
      ? list.filter((element) => !matching.has(element))
      : list.map((element) => (matching.has(element) ? withSub(element, sub, undefined) : element));
  }
  if (matching.size === 0) {
    // RFC 7644 section 3.5.2.3 for replace; for add, Entra expects an element made from the filter.
    const made = op === 'add' ? elementOf(filter, attribute) : undefined;
    if (made === undefined) {
      throw new ScimProblem(400, 'The filter of the path matches nothing.', 'noTarget');
    }
    return merge(list, [sub === undefined ? { ...made, ...asObject(value) } : withSub(made, sub, value)]);
  }
  return list.map((element) => {
    if (!matching.has(element)) {
      return element;
    }
    return sub === undefined ? { ...element, ...asObject(value) } : withSub(element, sub, value);
  });
};

const elementOf = (filter: FilterNode, attribute: Attribute): Attributes | undefined => {
  if (filter.kind !== 'compare' || filter.operator !== 'eq' || filter.value === null) {
    return undefined;
  }
  const sub = attribute.sub.get(filter.path.toLowerCase());
  return sub === undefined ? undefined : { [sub.name]: filter.value };
};

const asObject = (value: unknown): Attributes => (isJsonObject(value) ? (value as Attributes) : {});

const withSub = (element: Attributes, sub: Attribute, value: unknown): Attributes => {
  const copy = { ...element };
  setOrDelete(copy, sub.name, value);
  return copy;
};

/** Whether an element of a list is the one that a value means. */
export const isSameElement = (one: Attributes, other: Attributes): boolean =>
  one['value'] !== undefined && one['value'] === other['value']
    ? other['type'] === undefined || one['type'] === undefined || one['type'] === other['type']
    : JSON.stringify(one) === JSON.stringify(other);

// Adding a present value changes nothing, and a new primary value replaces the old one
// (RFC 7644 section 3.5.2.1 and RFC 7643 section 2.4).
const merge = (list: readonly Attributes[], values: readonly Attributes[]): readonly Attributes[] => {
  const added: Attributes[] = [];
  const known = new Set(list.map((element) => JSON.stringify(element)));
  const ids = new Set(list.map((element) => element['value']));
  for (const value of values) {
    const isMember = Object.keys(value).every((key) => ['value', 'type', '$ref', 'display'].includes(key));
    const key = JSON.stringify(value);
    if (known.has(key) || (isMember && value['value'] !== undefined && ids.has(value['value']))) {
      continue;
    }
    known.add(key);
    ids.add(value['value']);
    added.push(value);
  }
  const hasPrimary = added.some((value) => value['primary'] === true);
  return [
    ...list.map((element) =>
      hasPrimary && element['primary'] === true ? { ...element, primary: false } : element,
    ),
    ...added,
  ];
};
