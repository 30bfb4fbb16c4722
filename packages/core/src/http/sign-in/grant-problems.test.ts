import { generateKeyPairSync } from 'node:crypto';
import { Secret } from '../../config/secret';
import { grantProblems } from './grant-problems';
import { oauthClientCredentials, type OAuthGrant } from './oauth-grant';

type Given = Partial<Parameters<typeof oauthClientCredentials>[0]>;

const grant = (more: Given): OAuthGrant =>
  oauthClientCredentials({ tokenUrl: 'https://login.example/token', clientId: 'client', ...more });

const problems = (more: Given, parameters: Readonly<Record<string, unknown>> = {}) =>
  grantProblems(grant(more), (value) => Object.keys(parameters).find((name) => parameters[name] === value));

const pem = (type: 'rsa' | 'x25519'): Secret => {
  const { privateKey } =
    type === 'rsa' ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : generateKeyPairSync('x25519');
  return new Secret(String(privateKey.export({ type: 'pkcs8', format: 'pem' })));
};
const RSA = pem('rsa');

it.each<[string, Given]>([
  ['without a proof', {}],
  ['with a secret', { clientSecret: new Secret('s') }],
  ['with a key', { privateKey: RSA }],
  ['with a key for the algorithm that is named', { privateKey: RSA, algorithm: 'PS512' }],
  ['at an address with a port, a path and a query', { tokenUrl: 'http://login.example:8080/a/b?c=d' }],
])('a grant is right %s', (_, more) => {
  expect(problems(more)).toEqual([]);
});

it.each([
  'login.example/token',
  '',
  'ftp://login.example/token',
  'file:///token',
  'https://jane@login.example/token',
  'https://:s3cret@login.example/token',
  'https://jane:s3cret@login.example/token',
  'https://login.example/token#part',
])('%j is no token endpoint', (tokenUrl) => {
  const said = 'the token endpoint must be an http(s) address without credentials and fragment';

  expect(problems({ tokenUrl })).toEqual([`params: ${said}`]);
  expect(problems({ tokenUrl }, { url: 'x', tokens: tokenUrl })).toEqual([`params.tokens: ${said}`]);
});

it.each(['', ' ', '\t'])('a client needs an id, and %j is none', (clientId) => {
  expect(problems({ clientId })).toEqual(['params: the client of OAuth 2.0 has no id']);
});

it('a client has one proof', () => {
  expect(problems({ clientSecret: new Secret('s'), privateKey: RSA })).toEqual([
    'params: give a client secret or a private key, not both',
  ]);
});

it('a key that cannot be read, cannot sign, or signs otherwise is named by its parameter, never by its value', () => {
  const unreadable = new Secret('no-key-at-all');
  const cannotSign = pem('x25519');
  const found = [
    problems({ privateKey: unreadable }, { key: unreadable }),
    problems({ privateKey: cannotSign }, { key: cannotSign }),
    problems({ privateKey: RSA, algorithm: 'ES256' }, { key: RSA }),
    problems({ privateKey: RSA, algorithm: 'ES256' }),
  ];

  expect(found).toEqual([
    [expect.stringMatching(/^params\.key: /)],
    [expect.stringMatching(/^params\.key: is a key \(x25519\) that signs by none of RS256, /)],
    ['params.key: is no key for ES256'],
    ['params: is no key for ES256'],
  ]);
  expect(JSON.stringify(found)).not.toContain('no-key-at-all');
});
