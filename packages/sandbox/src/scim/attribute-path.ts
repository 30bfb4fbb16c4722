import type { Attribute, AttributeTable, ResourceSchema } from './attribute-table';

/** Where a written attribute path leads: `urn:…:User:manager.value` has an extension, an attribute and a sub-attribute. */
export interface ResolvedPath {
  readonly extension?: string;
  /** Undefined when the path names a whole extension. */
  readonly attribute?: Attribute;
  readonly sub?: Attribute;
}

/** Attributes every resource has (RFC 7643 section 3.1), beside those of its schema. */
const COMMON: AttributeTable = new Map(
  ['id', 'meta', 'schemas'].map((name): [string, Attribute] => [
    name,
    {
      name,
      type: name === 'meta' ? 'complex' : 'string',
      multiValued: name === 'schemas',
      caseExact: true,
      readOnly: true,
      sub:
        name === 'meta'
          ? new Map(
              ['resourceType', 'created', 'lastModified', 'location'].map((sub): [string, Attribute] => [
                sub.toLowerCase(),
                {
                  name: sub,
                  type: 'string',
                  multiValued: false,
                  caseExact: true,
                  readOnly: true,
                  sub: new Map(),
                },
              ]),
            )
          : new Map(),
    },
  ]),
);

/** Resolves a path as written; undefined when the schema has no such attribute. */
export const resolvePath = (schema: ResourceSchema, written: string): ResolvedPath | undefined => {
  const lower = written.toLowerCase();
  for (const [key, extension] of schema.extensions) {
    if (lower === key) {
      return { extension: extension.urn };
    }
    if (lower.startsWith(`${key}:`)) {
      const found = inTable(extension.attributes, written.slice(key.length + 1));
      return found === undefined ? undefined : { extension: extension.urn, ...found };
    }
  }
  const core = `${schema.urn.toLowerCase()}:`;
  const local = lower.startsWith(core) ? written.slice(core.length) : written;
  return inTable(schema.attributes, local) ?? inTable(COMMON, local);
};

const inTable = (
  attributes: AttributeTable,
  path: string,
): { readonly attribute: Attribute; readonly sub?: Attribute } | undefined => {
  const [name = '', subName, ...more] = path.split('.');
  const attribute = attributes.get(name.toLowerCase());
  if (attribute === undefined || more.length > 0) {
    return undefined;
  }
  if (subName === undefined) {
    return { attribute };
  }
  const sub = attribute.sub.get(subName.toLowerCase());
  return sub === undefined ? undefined : { attribute, sub };
};
