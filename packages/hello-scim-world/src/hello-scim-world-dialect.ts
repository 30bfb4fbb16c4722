import { standardDialect } from '@iam/core/scim';
import type { ScimDialect } from '@iam/core/scim';

/** How the application's SCIM differs from RFC 7643 and 7644. What is not named here is as the standard has it. */
export const helloScimWorldDialect: ScimDialect = {
  ...standardDialect,

  // Attributes it has no place for are not sent: a profile that names one gets a warning instead of a silent loss.
  userAttributes: standardDialect.userAttributes.filter(
    (name) => !['ims', 'photos', 'entitlements', 'x509Certificates'].includes(name),
  ),

  // Without these a new user is refused, so nothing is sent.
  requiredAttributes: ['userName'],

  groups: {
    ...standardDialect.groups,
    // Its documentation names the most changes that one request may carry.
    membersPerRequest: 100,
  },
};
