import { Secret } from '../../config/secret';
import { oauthClientCredentials, oauthPassword, oauthRefreshToken, type OAuthGrant } from './oauth-grant';
import { tokenRequest } from './token-request';

const tokenUrl = 'https://login.example/token';
const clientId = 'cl ient';
const clientSecret = new Secret('s3cret+/');
const AT = new Date('2026-01-05T08:00:00Z');

const sent = (grant: OAuthGrant, refreshToken?: Secret) => {
  const { headers, body, secrets } = tokenRequest(grant, refreshToken, AT);
  return {
    authorization: headers['Authorization'],
    fields: Object.fromEntries(new URLSearchParams(body)),
    secrets: secrets.map((secret) => secret.reveal()),
  };
};

// RFC 6749 section 2.3.1: both are form-encoded first.
const PAIR = Buffer.from('cl+ient:s3cret%2B%2F').toString('base64');

it('the pair of client and secret goes into a header, and is among what is hidden', () => {
  expect(sent(oauthClientCredentials({ tokenUrl, clientId, clientSecret }))).toEqual({
    authorization: `Basic ${PAIR}`,
    fields: { grant_type: 'client_credentials' },
    secrets: [PAIR],
  });
});

it('a secret in the body, and a client without one, need no header', () => {
  const inBody = oauthClientCredentials({ tokenUrl, clientId, clientSecret, secretIn: 'body', scopes: [] });

  expect([sent(inBody), sent(oauthClientCredentials({ tokenUrl, clientId }))]).toEqual([
    {
      authorization: undefined,
      fields: { grant_type: 'client_credentials', client_id: clientId, client_secret: 's3cret+/' },
      secrets: [],
    },
    {
      authorization: undefined,
      fields: { grant_type: 'client_credentials', client_id: clientId },
      secrets: [],
    },
  ]);
});

it('a refresh token is the present one, and at first that of the grant', () => {
  const grant = oauthRefreshToken({ tokenUrl, clientId, refreshToken: new Secret('first') });

  expect(sent(grant).fields).toMatchObject({ grant_type: 'refresh_token', refresh_token: 'first' });
  expect(sent(grant, new Secret('second')).fields).toMatchObject({ refresh_token: 'second' });
});

it('a password goes with its user name, the scopes and the further parameters', () => {
  const grant = oauthPassword({
    tokenUrl,
    clientId,
    username: 'ann',
    password: new Secret('p4ss'),
    scopes: ['a', 'b'],
    parameters: { tenant: 't', key: new Secret('k3y') },
  });

  expect(sent(grant, new Secret('unused')).fields).toEqual({
    grant_type: 'password',
    client_id: clientId,
    username: 'ann',
    password: 'p4ss',
    scope: 'a b',
    tenant: 't',
    key: 'k3y',
  });
});
