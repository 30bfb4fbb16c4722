import { describeIntegration } from '@iam/conformance';
import { createAtlassianVendor } from '@iam/sandbox';
import { atlassian } from './atlassian';

const profile = {
  email: 'jane.doe@example.com',
  username: 'jane.doe',
  employeeid: 'E-1001',
  givenname: 'Jane',
  surname: 'Doe',
  displayname: 'Jane Doe',
  title: 'Engineer',
  department: 'Research',
  mobilephone: '+49 30 1234567',
  timezone: 'Europe/Berlin',
};

describe.each([
  ['disabling', {}],
  ['deleting instead of disabling', { deleteOnDisable: true }],
])('an instance that is %s', (_, params) => {
  describeIntegration({
    integration: atlassian,
    fake: () => createAtlassianVendor({ directoryId: 'directory-1', token: 'atlassian-conformance-token' }),
    params: (url) => ({
      url,
      directoryId: 'directory-1',
      accessToken: 'atlassian-conformance-token',
      ...params,
    }),
    profile,
    test: { describe, it, expect },
  });
});
