import type { VendorRequest } from '@iam/conformance';
import type { OktaOrg } from '../org/okta-org';
import { OKTA_PROVIDER, type OktaUser } from '../org/okta-records';
import type { OktaCaller, OktaRoute } from '../request/okta-call';
import { forbidden, OktaProblem } from '../request/okta-problem';
import { newOktaUser } from '../users/okta-users';
import type { OktaGrants } from './okta-token-endpoint';

/** Who asks, with what they may do. */
export interface OktaPermit extends OktaCaller {
  /** @throws OktaProblem E0000006 */
  readonly check: (route: OktaRoute) => void;
}

/**
 * Reads `Authorization`: `SSWS` with the API token, or `Bearer` with an access token.
 *
 * @throws OktaProblem 401 E0000011
 */
export const authorize = (org: OktaOrg, grants: OktaGrants, { headers }: VendorRequest): OktaPermit => {
  const { settings } = org;
  const [, scheme = '', token = ''] = /^(\S+) +(\S+)$/.exec(headers['authorization'] ?? '') ?? [];
  if (scheme.toUpperCase() === 'SSWS' && token === settings.apiToken) {
    return permitOfOwner(org);
  }
  const access = scheme.toLowerCase() === 'bearer' ? grants.tokens.get(token) : undefined;
  if (access !== undefined && access.until > settings.now().getTime()) {
    return {
      kind: 'client',
      id: access.clientId,
      name: access.clientId,
      check: ({ scope }) => {
        if (![scope, scope.replace(/\.read$/, '.manage')].some((one) => access.scopes.includes(one))) {
          throw forbidden({
            'WWW-Authenticate': `Bearer scope="${scope}", error="insufficient_scope", error_description="The access token provided does not contain the required scopes."`,
          });
        }
      },
    };
  }
  throw invalidToken(scheme);
};

const invalidToken = (scheme: string): OktaProblem =>
  new OktaProblem(
    401,
    'E0000011',
    'Invalid token provided',
    [],
    scheme.toLowerCase() === 'bearer'
      ? {
          'WWW-Authenticate':
            'Bearer error="invalid_token", error_description="The access token is invalid."',
        }
      : {},
  );

const permitOfOwner = (org: OktaOrg): OktaPermit => {
  const owner = ownerOf(org);
  if (owner.status === 'DEPROVISIONED') {
    throw invalidToken('SSWS');
  }
  const { tokenPermissions: allowed } = org.settings;
  return {
    kind: 'token',
    id: owner.id,
    name: String(owner.profile['login']),
    check: ({ method }) => {
      if (allowed === 'none' || (allowed === 'read' && method !== 'GET')) {
        throw forbidden();
      }
    },
  };
};

/** The user whom the API token acts as. @throws OktaProblem E0000011 when the token died with them */
export const ownerOf = (org: OktaOrg): OktaUser => {
  const { tokenOwner } = org.settings;
  if (tokenOwner === undefined) {
    return administrator(org);
  }
  const owner = org.users.get(tokenOwner);
  if (owner === undefined) {
    throw invalidToken('SSWS');
  }
  return owner;
};

const administrator = (org: OktaOrg): OktaUser => ({
  ...newOktaUser(
    { ...org, ids: org.eventIds },
    {
      login: 'admin@example.com',
      email: 'admin@example.com',
      firstName: 'Sandbox',
      lastName: 'Administrator',
    },
    true,
    OKTA_PROVIDER,
  ),
  id: '00uadmin0000000000h7',
  status: 'ACTIVE',
});
