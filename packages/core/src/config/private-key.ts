import { createPrivateKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import * as E from 'fp-ts/Either';
import { isDictionary } from '../codec/combinators';
import { parseJson } from '../codec/json/json';

/** A private key with what its JWK says of its use (RFC 7517 sections 4.4 and 4.5). */
export interface PrivateKey {
  readonly key: KeyObject;
  readonly keyId: string | undefined;
  readonly algorithm: string | undefined;
}

/**
 * Reads a private key that is not encrypted: PEM (PKCS#8, PKCS#1, SEC1; in one line with `\n` as well, as variables hold it) or
 * JWK. Left: what is wrong, without the key.
 */
export const readPrivateKey = (text: string): E.Either<string, PrivateKey> =>
  text.trimStart().startsWith('{') ? fromJwk(text) : fromPem(text.replaceAll('\\n', '\n').trim());

const NOT_A_KEY = 'must be a private key: PEM (BEGIN PRIVATE KEY) or JWK';

const fromPem = (pem: string): E.Either<string, PrivateKey> => {
  if (/BEGIN ENCRYPTED PRIVATE KEY|Proc-Type: 4,ENCRYPTED/.test(pem)) {
    return E.left(
      'must be a private key without a passphrase; keep it in a file that only this program can read',
    );
  }
  if (/BEGIN (RSA )?PUBLIC KEY|BEGIN CERTIFICATE/.test(pem)) {
    return E.left('is the public key or certificate; give the private key that belongs to it');
  }
  return keyOf(() => createPrivateKey({ key: pem, format: 'pem' }), {});
};

const fromJwk = (text: string): E.Either<string, PrivateKey> => {
  const parsed = parseJson(text);
  const jwk = E.isRight(parsed) && isDictionary(parsed.right) ? parsed.right : undefined;
  if (jwk === undefined) {
    return E.left(NOT_A_KEY);
  }
  if (jwk['d'] === undefined && jwk['kty'] !== undefined) {
    return E.left('is the public key; give the private key that belongs to it');
  }
  const texts = Object.fromEntries(Object.entries(jwk).filter(([, value]) => typeof value === 'string'));
  return keyOf(() => createPrivateKey({ key: texts as JsonWebKey, format: 'jwk' }), jwk);
};

const keyOf = (
  read: () => KeyObject,
  { kid, alg }: Readonly<Record<string, unknown>>,
): E.Either<string, PrivateKey> => {
  try {
    return E.right({ key: read(), keyId: asText(kid), algorithm: asText(alg) });
  } catch {
    // The message of the parser may quote the key.
    return E.left(NOT_A_KEY);
  }
};

const asText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
