import { Secret } from '../../config/secret';
import { connectionHeaders, joinUrl } from './connection';

const baseUrl = 'https://x.example';

it('sends a credential of another scheme, and a second one in a further header', () => {
  const authorization = { scheme: 'SSWS', credentials: new Secret('00abc') };
  expect(
    connectionHeaders({ baseUrl: 'https://x.example', authorization, headers: { 'X-Key': new Secret('k') } }),
  ).toEqual({ Authorization: 'SSWS 00abc', 'X-Key': 'k' });
});

it.each([
  ['bearer', { bearer: new Secret('t0ken') }, { Authorization: 'Bearer t0ken' }],
  [
    'basic, in UTF-8',
    { basic: { username: 'jané', password: new Secret('pä:ss') } },
    { Authorization: 'Basic amFuw6k6cMOkOnNz' },
  ],
  [
    'headers',
    { headers: { 'X-Key': new Secret('k3y'), 'X-Tenant': 't1' } },
    { 'X-Key': 'k3y', 'X-Tenant': 't1' },
  ],
  ['nothing', {}, {}],
])('authenticates by %s', (_, credentials, headers) => {
  expect(connectionHeaders({ baseUrl, ...credentials })).toEqual(headers);
});

it.each([
  ['https://x.example', 'Users', '', 'https://x.example/Users'],
  ['https://x.example/scim/v2//', 'Users', 'count=1', 'https://x.example/scim/v2/Users?count=1'],
])('%s and %s are joined by one slash', (base, path, query, url) => {
  expect(joinUrl(base, path, query)).toBe(url);
});
