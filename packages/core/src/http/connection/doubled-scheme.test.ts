import { doubledScheme } from './doubled-scheme';

it.each([
  ['Bearer Bearer abc', 'Bearer'],
  ['Bearer bearer abc', 'bearer'],
  ['Bearer BEARER   abc', 'BEARER'],
  ['Bearer  Basic YTpi', 'Basic'],
  ['Bearer \t Basic\t YTpi', 'Basic'],
  ['Bearer Bearer', 'Bearer'],
  ['Bearer Basic YTpi', 'Basic'],
  ['Bearer Token abc', 'Token'],
  ['Bearer Authorization: Bearer abc', 'Authorization'],
  ['SSWS SSWS abc', 'SSWS'],
  ['GenieKey geniekey abc', 'geniekey'],
])('%s has two schemes', (authorization, scheme) => {
  expect(doubledScheme(authorization)).toBe(scheme);
});

it.each([
  'Bearer abc',
  'Bearer key of it',
  'Bearer token',
  'Bearer bearerabc',
  'SSWS abc',
  'acme:key Token abc',
  ' Bearer Bearer abc',
  'abc',
  '',
  'Basic YTpi',
])('%s has at most one scheme', (authorization) => {
  expect(doubledScheme(authorization)).toBeUndefined();
});

it.each([
  'Authorization:',
  'Basic',
  'Bearer',
  'Concealed',
  'Digest',
  'DPoP',
  'GNAP',
  'HOBA',
  'Mutual',
  'Negotiate',
  'OAuth',
  'PrivateToken',
  'SCRAM-SHA-1',
  'SCRAM-SHA-256',
  'vapid',
  'SSWS',
  'Token',
])('a copied credential begins with %s', (scheme) => {
  expect(doubledScheme(`Acme ${scheme} abc`)).toBe(scheme.replace(':', ''));
});
