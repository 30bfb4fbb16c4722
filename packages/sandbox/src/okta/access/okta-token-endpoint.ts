import type { VendorReply, VendorRequest } from '@iam/conformance';
import { parseQuery } from '../../query';
import type { OktaClient } from '../org/okta-options';
import type { OktaOrg } from '../org/okta-org';
import { AssertionProblem, readAssertion } from './okta-assertion';

/** An access token that was given out. */
export interface OktaAccess {
  readonly clientId: string;
  readonly scopes: readonly string[];
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** Tokens and assertions of an org. */
export interface OktaGrants {
  readonly tokens: Map<string, OktaAccess>;
  /** `jti` of assertions that were used, with the times they end at. */
  readonly assertions: Map<string, number>;
}

const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/**
 * `POST /oauth2/v1/token` of the org's authorization server: client credentials with an assertion signed by the client's private
 * key (RFC 7523), the only kind of authentication that gets API scopes.
 * https://developer.okta.com/docs/guides/implement-oauth-for-okta-serviceapp/main/
 */
export const grantToken = (
  org: OktaOrg,
  grants: OktaGrants,
  request: VendorRequest,
  origin: string,
): VendorReply => {
  try {
    return granted(org, grants, formOf(request), request, origin);
  } catch (error) {
    if (!(error instanceof AssertionProblem)) {
      throw error;
    }
    return {
      status: error.status,
      headers: NEVER_STORED,
      body: { error: error.error, error_description: error.message },
    };
  }
};

const NEVER_STORED = { 'Cache-Control': 'no-cache, no-store', Pragma: 'no-cache' };

const granted = (
  org: OktaOrg,
  grants: OktaGrants,
  form: ReadonlyMap<string, string>,
  { headers }: VendorRequest,
  origin: string,
): VendorReply => {
  if (form.get('grant_type') !== 'client_credentials') {
    throw new AssertionProblem(
      400,
      'unsupported_grant_type',
      'The authorization grant type is not supported by the authorization server. Configured grant types: [client_credentials].',
    );
  }
  if (headers['authorization'] !== undefined || form.has('client_secret')) {
    throw new AssertionProblem(
      401,
      'invalid_client',
      'Client Credentials requests to the Org Authorization Server must use the private_key_jwt token_endpoint_auth_method.',
    );
  }
  if (form.get('client_assertion_type') !== JWT_BEARER) {
    throw new AssertionProblem(400, 'invalid_request', `The client_assertion_type must be ${JWT_BEARER}.`);
  }
  const client = readAssertion(org, grants.assertions, form.get('client_assertion') ?? '', origin);
  const scopes = scopesOf(client, form.get('scope') ?? '');
  const seconds = org.settings.accessTokenSeconds;
  const token = `${org.eventIds.hex(64)}.${org.eventIds.hex(64)}`;
  grants.tokens.set(token, {
    clientId: client.clientId,
    scopes,
    until: org.settings.now().getTime() + seconds * 1000,
  });
  return {
    status: 200,
    headers: NEVER_STORED,
    body: { token_type: 'Bearer', expires_in: seconds, access_token: token, scope: scopes.join(' ') },
  };
};

const formOf = ({ headers, text }: VendorRequest): ReadonlyMap<string, string> => {
  const form = parseQuery(text);
  if (
    !(headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded') ||
    form === undefined
  ) {
    throw new AssertionProblem(400, 'invalid_request', 'The body must be application/x-www-form-urlencoded.');
  }
  return new Map(form.map(({ name, value = '' }) => [name, value]));
};

/** The scopes asked for, when an administrator granted all of them. */
const scopesOf = ({ scopes }: OktaClient, text: string): readonly string[] => {
  const wanted = text.split(' ').filter(Boolean);
  if (wanted.length === 0) {
    throw new AssertionProblem(
      400,
      'invalid_scope',
      "The authorization server resource does not have any configured default scopes, 'scope' must be provided.",
    );
  }
  if (wanted.some((scope) => !/^okta\.[A-Za-z]+\.(read|manage)$/.test(scope))) {
    throw new AssertionProblem(
      400,
      'invalid_scope',
      'One or more scopes are not configured for the authorization server resource.',
    );
  }
  if (wanted.some((scope) => !scopes.includes(scope))) {
    throw new AssertionProblem(400, 'consent_required', 'You are not allowed any of the requested scopes.');
  }
  return [...new Set(wanted)];
};
