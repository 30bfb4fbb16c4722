import { standardDialect, type ScimDialect } from '@iam/core/scim';

/** How the application's SCIM differs from RFC 7643 and 7644. Anything not named here follows the standard. */
export const helloScimWorldDialect: ScimDialect = {
  ...standardDialect,

  // Unsupported attributes are not sent: a profile that names one gets a warning instead of a silent loss.
  userAttributes: standardDialect.userAttributes.filter(
    (name) => !['ims', 'photos', 'entitlements', 'x509Certificates'].includes(name),
  ),

  // Required for a new user: without them nothing is sent, because the vendor would refuse.
  requiredAttributes: ['userName'],

  groups: {
    ...standardDialect.groups,
    // The documented maximum of changes per request.
    membersPerRequest: 100,
  },
};
