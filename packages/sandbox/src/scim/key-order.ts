import { isJsonObject, type JsonObject } from '../json-object';
import type { AttributeTable, ResourceSchema } from './attribute-table';
import type { Attributes } from './read-resource';

/** The named attributes that have a value, in the order of the names: vendors write keys in their own fixed order. */
export const bySearchOrder = (attributes: JsonObject, names: readonly string[]): JsonObject =>
  Object.fromEntries(
    names.filter((name) => attributes[name] !== undefined).map((name) => [name, attributes[name]]),
  );

/** The attributes with every key, of inner objects too, in the order of the schema: servers do not echo a client's order. */
export const inSchemaOrder = (schema: ResourceSchema, attributes: JsonObject): Attributes => {
  const ordered = orderBy(schema.attributes, attributes);
  for (const { urn, attributes: table } of schema.extensions.values()) {
    const extension = attributes[urn];
    if (isJsonObject(extension)) {
      ordered[urn] = orderBy(table, extension);
    }
  }
  return ordered;
};

const orderBy = (table: AttributeTable, values: JsonObject): Attributes => {
  const ordered: Attributes = {};
  for (const { name, sub } of table.values()) {
    const value = values[name];
    if (value === undefined) {
      continue;
    }
    if (Array.isArray(value)) {
      ordered[name] = (value as readonly unknown[]).map((one) =>
        isJsonObject(one) ? orderBy(sub, one) : one,
      );
    } else {
      ordered[name] = isJsonObject(value) ? orderBy(sub, value) : value;
    }
  }
  return ordered;
};
