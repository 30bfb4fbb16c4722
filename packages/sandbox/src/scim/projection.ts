import { isJsonObject, type JsonObject } from '../json-object';
import type { QueryParameter } from '../query';
import { resolvePath, type ResolvedPath } from './attribute-path';
import type { ResourceSchema } from './attribute-table';
import { valueOf } from './index-listing';
import { invalidValue } from './scim-problem';

// Always returned (RFC 7643 section 7, returned: always).
const ALWAYS = ['id', 'schemas'];

/**
 * A resource's body with the attributes the client asked for: `attributes` or `excludedAttributes`, not both
 * (RFC 7644 section 3.4.2.5). Names the schema does not have are ignored. @throws ScimProblem 400
 */
export const projectAttributes = (
  schema: ResourceSchema,
  body: JsonObject,
  parameters: readonly QueryParameter[],
): JsonObject => {
  const wanted = valueOf(parameters, 'attributes');
  const excluded = valueOf(parameters, 'excludedAttributes');
  if (wanted !== undefined && excluded !== undefined) {
    throw invalidValue('attributes and excludedAttributes exclude each other');
  }
  const paths = (wanted ?? excluded ?? '')
    .split(',')
    .map((name) => resolvePath(schema, name.trim()))
    .filter((path): path is ResolvedPath => path !== undefined);
  if (wanted !== undefined) {
    return keep(body, paths);
  }
  return excluded === undefined ? body : drop(body, paths);
};

const topName = (path: ResolvedPath): string => path.extension ?? path.attribute?.name ?? '';

// The sub-attribute a path asks for below its top name; an attribute of an extension is one level down too.
const innerName = (path: ResolvedPath): string | undefined =>
  path.extension === undefined ? path.sub?.name : path.attribute?.name;

const mapInner = (value: unknown, change: (inner: JsonObject) => JsonObject): unknown =>
  Array.isArray(value)
    ? (value as readonly unknown[]).map((one) => (isJsonObject(one) ? change(one) : one))
    : isJsonObject(value)
      ? change(value)
      : value;

const keep = (body: JsonObject, paths: readonly ResolvedPath[]): JsonObject =>
  Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => {
      if (ALWAYS.includes(name)) {
        return [[name, value]];
      }
      const asked = paths.filter((path) => topName(path) === name);
      if (asked.length === 0) {
        return [];
      }
      const inner = asked.map(innerName);
      if (inner.includes(undefined)) {
        return [[name, value]];
      }
      return [
        [
          name,
          mapInner(value, (one) =>
            Object.fromEntries(Object.entries(one).filter(([key]) => inner.includes(key))),
          ),
        ],
      ];
    }),
  );

const drop = (body: JsonObject, paths: readonly ResolvedPath[]): JsonObject =>
  Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => {
      const asked = ALWAYS.includes(name) ? [] : paths.filter((path) => topName(path) === name);
      const inner = asked.map(innerName);
      if (asked.length > 0 && inner.includes(undefined)) {
        return [];
      }
      return [
        [
          name,
          mapInner(value, (one) =>
            Object.fromEntries(Object.entries(one).filter(([key]) => !inner.includes(key))),
          ),
        ],
      ];
    }),
  );
