import { isJsonObject, type JsonObject } from '../../json-object';
import { resolvePath } from '../attribute-path';
import { stringAttribute, table, type AttributeTable, type ResourceSchema } from '../attribute-table';
import { applyChanges } from '../patch';
import type { Change } from '../patch-request';
import { readResource, type Attributes, type ReadResult } from '../read-resource';
import { invalidValue } from '../scim-problem';

/**
 * Applies the PATCH of SCIM 1.1 to a copy (REST API 1.1 section 3.3.2): first the attributes that `meta.attributes` names are removed,
 * then single values are replaced, complex ones merged, and values of lists added, merged by their `value`, or, marked with
 * `"operation": "delete"`, taken out.
 *
 * @throws ScimProblem 400
 */
export const applyPartial = (schema: ResourceSchema, before: Attributes, body: JsonObject): ReadResult => {
  const unknown: string[] = [];
  const cleared = applyChanges(before, removals(schema, body, unknown), { removeWithValue: 'all' });
  const read = readResource(withOperation(schema), body);
  const attributes: Attributes = { ...cleared };
  for (const [name, value] of Object.entries(read.attributes)) {
    attributes[name] = merged(attributes[name], value);
    if (Array.isArray(attributes[name]) && attributes[name].length === 0) {
      delete attributes[name];
    }
  }
  return { attributes, unknown: [...unknown, ...read.unknown] };
};

const removals = (schema: ResourceSchema, body: JsonObject, unknown: string[]): readonly Change[] => {
  const meta = body['meta'];
  const names: unknown = isJsonObject(meta) ? meta['attributes'] : undefined;
  if (names === undefined || names === null) {
    return [];
  }
  if (!Array.isArray(names)) {
    throw invalidValue('meta.attributes must be a list.');
  }
  return (names as readonly unknown[]).flatMap((name): readonly Change[] => {
    const path = typeof name === 'string' ? resolvePath(schema, name) : undefined;
    if (path === undefined) {
      unknown.push(String(name));
      return [];
    }
    return [{ op: 'remove', ...path, value: undefined }];
  });
};

const merged = (before: unknown, value: unknown): unknown => {
  if (Array.isArray(value)) {
    return mergedList(
      Array.isArray(before) ? (before as readonly Attributes[]) : [],
      value as readonly Attributes[],
    );
  }
  if (!isJsonObject(value) || !isJsonObject(before)) {
    return value;
  }
  // The attributes of an extension are merged, and a complex one of them as well.
  return {
    ...before,
    ...Object.fromEntries(Object.entries(value).map(([name, part]) => [name, merged(before[name], part)])),
  };
};

const mergedList = (before: readonly Attributes[], values: readonly Attributes[]): readonly Attributes[] => {
  const list = new Map(before.map((element) => [keyOf(element), element]));
  for (const { operation, ...element } of values) {
    const key = keyOf(element);
    if (operation === 'delete') {
      list.delete(key);
    } else {
      list.set(key, { ...list.get(key), ...element });
    }
  }
  const all = [...list.values()];
  // A new primary value takes the place of the old one.
  const primary = values.findLast(
    (element) => element['primary'] === true && element['operation'] !== 'delete',
  );
  return primary === undefined
    ? all
    : all.map((element) =>
        element['primary'] === true && keyOf(element) !== keyOf(primary)
          ? { ...element, primary: false }
          : element,
      );
};

/** Values are the same when their `value` is, and without one when all sub-attributes are. */
const keyOf = ({ operation: _mark, ...element }: Attributes): string =>
  element['value'] === undefined
    ? JSON.stringify(Object.entries(element).sort(([one], [other]) => (one < other ? -1 : 1)))
    : `value ${String(element['value'])}`;

const withOperation = (schema: ResourceSchema): ResourceSchema => ({
  ...schema,
  attributes: withMark(schema.attributes),
});

const withMark = (attributes: AttributeTable): AttributeTable =>
  new Map(
    [...attributes].map(([key, attribute]) => [
      key,
      attribute.multiValued
        ? { ...attribute, sub: table([...attribute.sub.values(), stringAttribute('operation')]) }
        : attribute,
    ]),
  );
