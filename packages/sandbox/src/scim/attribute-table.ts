import SCIMMY from 'scimmy';

/**
 * The attributes of users and groups as RFC 7643 defines them, taken from scimmy's schema definitions. scimmy's own
 * filter, PATCH and coercion are not used: its PATCH is asynchronous while a fake vendor answers synchronously, its
 * filters reject an escaped quote and lose a negated group, and it compares values case-sensitively.
 */

export const USER_URN = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const GROUP_URN = 'urn:ietf:params:scim:schemas:core:2.0:Group';
export const ENTERPRISE_URN = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

export interface Attribute {
  readonly name: string;
  readonly type: 'string' | 'boolean' | 'complex' | 'reference' | 'other';
  readonly multiValued: boolean;
  /** Whether values compare case-sensitively (RFC 7643 section 2.2). */
  readonly caseExact: boolean;
  readonly readOnly: boolean;
  /** The sub-attributes of a complex attribute, by name. */
  readonly sub: AttributeTable;
}

/** Attributes by their lower-case name: names compare without case (RFC 7643 section 2.1). */
export type AttributeTable = ReadonlyMap<string, Attribute>;

/** What a resource type may carry. */
export interface ResourceSchema {
  readonly urn: string;
  readonly attributes: AttributeTable;
  /** Extensions by their lower-case URN; read-only ones are the server's own. */
  readonly extensions: ReadonlyMap<string, { readonly urn: string; readonly attributes: AttributeTable }>;
}

interface Described {
  readonly name: string;
  readonly type: string;
  readonly multiValued?: boolean;
  readonly caseExact?: boolean;
  readonly mutability?: string;
  readonly subAttributes?: readonly Described[];
}

const KNOWN_TYPES = ['string', 'boolean', 'complex', 'reference'] as const;

const attribute = (described: Described, parent?: string): Attribute => ({
  name: described.name,
  type: KNOWN_TYPES.find((type) => type === described.type) ?? 'other',
  multiValued: described.multiValued === true,
  // The ids inside references (RFC 7643 section 7: ids are caseExact) and URIs compare exactly.
  caseExact:
    described.caseExact === true ||
    described.type === 'reference' ||
    (described.name === 'value' && ['groups', 'members', 'manager'].includes(parent ?? '')),
  readOnly: described.mutability === 'readOnly',
  sub: table((described.subAttributes ?? []).map((sub) => attribute(sub, described.name))),
});

/** A lookup table of attributes. */
export const table = (attributes: readonly Attribute[]): AttributeTable =>
  new Map(attributes.map((one) => [one.name.toLowerCase(), one]));

/** A plain attribute of strings. */
export const stringAttribute = (name: string, caseExact = false): Attribute => ({
  name,
  type: 'string',
  multiValued: false,
  caseExact,
  readOnly: false,
  sub: new Map(),
});

// A copy through JSON: scimmy's definitions are process-wide and must not be changed by what is done here.
const describe = (definition: { describe: () => object }): Readonly<Record<string, unknown>> =>
  JSON.parse(JSON.stringify(definition.describe())) as Record<string, unknown>;

/** The schema documents of RFC 7643 section 8.7, as `/Schemas` serves them. */
export const schemaDocuments = {
  user: describe(SCIMMY.Schemas.User.definition),
  group: describe(SCIMMY.Schemas.Group.definition),
  enterprise: describe(SCIMMY.Schemas.EnterpriseUser.definition),
};

const attributesOf = (document: Readonly<Record<string, unknown>>): readonly Attribute[] =>
  (document['attributes'] as readonly Described[]).map((one) => attribute(one));

const externalId = stringAttribute('externalId', true);

export const userSchema: ResourceSchema = {
  urn: USER_URN,
  attributes: table([externalId, ...attributesOf(schemaDocuments.user)]),
  extensions: new Map([
    [
      ENTERPRISE_URN.toLowerCase(),
      { urn: ENTERPRISE_URN, attributes: table(attributesOf(schemaDocuments.enterprise)) },
    ],
  ]),
};

export const groupSchema: ResourceSchema = {
  urn: GROUP_URN,
  attributes: table([externalId, ...attributesOf(schemaDocuments.group)]),
  extensions: new Map(),
};

/** The same attributes without the named ones; `emails.display` names a sub-attribute, `*.display` one of every list. */
export const without = (attributes: AttributeTable, names: readonly string[]): AttributeTable =>
  table(
    [...attributes.values()]
      .filter((one) => !names.includes(one.name))
      .map((one) => ({
        ...one,
        sub: table(
          [...one.sub.values()].filter(
            (sub) =>
              !names.includes(`${one.name}.${sub.name}`) &&
              !(one.multiValued && names.includes(`*.${sub.name}`)),
          ),
        ),
      })),
  );

/** Only the named attributes. */
export const only = (attributes: AttributeTable, names: readonly string[]): AttributeTable =>
  table([...attributes.values()].filter((one) => names.includes(one.name)));
