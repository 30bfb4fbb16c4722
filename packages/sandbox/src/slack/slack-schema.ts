import {
  ENTERPRISE_URN,
  groupSchema,
  only,
  stringAttribute,
  table,
  userSchema,
  type Attribute,
  type ResourceSchema,
} from '../scim/attribute-table';

export const GUEST_URN = 'urn:ietf:params:scim:schemas:extension:slack:guest:2.0:User';
export const PROFILE_URN = 'urn:ietf:params:scim:schemas:extension:slack:profile:2.0:User';

/** The 1.1 names of the extensions. */
export const SLACK_URNS_1 = {
  [ENTERPRISE_URN]: 'urn:scim:schemas:extension:enterprise:1.0',
  [GUEST_URN]: 'urn:scim:schemas:extension:slack:guest:1.0',
  [PROFILE_URN]: 'urn:scim:schemas:extension:slack:profile:1.0',
} as const;

const CORE = [
  'externalId',
  'userName',
  'name',
  'displayName',
  'profileUrl',
  'title',
  'timezone',
  'active',
  'emails',
  'userType',
  'preferredLanguage',
  'locale',
  'phoneNumbers',
  'addresses',
  'roles',
  'photos',
  'password',
];

const enterprise = userSchema.extensions.get(ENTERPRISE_URN.toLowerCase());

// `managerId` in the documentation of both versions; `value`, which RFC 7643 has, leads to the same place.
const withManagerId = (attribute: Attribute): Attribute => {
  const value = attribute.name === 'manager' ? attribute.sub.get('value') : undefined;
  return value === undefined
    ? attribute
    : { ...attribute, sub: new Map([...attribute.sub, ['managerid', value]]) };
};

const extension = (urn: string, attributes: readonly Attribute[]) =>
  [urn.toLowerCase(), { urn, attributes: table(attributes) }] as const;

// https://docs.slack.dev/reference/scim-api ; nickName is the user name, groups are read-only.
export const slackUserSchema: ResourceSchema = {
  ...userSchema,
  attributes: only(userSchema.attributes, CORE),
  extensions: new Map([
    extension(ENTERPRISE_URN, [...(enterprise?.attributes.values() ?? [])].map(withManagerId)),
    extension(GUEST_URN, [
      stringAttribute('type'),
      stringAttribute('expiration'),
      { ...stringAttribute('channels', true), multiValued: true },
    ]),
    extension(PROFILE_URN, [stringAttribute('startDate')]),
  ]),
};

const { attributes } = slackUserSchema;
const emails = attributes.get('emails');

/** For filters: an address is `email` there. */
export const slackUserSearchSchema: ResourceSchema = {
  ...slackUserSchema,
  attributes: new Map([...attributes, ...(emails === undefined ? [] : [['email', emails] as const])]),
};

export const slackGroupSchema: ResourceSchema = groupSchema;
