import { defineIntegration, field } from '@iam/core';
import { scimIntegration } from '@iam/core/scim';
import { helloScimWorldDialect } from './hello-scim-world-dialect';
import { helloScimWorldMappers } from './hello-scim-world-mappers';

/** Hello SCIM World: the smallest whole integration of an application that speaks SCIM 2.0. Read this file first. */
export const helloScimWorld = defineIntegration({
  // All that follows from SCIM itself: how people are found, what can be written, errors, and every request.
  ...scimIntegration(helloScimWorldDialect),

  // The vendor's name, as every result shows it.
  brand: 'Hello SCIM World',

  // What somebody has to configure. Secrets are never shown; the common parameters (switches, mappers, …) are added.
  config: {
    url: field.url('Base URL', {
      help: 'The address with /Users below it, for example https://hello.example/scim/v2',
    }),
    token: field.secret('Access Token'),
  },

  // Where the API is and how a request proves who it is from.
  connection: ({ url, token }) => ({
    baseUrl: url,
    bearer: token,
    contentType: helloScimWorldDialect.contentType,
  }),

  // The neutral profile in the vendor's words, and back. Mappers are data: see hello-scim-world-mappers.ts.
  mappers: helloScimWorldMappers,
});
