import { defineIntegration, field } from '@iam/core';
import { oktaClient } from './okta-client';
import { getAppUserAssignment, listApplications, listUserApplications } from './okta-app-commands';
import { oktaConnection } from './okta-connection';
import { oktaErrorCodes, oktaErrorMessage, readOktaError } from './okta-errors';
import { getLogs } from './okta-get-logs';
import { oktaIncoming, oktaOutgoing, underProfile } from './okta-mappers';

/** Okta: the people and groups of one org over its management API, version 1. */
export const okta = defineIntegration({
  brand: 'Okta IAM',
  shortName: 'Okta',
  config: {
    url: field.url('Okta URL', { help: 'https://<domain>.okta.com' }),
    apiToken: field.optionalSecret('API Token', {
      help: 'It acts as the administrator who made it, and ends with them.',
    }),
    clientId: field.optionalText('Client ID', {
      help: 'Of a service application, in place of an API token.',
    }),
    privateKey: field.optionalPrivateKey('Private Key', {
      help: 'Of the service application, PEM or JWK.',
    }),
    scopes: field.text('OAuth scopes', {
      default: 'okta.users.manage okta.groups.manage okta.apps.read okta.logs.read okta.schemas.read',
      help: 'What the service application asks for; each one has to be granted to it.',
    }),
    sendEmail: field.flag('Send activation mails', {
      default: false,
      help: 'Whether Okta writes to the person when an account is activated.',
    }),
  },
  connection: oktaConnection,
  lookupBy: ['id', 'profile.login', 'profile.email'],
  externalIdAttribute: 'profile.employeeNumber',
  requestsPerMiss: { 'profile.email': 2 },
  mappers: { incoming: oktaIncoming, outgoing: oktaOutgoing },
  normalize: underProfile,
  // Orgs have attributes of their own beside those of the mapper.
  attributes: ['profile'],
  requiredAttributes: ['profile.login', 'profile.email', 'profile.firstName', 'profile.lastName'],
  references: { 'profile.managerId': { from: 'manageremailaddress', lookupBy: 'profile.email' } },
  errorMessage: oktaErrorMessage,
  errorCodes: oktaErrorCodes,
  readError: readOktaError,
  limitHeaders: {
    remaining: 'X-Rate-Limit-Remaining',
    reset: 'X-Rate-Limit-Reset',
    resetIs: 'epoch-seconds',
  },
  commands: [getAppUserAssignment, listApplications, listUserApplications, getLogs],
  client: ({ http, config }) => oktaClient(http, { sendEmail: config.sendEmail }),
});
