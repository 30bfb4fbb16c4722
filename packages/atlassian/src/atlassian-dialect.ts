import { standardDialect, URN, withoutOnePrimary, type ScimDialect } from '@iam/core/scim';

// Rules: Atlassian Cloud, User provisioning REST API (users, groups), and its articles on provisioning limits.

/** How Atlassian's SCIM differs from the standard. */
export const atlassianDialect: ScimDialect = {
  ...standardDialect,
  // No addresses, roles, photos, locale or manager in Atlassian's model; department and organization also at the top level.
  userAttributes: [
    'userName',
    'externalId',
    'name',
    'displayName',
    'nickName',
    'title',
    'preferredLanguage',
    'timezone',
    'emails',
    'phoneNumbers',
    'department',
    'organization',
    URN.enterpriseUser,
  ],
  references: {},
  requiredAttributes: ['userName', 'emails'],
  refuses: (data) => withoutOnePrimary('emails', data),
  groups: {
    // Undocumented; a cautious limit that other vendors document.
    membersPerRequest: 100,
    removeMembers: 'value-path',
    members: 'in-group',
    uniqueNames: true,
    // Groups can be filtered by displayName only; users show theirs.
    groupsOfUser: 'user-attribute',
  },
};
