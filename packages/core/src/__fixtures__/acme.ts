import { field } from '../config/field';
import { defineIntegration } from '../contract/integration';
import { path } from '../http/path/path';
import { defineMapper } from '../profile/mapper/define-mapper';

/** A vendor over the wire whose look for a person takes whatever it is answered, and who wants a key in one query. */
export const acme = defineIntegration({
  brand: 'Acme',
  config: {
    url: field.url('Base URL'),
    token: field.secret('API key'),
    key: field.optionalSecret('Key'),
  },
  connection: ({ url, token }) => ({ baseUrl: url, bearer: token }),
  lookupBy: ['login'],
  mappers: {
    incoming: defineMapper({ name: 'Acme (Incoming)', direction: 'incoming', fields: { Username: 'login' } }),
    outgoing: defineMapper({ name: 'Acme (Outgoing)', direction: 'outgoing', fields: { login: 'username' } }),
  },
  attributes: ['login'],
  errorMessage: () => undefined,
  client: ({ http, config }) => {
    const userOf = (found: unknown) => {
      const details = found as Record<string, string>;
      return {
        id: details['id'] ?? '',
        username: details['login'] ?? null,
        email: null,
        active: true,
        details,
      };
    };
    return {
      testConnection: async () => void (await http.get(path`ping`, { query: { key: config.key?.reveal() } })),
      getUser: async () => userOf(await http.get(path`people`)),
      createUser: async (data) => userOf(await http.post(path`people`, { body: data })),
      updateUser: async ({ id }, changes) => userOf(await http.patch(path`people/${id}`, { body: changes })),
      enableUser: async ({ id }) => userOf(await http.post(path`people/${id}/on`)),
      disableUser: async ({ id }) => userOf(await http.post(path`people/${id}/off`)),
      getAppFields: async () => ({ login: 'Login' }),
    };
  },
});
