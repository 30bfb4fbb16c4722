import { isJsonObject, type JsonObject } from '../json-object';
import type { Attribute, AttributeTable, ResourceSchema } from './attribute-table';
import { invalidValue } from './scim-problem';

/** Attributes under their canonical names: plain values, lists and one level of objects, without keys chosen by a client. */
export type Attributes = Record<string, unknown>;

export interface ReadResult {
  readonly attributes: Attributes;
  /** Names, as sent, that the schema does not have; also those whose value was null or empty. */
  readonly unknown: readonly string[];
}

// Common attributes that only the server sets.
const SERVER_NAMES = ['id', 'meta', 'schemas'];

/**
 * Reads a resource by its schema. Values are copied under the schema's own names, so that neither hostile keys nor deep
 * nesting get past this point. null and empty lists mean unassigned (RFC 7643 section 2.5), read-only attributes are
 * ignored (RFC 7644 section 3.3).
 *
 * @throws ScimProblem 400 invalidValue
 */
export const readResource = (schema: ResourceSchema, body: JsonObject): ReadResult => {
  const attributes: Attributes = {};
  const unknown: string[] = [];
  for (const [name, value] of Object.entries(body)) {
    const lower = name.toLowerCase();
    if (SERVER_NAMES.includes(lower)) {
      continue;
    }
    const extension = schema.extensions.get(lower);
    if (extension !== undefined) {
      if (!isJsonObject(value)) {
        throw invalidValue(`Attribute ${extension.urn} must be an object.`);
      }
      const inner = readAttributes(extension.attributes, value, `${extension.urn}:`, unknown);
      if (Object.keys(inner).length > 0) {
        attributes[extension.urn] = inner;
      }
      continue;
    }
    const attribute = schema.attributes.get(lower);
    if (attribute === undefined) {
      unknown.push(name);
    } else {
      assign(attributes, attribute, readValue(attribute, value, attribute.name, unknown));
    }
  }
  return { attributes, unknown };
};

const readAttributes = (
  table: AttributeTable,
  body: JsonObject,
  prefix: string,
  unknown: string[],
): Attributes => {
  const attributes: Attributes = {};
  for (const [name, value] of Object.entries(body)) {
    const attribute = table.get(name.toLowerCase());
    if (attribute === undefined) {
      unknown.push(`${prefix}${name}`);
    } else {
      assign(attributes, attribute, readValue(attribute, value, `${prefix}${attribute.name}`, unknown));
    }
  }
  return attributes;
};

const assign = (attributes: Attributes, attribute: Attribute, value: unknown): void => {
  if (value !== undefined && !attribute.readOnly) {
    attributes[attribute.name] = value;
  }
};

/**
 * Reads one attribute's value; undefined when it is unassigned.
 *
 * @param where the attribute's path, for messages
 * @param unknown receives the paths of sub-attributes the schema does not have
 * @throws ScimProblem 400 invalidValue
 */
export const readValue = (
  attribute: Attribute,
  value: unknown,
  where: string,
  unknown: string[],
): unknown => {
  if (value === null || value === undefined) {
    return undefined;
  }
  if (!attribute.multiValued) {
    return readOne(attribute, value, where, unknown);
  }
  if (!Array.isArray(value)) {
    throw invalidValue(`Attribute ${where} must be a list.`);
  }
  const list = (value as readonly unknown[]).map((element) => readOne(attribute, element, where, unknown));
  return list.length === 0 ? undefined : list;
};

const readOne = (attribute: Attribute, value: unknown, where: string, unknown: string[]): unknown => {
  if (attribute.type === 'complex') {
    if (!isJsonObject(value)) {
      throw invalidValue(`Attribute ${where} must be an object.`);
    }
    const inner = readAttributes(attribute.sub, value, `${where}.`, unknown);
    return Object.keys(inner).length === 0 && !attribute.multiValued ? undefined : inner;
  }
  if (attribute.type === 'boolean') {
    return readBoolean(value, where);
  }
  if (typeof value !== 'string') {
    throw invalidValue(`Attribute ${where} must be a string.`);
  }
  return value;
};

// Entra without its compatibility flag, and callers of older integrations, send "True" and "false".
const readBoolean = (value: unknown, where: string): boolean => {
  if (typeof value === 'boolean') {
    return value;
  }
  const text = typeof value === 'string' ? value.toLowerCase() : '';
  if (text === 'true' || text === 'false') {
    return text === 'true';
  }
  throw invalidValue(`Attribute ${where} must be true or false.`);
};
