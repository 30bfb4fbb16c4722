import { randomUUID } from 'node:crypto';
import * as E from 'fp-ts/Either';
import { readPrivateKey } from '../../config/private-key';
import { isSecret, Secret } from '../../config/secret';
import type { OAuthGrant } from './oauth-grant';
import { algorithmFor, signedToken } from './signing';

/** A token request (RFC 6749 section 3.2) as sent, with its secrets for redaction. */
export interface TokenRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly secrets: readonly Secret[];
}

/** Lifetime of an assertion in seconds: long enough for clock differences, short enough to limit the damage of a leak. */
const ASSERTION_SECONDS = 300;

/** RFC 7523 section 2.2. */
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** @param refreshToken the present refresh token, for the grant that has one */
export const tokenRequest = (
  grant: OAuthGrant,
  refreshToken: Secret | undefined,
  now: Date,
): TokenRequest => {
  const form = new URLSearchParams({ grant_type: grant.grant });
  if (grant.grant === 'refresh_token') {
    form.set('refresh_token', (refreshToken ?? grant.refreshToken).reveal());
  }
  if (grant.grant === 'password') {
    form.set('username', grant.username);
    form.set('password', grant.password.reveal());
  }
  if (grant.scopes !== undefined && grant.scopes.length > 0) {
    form.set('scope', grant.scopes.join(' '));
  }
  for (const [name, value] of Object.entries(grant.parameters ?? {})) {
    form.set(name, isSecret(value) ? value.reveal() : value);
  }
  const { fields, authorization, secrets } = clientProof(grant, now);
  Object.entries(fields).forEach(([name, value]) => form.set(name, value));
  return {
    headers: {
      Accept: 'application/json',
      'Content-Type': 'application/x-www-form-urlencoded',
      ...(authorization === undefined ? {} : { Authorization: `Basic ${authorization.reveal()}` }),
    },
    body: form.toString(),
    secrets: [...secrets, ...(authorization === undefined ? [] : [authorization])],
  };
};

interface ClientProof {
  readonly fields: Readonly<Record<string, string>>;
  readonly authorization?: Secret;
  readonly secrets: readonly Secret[];
}

const clientProof = (grant: OAuthGrant, now: Date): ClientProof => {
  const { clientId, clientSecret, privateKey, secretIn = 'header' } = grant;
  if (privateKey !== undefined) {
    const assertion = clientAssertion(grant, privateKey, now);
    return {
      fields: {
        client_id: clientId,
        client_assertion_type: ASSERTION_TYPE,
        client_assertion: assertion.reveal(),
      },
      secrets: [assertion],
    };
  }
  if (clientSecret === undefined) {
    return { fields: { client_id: clientId }, secrets: [] };
  }
  return secretIn === 'body'
    ? { fields: { client_id: clientId, client_secret: clientSecret.reveal() }, secrets: [] }
    : { fields: {}, authorization: basicPair(clientId, clientSecret), secrets: [] };
};

/** Form-encodes both before joining them (RFC 6749 section 2.3.1). */
const basicPair = (clientId: string, clientSecret: Secret): Secret =>
  new Secret(
    Buffer.from(`${formEncoded(clientId)}:${formEncoded(clientSecret.reveal())}`).toString('base64'),
  );

const formEncoded = (text: string): string => new URLSearchParams({ v: text }).toString().slice(2);

/** A client assertion (RFC 7523 section 3): issuer, audience, expiry, and an id that is used once. */
const clientAssertion = (
  { clientId, tokenUrl, audience = tokenUrl, keyId, algorithm: wanted }: OAuthGrant,
  privateKey: Secret,
  now: Date,
): Secret => {
  const read = readPrivateKey(privateKey.reveal());
  const algorithm = E.chain((key: Parameters<typeof algorithmFor>[0]) => algorithmFor(key, wanted))(read);
  if (E.isLeft(read) || E.isLeft(algorithm)) {
    // The connection was checked when the instance was made (grant-problems.ts).
    throw new Error('the private key cannot sign');
  }
  const iat = Math.floor(now.getTime() / 1000);
  return new Secret(
    signedToken(
      read.right.key,
      algorithm.right,
      { kid: keyId ?? read.right.keyId },
      { iss: clientId, sub: clientId, aud: audience, jti: randomUUID(), iat, exp: iat + ASSERTION_SECONDS },
    ),
  );
};
