import { defineIntegration, field } from '@iam/core';
import { acme } from '../acme';
import { type Mistake, withClient } from './mistake';

const { brand, lookupBy, mappers, attributes, requiredAttributes, errorMessage, client } = acme;
const PARTS = { brand, lookupBy, mappers, attributes, requiredAttributes, errorMessage, client };

/** Mistakes of errors and secrets. */
export const MISTAKES_IN_ERRORS: readonly Mistake[] = [
  [
    'errorMessage reads nothing',
    { ...acme, errorMessage: () => undefined },
    'errors: errorMessage reads the vendor’s own error body',
  ],
  [
    'errorMessage believes every body',
    { ...acme, errorMessage: () => 'an error' },
    'errors: errorMessage reads no other body',
  ],
  [
    'readError takes every 403 for a missing right',
    { ...acme, readError: ({ status }) => (status === 403 ? { kind: 'forbidden' } : undefined) },
    'errors: 403 with Retry-After is throttling: it is waited out and repeated',
  ],
  [
    'readError takes every 400 for a wrong value',
    { ...acme, readError: ({ status }) => (status === 400 ? { kind: 'bad-request' } : undefined) },
    'errors: 400 with ThrottlingException is throttling: it is waited out and repeated',
  ],
  [
    'readError has one text for all errors',
    { ...acme, readError: () => ({ message: 'It did not work.' }) },
    'errors: the reason is shown whatever shape it has',
  ],
  [
    'an error of the vendor is reworded',
    withClient((client) => ({
      updateUser: (user, changes, options) =>
        client.updateUser(user, changes, options).catch(() => Promise.reject(new Error('update failed'))),
    })),
    'errors: 403 on a write fails with the vendor’s message after one try',
  ],
  [
    'the key is no secret',
    defineIntegration({
      ...PARTS,
      config: { url: field.url('Base URL'), apiKey: field.text('API key') },
      connection: ({ url, apiKey }) => ({
        baseUrl: `${url}/api/v1`,
        headers: { authorization: `Bearer ${apiKey}` },
      }),
    }),
    'secrets: credentials are declared as such',
  ],
];
