import { Secret } from '../../config/secret';
import {
  grantSecrets,
  oauthClientCredentials,
  oauthPassword,
  oauthRefreshToken,
  type OAuthGrant,
} from './oauth-grant';

const tokenUrl = 'https://login.example/oauth/token';
const clientId = 'client';
const [clientSecret, privateKey, refreshToken, password, key] = ['s', 'k', 'r', 'p', 'x'].map(
  (text) => new Secret(text),
) as [Secret, Secret, Secret, Secret, Secret];

it.each<[string, OAuthGrant, readonly Secret[]]>([
  ['a public client', oauthClientCredentials({ tokenUrl, clientId, scopes: ['a'] }), []],
  ['a secret', oauthClientCredentials({ tokenUrl, clientId, clientSecret }), [clientSecret]],
  ['a key', oauthClientCredentials({ tokenUrl, clientId, privateKey, keyId: 'one' }), [privateKey]],
  ['a refresh token', oauthRefreshToken({ tokenUrl, clientId, refreshToken }), [refreshToken]],
  [
    'a password, and a secret among the further parameters',
    oauthPassword({ tokenUrl, clientId, username: 'ann', password, parameters: { tenant: 't', key } }),
    [password, key],
  ],
])('the secrets of a grant with %s are told, and nothing else', (_, grant, secrets) => {
  expect(grantSecrets(grant).map((secret) => secret.reveal())).toEqual(
    secrets.map((secret) => secret.reveal()),
  );
});
