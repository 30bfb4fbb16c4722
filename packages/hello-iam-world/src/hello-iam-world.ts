import { defineIntegration, field } from '@iam/core';
import { helloIamWorldClient } from './hello-iam-world-client';
import { HelloError } from './hello-iam-world-codecs';
import { helloIncoming, helloOutgoing } from './hello-iam-world-mappers';

/** Hello IAM World: the smallest whole integration of a REST vendor. Read this file first. */
export const helloIamWorld = defineIntegration({
  // The vendor's name, as every result shows it.
  brand: 'Hello IAM World',

  // The parameters of an instance. Secrets are never shown; the common parameters (switches, mappers, …) are added.
  config: {
    url: field.url('Base URL', { help: 'For example https://hello.example.com' }),
    username: field.text('Username'),
    password: field.secret('Password'),
  },

  // The address of the API and the authentication of requests.
  connection: ({ url, username, password }) => ({ baseUrl: `${url}/api/now`, basic: { username, password } }),

  // Lookup attributes, the strongest identifier first: each one in the profile is tried until one matches.
  lookupBy: ['id', 'username', 'email'],

  // The correlation key: records with different values are never taken for the same person.
  externalIdAttribute: 'employee_number',

  // Maps the neutral profile to the vendor's attributes and back. Mappers are data: see hello-iam-world-mappers.ts.
  mappers: { incoming: helloIncoming, outgoing: helloOutgoing },

  // Writable attributes: a profile may use these names directly.
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

  // Required for a new user: without them nothing is sent, because the vendor would refuse.
  requiredAttributes: ['user_name', 'email'],

  // Attributes that hold ids of other records, and how a profile says which one: the person who has the address.
  references: { manager: { from: 'manageremailaddress', lookupBy: 'email' } },

  // Extracts the vendor's error message; undefined when the body is not its error shape (a proxy's page, say).
  errorMessage: (body) => (HelloError.is(body) ? `${body.error.message}: ${body.error.detail}` : undefined),

  // The requests: plain async functions, see hello-iam-world-client.ts.
  client: ({ http }) => helloIamWorldClient(http),
});
