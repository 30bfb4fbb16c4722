import { createPublicKey, verify, type JsonWebKey } from 'node:crypto';
import { isDictionary, urlOf } from '@iam/core/internal';
import type { VendorReply, VendorRequest } from './fake-vendor';

/** What a stand-in's token endpoint knows of the one client that may get tokens. */
export interface TokenEndpointOptions {
  /** Its whole path, for example `/oauth2/v1/token`. */
  readonly path: string;
  readonly clientId: string;
  /** Taken from the Authorization header (Basic) and from the body. */
  readonly clientSecret?: string;
  /** PEM or JWK: the client signs an assertion (RFC 7523). */
  readonly publicKey?: string | JsonWebKey;
  /** Needed by the grants of RFC 6749 that have them. */
  readonly refreshToken?: string;
  readonly password?: { readonly username: string; readonly password: string };
  /** Seconds; 3600 when absent. */
  readonly lifetime?: number;
}

/** A token endpoint for stand-ins, with the check of the tokens that it gave. */
export interface TokenEndpoint {
  readonly path: string;
  /** The reply of the token endpoint; undefined when the request is for another path. */
  readonly answer: (request: VendorRequest) => VendorReply | undefined;
  /** Whether a request carries a token that was given and not revoked. */
  readonly accepts: (request: VendorRequest) => boolean;
  /** Every token given so far becomes worthless. */
  readonly revoke: () => void;
}

export const tokenEndpoint = (options: TokenEndpointOptions): TokenEndpoint => {
  const { path, lifetime = 3600 } = options;
  let given = 0;
  const valid = new Set<string>();
  const usedAssertions = new Set<string>();

  const answer = (request: VendorRequest): VendorReply | undefined => {
    if (request.path !== path) {
      return undefined;
    }
    const form = new URLSearchParams(request.text);
    if (request.method !== 'POST' || !/x-www-form-urlencoded/.test(request.headers['content-type'] ?? '')) {
      return refusal(400, 'invalid_request', 'POST a form.');
    }
    if (!provesClient(options, request, form, usedAssertions)) {
      return refusal(401, 'invalid_client', 'Client authentication failed.');
    }
    if (!mayHave(options, form)) {
      return refusal(400, 'invalid_grant', 'The grant is not valid.');
    }
    given += 1;
    const token = `acce55-token-${given}-${path.length}f7c1`;
    valid.add(token);
    return { status: 200, body: { access_token: token, token_type: 'Bearer', expires_in: lifetime } };
  };

  return {
    path,
    answer,
    accepts: ({ headers }) => valid.has((headers['authorization'] ?? '').replace(/^Bearer /, '')),
    revoke: () => valid.clear(),
  };
};

const refusal = (status: number, error: string, error_description: string): VendorReply => ({
  status,
  body: { error, error_description },
});

const mayHave = ({ refreshToken, password }: TokenEndpointOptions, form: URLSearchParams): boolean => {
  switch (form.get('grant_type')) {
    case 'client_credentials':
      return refreshToken === undefined && password === undefined;
    case 'refresh_token':
      return refreshToken !== undefined && form.get('refresh_token') === refreshToken;
    case 'password':
      return (
        password !== undefined &&
        form.get('username') === password.username &&
        form.get('password') === password.password
      );
    default:
      return false;
  }
};

const provesClient = (
  { path, clientId, clientSecret, publicKey }: TokenEndpointOptions,
  { headers }: VendorRequest,
  form: URLSearchParams,
  used: Set<string>,
): boolean => {
  if (publicKey !== undefined) {
    return isSignedBy(publicKey, clientId, path, form.get('client_assertion') ?? '', used);
  }
  const [id = '', secret = ''] = Buffer.from(
    (headers['authorization'] ?? '').replace(/^Basic /, ''),
    'base64',
  )
    .toString()
    .split(':')
    .map((part) => new URLSearchParams(`v=${part}`).get('v') ?? '');
  return (
    (form.get('client_id') ?? id) === clientId &&
    (clientSecret === undefined || (form.get('client_secret') ?? secret) === clientSecret)
  );
};

/** RFC 7523 section 3: issuer and subject, the endpoint as the audience, the signature, and every id once. */
const isSignedBy = (
  publicKey: string | JsonWebKey,
  clientId: string,
  path: string,
  assertion: string,
  used: Set<string>,
): boolean => {
  const [head = '', claims = '', signature = ''] = assertion.split('.');
  const { alg } = partOf(head);
  const { iss, sub, aud, jti } = partOf(claims);
  if (iss !== clientId || sub !== clientId || typeof jti !== 'string' || used.has(jti)) {
    return false;
  }
  used.add(jti);
  const key = createPublicKey(typeof publicKey === 'string' ? publicKey : { key: publicKey, format: 'jwk' });
  const how = SIGNATURES[String(alg)];
  return (
    how !== undefined &&
    urlOf(String(aud))?.pathname === path &&
    verify(
      how.hash,
      Buffer.from(`${head}.${claims}`),
      { key, ...how.options },
      Buffer.from(signature, 'base64url'),
    )
  );
};

const SIGNATURES: Readonly<Record<string, { hash: string | null; options: { dsaEncoding?: 'ieee-p1363' } }>> =
  {
    RS256: { hash: 'sha256', options: {} },
    ES256: { hash: 'sha256', options: { dsaEncoding: 'ieee-p1363' } },
    EdDSA: { hash: null, options: {} },
  };

const partOf = (part: string): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return isDictionary(value) ? value : {};
  } catch {
    return {};
  }
};
