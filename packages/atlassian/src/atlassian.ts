import { defineIntegration, field } from '@iam/core';
import { scimIntegration, scimMappers } from '@iam/core/scim';
import { atlassianDialect } from './atlassian-dialect';

/** Atlassian Cloud user provisioning: users and groups of one directory over SCIM 2.0. */
export const atlassian = defineIntegration({
  ...scimIntegration(atlassianDialect),
  brand: 'Atlassian IAM',
  shortName: 'Atlassian',
  config: {
    url: field.url('Atlassian URL', { help: 'https://api.atlassian.com' }),
    accessToken: field.secret('Access Token', {
      help: 'The API key of the directory; shown once when the directory is made.',
    }),
    directoryId: field.text('Directory ID'),
    deleteOnDisable: field.flag('Delete users instead of disabling them', {
      default: false,
      help: 'Removes the record for good: the user gets a new id and no groups when created again.',
    }),
  },
  // What Atlassian has no attribute for is left out, so that it is named in a warning instead of being ignored silently.
  mappers: scimMappers({
    name: 'SCIM',
    omit: [
      'profileurl',
      'usertype',
      'locale',
      'employeenumber',
      'costcentercode',
      'division',
      'manager',
      'countrycodenumber',
      'peoplemanagerflag',
      'streetaddress',
      'city',
      'state',
      'zipcode',
      'countryname',
    ],
  }),
  connection: ({ url, accessToken, directoryId }) => ({
    baseUrl: `${url}/scim/directory/${encodeURIComponent(directoryId)}`,
    bearer: accessToken,
    contentType: atlassianDialect.contentType,
  }),
  disableDeletes: ({ deleteOnDisable }) => deleteOnDisable,
});
