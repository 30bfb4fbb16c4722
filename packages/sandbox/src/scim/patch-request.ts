import { isJsonObject } from '../json-object';
import { resolvePath, type ResolvedPath } from './attribute-path';
import type { Attribute, ResourceSchema } from './attribute-table';
import { parseValuePath, type FilterNode } from './filter/filter-parser';
import { readValue } from './read-resource';
import { invalidPath, invalidSyntax, invalidValue, ScimProblem } from './scim-problem';

/** One change a PATCH asks for, with its path resolved and its value read by the schema. */
export interface Change {
  readonly op: 'add' | 'replace' | 'remove';
  readonly extension?: string;
  /** Undefined when the path names a whole extension. */
  readonly attribute?: Attribute;
  readonly filter?: FilterNode;
  readonly sub?: Attribute;
  /** The value as read; undefined when it was absent, null or empty. */
  readonly value: unknown;
}

/** One entry of `Operations` as it was sent. */
export interface Operation {
  readonly op: 'add' | 'replace' | 'remove';
  readonly path: string | undefined;
  /** Whether a value is present: `null` and `[]` are values, absence is not. */
  readonly hasValue: boolean;
  readonly value: unknown;
}

/** The changes a PATCH requests. */
export interface PatchRequest {
  readonly operations: readonly Operation[];
  readonly changes: readonly Change[];
  /** Names, as sent, that the schema does not have. */
  readonly unknown: readonly string[];
}

/** AWS's own text for a remove without a path; it suits every server. */
export const MISSING_PATH = 'Missing path in PATCH request';

const IGNORED = ['id', 'schemas', 'meta'];

/**
 * Reads the `Operations` of a PATCH body (RFC 7644 section 3.5.2). Operation names compare without case, as Entra sends
 * `Add` and `Replace`; keys of a path-less value may be dotted or carry a schema URN, as Entra sends them too.
 *
 * @param values `bare` takes paths such as `members[value eq U1]` too
 * @throws ScimProblem 400
 */
export const readPatch = (
  schema: ResourceSchema,
  body: unknown,
  values: 'quoted' | 'bare' = 'quoted',
): PatchRequest => {
  const operations = readOperations(body);
  const unknown: string[] = [];
  const changes = operations.flatMap((operation): readonly Change[] => {
    if (operation.path !== undefined) {
      return [changeAt(schema, operation, operation.path, unknown, values)];
    }
    if (operation.op === 'remove') {
      throw new ScimProblem(400, MISSING_PATH, 'noTarget');
    }
    if (!isJsonObject(operation.value)) {
      throw invalidValue('An operation without a path needs an object as its value.');
    }
    return Object.entries(operation.value)
      .filter(([name]) => !IGNORED.includes(name.toLowerCase()))
      .flatMap(([name, value]) => changesOf(schema, { ...operation, value }, name, unknown));
  });
  return { operations, changes, unknown };
};

const readOperations = (body: unknown): readonly Operation[] => {
  const list = isJsonObject(body)
    ? Object.entries(body).find(([name]) => name.toLowerCase() === 'operations')?.[1]
    : undefined;
  if (!Array.isArray(list) || list.length === 0) {
    throw invalidSyntax('A PATCH request needs a list of Operations.');
  }
  return (list as readonly unknown[]).map((entry) => {
    const op = isJsonObject(entry) && typeof entry['op'] === 'string' ? entry['op'].toLowerCase() : undefined;
    if (!isJsonObject(entry) || (op !== 'add' && op !== 'replace' && op !== 'remove')) {
      throw invalidSyntax('An operation needs an op: add, replace or remove.');
    }
    const path = entry['path'];
    if (path !== undefined && path !== null && typeof path !== 'string') {
      throw invalidPath('A path must be a string.');
    }
    const hasValue = entry['value'] !== undefined;
    if (op !== 'remove' && !hasValue) {
      throw invalidValue(`An operation ${op} needs a value.`);
    }
    return { op, path: path === null || path === '' ? undefined : path, hasValue, value: entry['value'] };
  });
};

