import { defineIntegration, field } from '@iam/core';
import { scimIntegration } from '@iam/core/scim';
import { helloScimWorldDialect } from './hello-scim-world-dialect';
import { helloScimWorldMappers } from './hello-scim-world-mappers';

/** Hello SCIM World: the smallest whole integration of an application that speaks SCIM 2.0. Read this file first. */
export const helloScimWorld = defineIntegration({
  // Everything that follows from SCIM itself: lookup, writable attributes, errors, and every request.
  ...scimIntegration(helloScimWorldDialect),

  // The vendor's name, as every result shows it.
  brand: 'Hello SCIM World',

  // The parameters of an instance. Secrets are never shown; the common parameters (switches, mappers, …) are added.
  config: {
    url: field.url('Base URL', {
      help: 'The address with /Users below it, for example https://hello.example/scim/v2',
    }),
    token: field.secret('Access Token'),
  },

  // The address of the API and the authentication of requests.
  connection: ({ url, token }) => ({
    baseUrl: url,
    bearer: token,
    contentType: helloScimWorldDialect.contentType,
  }),

  // Maps the neutral profile to the vendor's attributes and back. Mappers are data: see hello-scim-world-mappers.ts.
  mappers: helloScimWorldMappers,
});
