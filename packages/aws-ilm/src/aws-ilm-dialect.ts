import { forbiddenCharacters, standardDialect, withoutOnePrimary, type ScimDialect } from '@iam/core/scim';

// Numbers and rules: IAM Identity Center SCIM developer guide, pages createuser, patchuser, patchgroup, listusers and
// limitations.

/** How IAM Identity Center's SCIM differs from the standard. */
export const awsDialect: ScimDialect = {
  ...standardDialect,
  userAttributes: standardDialect.userAttributes.filter(
    (name) => !['ims', 'photos', 'x509Certificates', 'entitlements'].includes(name),
  ),
  requiredAttributes: ['userName', 'displayName', 'name.givenName', 'name.familyName'],
  // The example of page createuser sends it, and its reply has none.
  notShown: ['profileUrl'],
  singleValued: ['emails', 'phoneNumbers', 'addresses', 'roles'],
  refuses: (data) => [
    ...withoutOnePrimary('emails', data),
    ...Object.entries(data).flatMap(([name, value]) => forbiddenCharacters(name, value, UNPRINTABLE)),
  ],
  // Page createuser documents it for a user that already exists.
  errorCodes: { ConflictException: 'conflict' },
  paging: 'cursor',
  groups: {
    membersPerRequest: 100,
    // The guide shows the list form; a member path filter is not documented for groups.
    removeMembers: 'value-list',
    // Group reads always show an empty list.
    members: 'users-by-group',
    uniqueNames: true,
    // Page listgroups documents this filter.
    groupsOfUser: 'member-filter',
  },
};

/**
 * Every text must match `[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r ]+`. This finds the first character outside it: control characters
 * and invisible ones such as the zero-width space.
 */
const UNPRINTABLE = /[^\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r ]/u;
