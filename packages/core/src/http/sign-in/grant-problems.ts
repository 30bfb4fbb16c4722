import * as E from 'fp-ts/Either';
import { urlOf } from '../../codec/url-of';
import { readPrivateKey } from '../../config/private-key';
import type { OAuthGrant } from './oauth-grant';
import { algorithmFor } from './signing';

/** Validates how an instance signs in. Each problem names the parameter and never a value. */
export const grantProblems = (
  { tokenUrl, clientId, clientSecret, privateKey, algorithm }: OAuthGrant,
  parameterOf: (value: unknown) => string | undefined,
): readonly string[] => [
  ...(isTokenUrl(tokenUrl)
    ? []
    : [
        `params${named(parameterOf(tokenUrl))}: the token endpoint must be an http(s) address without credentials and fragment`,
      ]),
  ...(clientId.trim() === '' ? ['params: the client of OAuth 2.0 has no id'] : []),
  ...(clientSecret !== undefined && privateKey !== undefined
    ? ['params: give a client secret or a private key, not both']
    : []),
  ...(privateKey === undefined
    ? []
    : [
        E.chain((key: Parameters<typeof algorithmFor>[0]) => algorithmFor(key, algorithm))(
          readPrivateKey(privateKey.reveal()),
        ),
      ]
        .filter(E.isLeft)
        .map(({ left }) => `params${named(parameterOf(privateKey))}: ${left}`)),
];

const named = (parameter: string | undefined): string => (parameter === undefined ? '' : `.${parameter}`);

const isTokenUrl = (text: string): boolean => {
  const url = urlOf(text);
  return (
    url !== undefined &&
    ['http:', 'https:'].includes(url.protocol) &&
    url.username === '' &&
    url.password === '' &&
    url.hash === ''
  );
};
