import { defineIntegration, field } from '@iam/core';
import { helloIamWorldClient } from './hello-iam-world-client';
import { HelloError } from './hello-iam-world-codecs';
import { helloIncoming, helloOutgoing } from './hello-iam-world-mappers';

/** Hello IAM World: the smallest whole integration of a REST vendor. Read this file first. */
export const helloIamWorld = defineIntegration({
  // The vendor's name, as every result shows it.
  brand: 'Hello IAM World',

  // What somebody has to configure. Secrets are never shown; the common parameters (switches, mappers, …) are added.
  config: {
    url: field.url('Base URL', { help: 'For example https://hello.example.com' }),
    username: field.text('Username'),
    password: field.secret('Password'),
  },

  // Where the API is and how a request proves who it is from.
  connection: ({ url, username, password }) => ({ baseUrl: `${url}/api/now`, basic: { username, password } }),

  // How a person is found, the surest attribute first: each one that the profile has is asked for until one hits.
  lookupBy: ['id', 'username', 'email'],

  // Your own key of a person: records with different ones are never taken for the same person.
  externalIdAttribute: 'employee_number',

  // The neutral profile in the vendor's words, and back. Mappers are data: see hello-iam-world-mappers.ts.
  mappers: { incoming: helloIncoming, outgoing: helloOutgoing },

  // What the vendor accepts on a write: a profile may use these names directly.
  attributes: [
    'user_name',
    'email',
    'first_name',
    'last_name',
    'name',
    'title',
    'department',
    'city',
    'country',
    'state',
    'street',
    'zip',
    'mobile_phone',
    'manager',
    'employee_number',
    'cost_center',
  ],

  // Without these the vendor refuses a new user, so nothing is sent.
  requiredAttributes: ['user_name', 'email'],

  // The vendor's words for what went wrong; undefined when the body is not its error shape (a proxy's page, say).
  errorMessage: (body) => (HelloError.is(body) ? `${body.error.message}: ${body.error.detail}` : undefined),

  // The requests: plain async functions, see hello-iam-world-client.ts.
  client: ({ http }) => helloIamWorldClient(http),
});
