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
  // Leaves out keys without an attribute at Atlassian, so that a warning names them instead of a silent loss.
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
