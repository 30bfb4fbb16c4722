import { defineIntegration, field } from '@iam/core';
import { serviceNowClient } from './service-now-client';
import { WRITABLE_COLUMNS } from './service-now-columns';
import { readServiceNowError, serviceNowMessage } from './service-now-errors';
import { serviceNowIncoming, serviceNowOutgoing } from './service-now-mappers';
import { serviceNowReferences } from './service-now-references';
import { signIn } from './service-now-sign-in';

/** ServiceNow: users and groups of an instance over its Table API. */
export const serviceNow = defineIntegration({
  brand: 'ServiceNow IAM',
  shortName: 'ServiceNow',
  config: {
    url: field.url('ServiceNow URL', { help: 'For example https://acme.service-now.com' }),
    username: field.optionalText('Username', { help: 'Of the account that the integration acts as.' }),
    password: field.optionalSecret('Password', { help: 'With username.' }),
    clientId: field.optionalText('OAuth client ID', {
      help: 'Of an entry in the Application Registry. The account of the client acts, or with username and password that one.',
    }),
    clientSecret: field.optionalSecret('OAuth client secret', { help: 'With clientId.' }),
    apiVersion: field.choice('ServiceNow API Version', ['none', 'v1', 'v2'], {
      default: 'none',
      help: 'Specify this value to use an endpoint version other than the latest.',
    }),
  },
  connection: (config) => ({
    baseUrl: `${config.url}/api/now${config.apiVersion === 'none' ? '' : `/${config.apiVersion}`}`,
    ...signIn(config),
  }),
  // Addresses are not unique at ServiceNow, so an address is asked for last.
  lookupBy: ['id', 'user_name', 'employee_number', 'email'],
  externalIdAttribute: 'employee_number',
  mappers: { incoming: serviceNowIncoming, outgoing: serviceNowOutgoing },
  attributes: WRITABLE_COLUMNS,
  // ServiceNow creates users without a user name, who can never sign in.
  requiredAttributes: ['user_name'],
  references: serviceNowReferences,
  errorMessage: serviceNowMessage,
  readError: readServiceNowError,
  client: ({ http }) => serviceNowClient(http),
});
