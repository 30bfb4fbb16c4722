import { standardDialect, URN, withoutOnePrimary, type ScimDialect } from '@iam/core/scim';

// Rules: Slack, SCIM API reference (users, groups, errors) and its article on managing members with SCIM.

const GUEST = 'urn:ietf:params:scim:schemas:extension:slack:guest:2.0:User';
const PROFILE = 'urn:ietf:params:scim:schemas:extension:slack:profile:2.0:User';

const MAX_USER_NAME = 21;

/** How Slack's SCIM differs from the standard; both of its versions are described in the names of 2.0. */
export const slackDialect: ScimDialect = {
  ...standardDialect,
  // Neither externalId nor active can be filtered by; an address is `email` there.
  lookupBy: ['id', 'userName', 'emails'],
  filterNames: { emails: 'email' },
  // nickName repeats the user name, and profileUrl is Slack's own.
  userAttributes: [
    'userName',
    'externalId',
    'name',
    'displayName',
    'title',
    'userType',
    'preferredLanguage',
    'locale',
    'timezone',
    'emails',
    'phoneNumbers',
    'addresses',
    'photos',
    'roles',
    URN.enterpriseUser,
    GUEST,
    PROFILE,
  ],
  version1Urns: {
    [GUEST]: 'urn:scim:schemas:extension:slack:guest:1.0',
    [PROFILE]: 'urn:scim:schemas:extension:slack:profile:1.0',
  },
  // Letters, digits and . _ - remain; everything else becomes an underscore, an address a handle in lower case.
  userName: (given) =>
    (given.includes('@') ? given.toLowerCase() : given)
      .replace(/[^\p{L}\p{N}._-]/gu, '_')
      .slice(0, MAX_USER_NAME),
  managerKey: 'managerId',
  references: {
    [`${URN.enterpriseUser}.manager.value`]: { from: 'manageremailaddress', lookupBy: 'emails' },
  },
  requiredAttributes: ['userName', 'emails'],
  refuses: (data) => withoutOnePrimary('emails', data),
  contentType: 'application/json',
  schemaPaths: ['Users'],
  // A DELETE deactivates, as active: false does.
  deletes: false,
  groups: { membersPerRequest: 15_000, removeMembers: 'value-path', members: 'in-group', uniqueNames: false },
};
