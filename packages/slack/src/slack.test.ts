import { describeIntegration } from '@iam/conformance';
import { createSlackVendor } from '@iam/sandbox';
import { slack } from './slack';

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
  city: 'Berlin',
  timezone: 'Europe/Berlin',
};

describe.each(['v2', 'v1'])('an instance that speaks %s', (scimVersion) => {
  describeIntegration({
    integration: slack,
    fake: () => createSlackVendor({ token: 'slack-conformance-token' }),
    params: (url) => ({ url, accessToken: 'slack-conformance-token', scimVersion }),
    profile,
    test: { describe, it, expect },
  });
});
