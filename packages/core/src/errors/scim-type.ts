/** The error types of SCIM (RFC 7644 section 3.12). A closed list, because a vendor may send any text there. */
const SCIM_TYPES = [
  'invalidFilter',
  'tooMany',
  'uniqueness',
  'mutability',
  'invalidSyntax',
  'invalidPath',
  'noTarget',
  'invalidValue',
  'invalidVers',
  'sensitive',
] as const;
export type ScimType = (typeof SCIM_TYPES)[number];

/** The `scimType` of an error, in whatever case a vendor writes it. */
export const readScimType = (given: unknown): ScimType | undefined =>
  typeof given === 'string'
    ? SCIM_TYPES.find((type) => type.toLowerCase() === given.trim().toLowerCase())
    : undefined;
