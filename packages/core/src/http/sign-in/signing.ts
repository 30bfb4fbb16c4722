import { constants, sign, type KeyObject } from 'node:crypto';
import * as E from 'fp-ts/Either';
import type { PrivateKey } from '../../config/private-key';
import type { SigningAlgorithm } from './oauth-grant';

interface Algorithm {
  /** Type of key, and its curve where the algorithm has one. */
  readonly fits: (key: KeyObject) => boolean;
  readonly sign: (data: Buffer, key: KeyObject) => Buffer;
}

const isRsa = ({ asymmetricKeyType: type }: KeyObject): boolean => type === 'rsa';
const isRsaOrPss = (key: KeyObject): boolean => isRsa(key) || key.asymmetricKeyType === 'rsa-pss';

const pkcs1 = (hash: string): Algorithm => ({ fits: isRsa, sign: (data, key) => sign(hash, data, key) });

const pss = (hash: string): Algorithm => ({
  fits: isRsaOrPss,
  sign: (data, key) =>
    sign(hash, data, {
      key,
      padding: constants.RSA_PKCS1_PSS_PADDING,
      saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
    }),
});

const ecdsa = (hash: string, curve: string): Algorithm => ({
  fits: ({ asymmetricKeyType, asymmetricKeyDetails }) =>
    asymmetricKeyType === 'ec' && asymmetricKeyDetails?.namedCurve === curve,
  // RFC 7518 section 3.4: the two numbers concatenated instead of DER.
  sign: (data, key) => sign(hash, data, { key, dsaEncoding: 'ieee-p1363' }),
});

/** RFC 7518 section 3.1, RFC 8037 section 3.1. The first that fits a key is its default. */
const ALGORITHMS: Readonly<Record<SigningAlgorithm, Algorithm>> = {
  RS256: pkcs1('sha256'),
  RS384: pkcs1('sha384'),
  RS512: pkcs1('sha512'),
  PS256: pss('sha256'),
  PS384: pss('sha384'),
  PS512: pss('sha512'),
  ES256: ecdsa('sha256', 'prime256v1'),
  ES384: ecdsa('sha384', 'secp384r1'),
  ES512: ecdsa('sha512', 'secp521r1'),
  EdDSA: {
    fits: ({ asymmetricKeyType: type }) => type === 'ed25519' || type === 'ed448',
    sign: (data, key) => sign(null, data, key),
  },
};

const NAMES = Object.keys(ALGORITHMS) as readonly SigningAlgorithm[];

/** The algorithm to sign with. Left: why the key does not fit the wanted algorithm. */
export const algorithmFor = (
  { key, algorithm }: PrivateKey,
  wanted: SigningAlgorithm | undefined,
): E.Either<string, SigningAlgorithm> => {
  const named = wanted ?? algorithm;
  const found = NAMES.find((name) => (named === undefined || name === named) && ALGORITHMS[name].fits(key));
  return found === undefined
    ? E.left(
        named === undefined
          ? `is a key (${key.asymmetricKeyType ?? 'unknown'}) that signs by none of ${NAMES.join(', ')}`
          : `is no key for ${named}`,
      )
    : E.right(found);
};

/** A signed JSON Web Token (RFC 7515 section 7.1). */
export const signedToken = (
  key: KeyObject,
  algorithm: SigningAlgorithm,
  header: Readonly<Record<string, string | undefined>>,
  claims: Readonly<Record<string, string | number>>,
): string => {
  const content = [{ alg: algorithm, typ: 'JWT', ...header }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${content}.${ALGORITHMS[algorithm].sign(Buffer.from(content), key).toString('base64url')}`;
};
