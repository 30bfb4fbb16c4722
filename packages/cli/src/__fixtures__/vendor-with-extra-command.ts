/** A vendor that has, beside the common commands, one of its own. */
import { argument, defineCommand, defineIntegration, defineMapper, field } from '@iam/core';

const listFields = defineCommand({
  name: 'acme-list-fields',
  description: 'Lists the fields of the application.',
  arguments: {
    kind: argument.text('Of which record.', { required: true }),
    limit: argument.number(1, 100)('How many at most.', { default: 50 }),
  },
  contextKey: 'Acme.Field',
  keyedBy: ['Name'],
  outputs: [{ path: 'Name', type: 'String', description: 'Its name.' }],
  title: 'Acme fields',
  run: async ({ kind, limit }) => [{ Name: `${kind}.mail` }, { Name: `${kind}.note` }].slice(0, limit),
});

const unused = (): Promise<never> => Promise.reject(new Error('This vendor has no people.'));

export const acme = defineIntegration({
  brand: 'Acme',
  config: { key: field.secret('Key') },
  connection: ({ key }) => ({ baseUrl: 'http://127.0.0.1:9', bearer: key }),
  lookupBy: ['mail'],
  attributes: ['mail'],
  mappers: {
    incoming: defineMapper({ name: 'Acme (Incoming)', direction: 'incoming', fields: { Email: 'mail' } }),
    outgoing: defineMapper({ name: 'Acme (Outgoing)', direction: 'outgoing', fields: { mail: 'email' } }),
  },
  errorMessage: () => undefined,
  commands: [listFields],
  client: () => ({
    testConnection: unused,
    getUser: unused,
    createUser: unused,
    updateUser: unused,
    enableUser: unused,
    disableUser: unused,
    getAppFields: unused,
  }),
});
