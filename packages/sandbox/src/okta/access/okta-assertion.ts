import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { isJsonObject, type JsonObject } from '../../json-object';
import type { OktaClient } from '../org/okta-options';
import type { OktaOrg } from '../org/okta-org';

/** A refusal of the token endpoint (RFC 6749 section 5.2). */
export class AssertionProblem extends Error {
  constructor(
    readonly status: number,
    readonly error: string,
    description: string,
  ) {
    super(description);
    this.name = 'AssertionProblem';
  }
}

const invalid = (description: string): AssertionProblem =>
  new AssertionProblem(401, 'invalid_client', description);

/** Signature algorithms (RFC 7518 section 3.1) with their digest and kind of key; symmetric ones and `none` are not among them. */
const ALGORITHMS: Readonly<Record<string, readonly [digest: string, key: 'rsa' | 'ec']>> = {
  RS256: ['sha256', 'rsa'],
  RS384: ['sha384', 'rsa'],
  RS512: ['sha512', 'rsa'],
  ES256: ['sha256', 'ec'],
  ES384: ['sha384', 'ec'],
  ES512: ['sha512', 'ec'],
};

const HOUR = 3600;

/**
 * The client that signed an assertion (RFC 7523 section 3): issuer and subject are the client, the audience is this endpoint, it
 * ends within the hour, and its `jti` was not used before.
 *
 * @param used `jti` of earlier assertions; this one is added
 * @throws AssertionProblem
 */
export const readAssertion = (
  org: OktaOrg,
  used: Map<string, number>,
  assertion: string,
  origin: string,
): OktaClient => {
  const [head = '', payload = '', signature = '', ...more] = assertion.split('.');
  const header = decoded(head);
  const claims = decoded(payload);
  if (header === undefined || claims === undefined || more.length > 0) {
    throw invalid('The client_assertion is not a signed JWT.');
  }
  const client = org.settings.clients?.find(({ clientId }) => clientId === claims['sub']);
  if (client === undefined || claims['iss'] !== claims['sub']) {
    throw invalid("Invalid value for 'client_id' parameter.");
  }
  checkSignature(client, header, `${head}.${payload}`, signature);
  checkAudience(org, claims['aud'], origin);
  checkTimes(org, claims);
  const { jti, exp } = claims;
  if (jti !== undefined) {
    const now = org.settings.now().getTime();
    [...used].filter(([, until]) => until <= now).forEach(([id]) => used.delete(id));
    const id = `${client.clientId} ${String(jti)}`;
    if (used.has(id)) {
      throw invalid('The client_assertion token has already been used: its jti is not unique.');
    }
    used.set(id, Number(exp) * 1000);
  }
  return client;
};

const decoded = (part: string): JsonObject | undefined => {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

const checkSignature = (client: OktaClient, header: JsonObject, signed: string, signature: string): void => {
  const { publicKey } = client;
  const kid = typeof publicKey === 'string' ? undefined : publicKey['kid'];
  if (kid !== undefined && header['kid'] !== undefined && header['kid'] !== kid) {
    throw invalid('The client_assertion JWT kid is invalid.');
  }
  const name = String(header['alg']);
  const algorithm = Object.hasOwn(ALGORITHMS, name) ? ALGORITHMS[name] : undefined;
  const key = keyOf(publicKey);
  const [digest, kind] = algorithm ?? [];
  if (
    kind !== key.asymmetricKeyType ||
    !verify(
      digest,
      Buffer.from(signed),
      { key, dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    )
  ) {
    throw invalid('The client_assertion signature is invalid.');
  }
};

const keyOf = (key: OktaClient['publicKey']): KeyObject =>
  typeof key === 'string' ? createPublicKey(key) : createPublicKey({ key: { ...key }, format: 'jwk' });

const checkAudience = ({ settings }: OktaOrg, sent: unknown, origin: string): void => {
  const endpoint = `${origin}/oauth2/v1/token`;
  const accepted = settings.assertionAudience === 'endpoint' ? [endpoint] : [endpoint, origin];
  if (![sent].flat().some((audience) => accepted.some((one) => one === audience))) {
    throw invalid('The audience claim for client_assertion must be the endpoint invoked for the request.');
  }
};

const checkTimes = ({ settings }: OktaOrg, { exp, iat, nbf }: JsonObject): void => {
  const now = settings.now().getTime() / 1000;
  if (typeof exp !== 'number') {
    throw invalid('The client_assertion must have an expiration.');
  }
  if (exp <= now) {
    throw invalid('The client_assertion token is expired.');
  }
  if (exp > now + HOUR) {
    throw invalid('The client_assertion token has an expiration too far into the future.');
  }
  if ([iat, nbf].some((time) => typeof time === 'number' && Math.floor(time) > now)) {
    throw invalid('The client_assertion token is not valid yet.');
  }
};