// A whole extension as a key of a path-less value is one change for each of its attributes.
const changesOf = (
  schema: ResourceSchema,
  operation: Operation,
  name: string,
  unknown: string[],
): readonly Change[] => {
  const extension = schema.extensions.get(name.toLowerCase());
  if (extension === undefined) {
    return [changeAt(schema, operation, name, unknown)];
  }
  if (!isJsonObject(operation.value)) {
    throw invalidValue(`Attribute ${extension.urn} must be an object.`);
  }
  return Object.entries(operation.value).map(([key, value]) =>
    changeAt(schema, { ...operation, value }, `${extension.urn}:${key}`, unknown),
  );
};

const NOTHING: Attribute = {
  name: '',
  type: 'other',
  multiValued: false,
  caseExact: false,
  readOnly: false,
  sub: new Map(),
};

const changeAt = (
  schema: ResourceSchema,
  operation: Operation,
  path: string,
  unknown: string[],
  values: 'quoted' | 'bare' = 'quoted',
): Change => {
  // The attribute before a filter may carry a URN whose version has a dot, so a sub-attribute is only what follows "]".
  const { attribute: written, filter, sub: subName } = parsePathOf(path, values);
  const resolved = resolvePath(schema, written);
  if (resolved === undefined) {
    unknown.push(written);
    return { op: operation.op, attribute: NOTHING, value: undefined };
  }
  const sub = subName === undefined ? resolved.sub : resolved.attribute?.sub.get(subName.toLowerCase());
  if (subName !== undefined && sub === undefined) {
    unknown.push(path);
    return { op: operation.op, attribute: NOTHING, value: undefined };
  }
  if (resolved.attribute?.readOnly === true) {
    throw new ScimProblem(400, `Attribute ${resolved.attribute.name} is read-only.`, 'mutability');
  }
  if (filter !== undefined && resolved.attribute?.multiValued !== true) {
    throw invalidPath('A path may filter a multi-valued attribute only.');
  }
  return {
    op: operation.op,
    ...(resolved.extension === undefined ? {} : { extension: resolved.extension }),
    ...(resolved.attribute === undefined ? {} : { attribute: resolved.attribute }),
    ...(filter === undefined ? {} : { filter }),
    ...(sub === undefined ? {} : { sub }),
    value: readChangeValue(schema, resolved, filter, sub, operation.value, unknown),
  };
};

const parsePathOf = (path: string, values: 'quoted' | 'bare'): ReturnType<typeof parseValuePath> => {
  try {
    return parseValuePath(path, values);
  } catch (error) {
    if (error instanceof ScimProblem && !path.includes('[')) {
      throw invalidPath('The path cannot be read.');
    }
    throw error;
  }
};

const readChangeValue = (
  schema: ResourceSchema,
  resolved: ResolvedPath,
  filter: FilterNode | undefined,
  sub: Attribute | undefined,
  value: unknown,
  unknown: string[],
): unknown => {
  const { attribute, extension } = resolved;
  if (attribute === undefined) {
    const table =
      schema.extensions.get((extension ?? '').toLowerCase())?.attributes ?? new Map<string, Attribute>();
    return readValue(
      { ...NOTHING, name: extension ?? '', type: 'complex', sub: table },
      value,
      extension ?? '',
      unknown,
    );
  }
  if (sub !== undefined) {
    return readValue(sub, value, `${attribute.name}.${sub.name}`, unknown);
  }
  // With a filter the value is for the elements that match; without one a single object stands for a list of one.
  if (filter !== undefined) {
    return readValue({ ...attribute, multiValued: false }, value, attribute.name, unknown);
  }
  return readValue(
    attribute,
    attribute.multiValued && isJsonObject(value) ? [value] : value,
    attribute.name,
    unknown,
  );
};
