import { generateKeyPairSync } from 'node:crypto';
import { describeIntegration } from '@iam/conformance';
import { createOktaVendor, type OktaOptions } from '@iam/sandbox';
import { okta } from './okta';

// The rules common to all integrations; the message of a failed one says what to change here.

const API_TOKEN = 'okta-conformance-token';
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const CLIENT = {
  clientId: '0oaclient',
  publicKey: publicKey.export({ format: 'jwk' }),
  scopes: [
    'okta.users.manage',
    'okta.groups.manage',
    'okta.apps.read',
    'okta.logs.read',
    'okta.schemas.read',
  ],
};

const SEEDS: OktaOptions = {
  users: [
    {
      id: '00uann',
      profile: { login: 'ann@example.com', email: 'ann@example.com', firstName: 'Ann', lastName: 'Lee' },
    },
  ],
  apps: [{ id: '0oawork', name: 'workday', label: 'Workday', users: { '00uann': { role: 'Manager' } } }],
};

/** What the log has. */
const CHANGE_OF_ANN = {
  method: 'POST',
  path: '/api/v1/users/00uann',
  query: '',
  headers: { authorization: `SSWS ${API_TOKEN}` },
  body: { profile: { title: 'Manager' } },
  text: '{"profile":{"title":"Manager"}}',
};

describe.each([
  ['an API token', { apiToken: API_TOKEN }],
  [
    'a private key',
    {
      clientId: CLIENT.clientId,
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    },
  ],
])('with %s', (_, credentials) => {
  describeIntegration({
    integration: okta,
    fake: (now) => {
      const vendor = createOktaVendor({ now, apiToken: API_TOKEN, clients: [CLIENT], ...SEEDS });
      vendor.handle(CHANGE_OF_ANN);
      return { ...vendor, ...('privateKey' in credentials ? { tokenPath: '/oauth2/v1/token' } : {}) };
    },
    params: (url) => ({ url, ...credentials }),
    profile: {
      username: 'jane.doe@example.com',
      email: 'jane.doe@corp.example.com',
      givenname: 'Jane',
      surname: 'Doe',
      displayname: 'Jane Doe',
      title: 'Engineer',
      department: 'Research',
      organization: 'Acme',
      costcenter: 'C-7',
      employeeid: 'E-1001',
      usertype: 'Employee',
      managername: 'Ann Lee',
      mobilephone: '+49 30 1234567',
      streetaddress: 'Main Street 1',
      city: 'Berlin',
      state: 'Berlin',
      zipcode: '10115',
    },
    extraCommands: {
      'okta-get-app-user-assignment': { user_id: '00uann', application_id: '0oawork' },
      'okta-iam-list-applications': { query: 'Work' },
      'okta-iam-list-user-applications': { user_id: '00uann' },
      'okta-get-logs': { limit: 5 },
    },
    test: { describe, it, expect },
  });
});
