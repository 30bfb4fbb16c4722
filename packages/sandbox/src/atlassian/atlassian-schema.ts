import {
  ENTERPRISE_URN,
  groupSchema,
  only,
  stringAttribute,
  table,
  userSchema,
  without,
  type ResourceSchema,
} from '../scim/attribute-table';

/** Note the missing `ietf:params`; read-only, hence in no schema for writing. */
export const EXTERNAL_URN = 'urn:scim:schemas:extension:atlassian-external:1.0';

const CORE = [
  'externalId',
  'userName',
  'emails',
  'name',
  'displayName',
  'nickName',
  'title',
  'preferredLanguage',
  'timezone',
  'active',
  'phoneNumbers',
];

const enterprise = userSchema.extensions.get(ENTERPRISE_URN.toLowerCase());

// https://developer.atlassian.com/cloud/admin/user-provisioning/rest/ : department and organization exist twice,
// at the top and in the extension, which has only these two.
export const atlassianUserSchema: ResourceSchema = {
  ...userSchema,
  attributes: table([
    ...without(only(userSchema.attributes, CORE), ['*.display']).values(),
    stringAttribute('department'),
    stringAttribute('organization'),
  ]),
  extensions: new Map([
    [
      ENTERPRISE_URN.toLowerCase(),
      {
        urn: ENTERPRISE_URN,
        attributes: only(enterprise?.attributes ?? new Map(), ['organization', 'department']),
      },
    ],
  ]),
};

export const atlassianGroupSchema: ResourceSchema = groupSchema;
