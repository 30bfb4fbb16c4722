import { describeIntegration } from '@iam/conformance';
import { createScimVendor } from '@iam/sandbox';
import { scim } from './scim';

const TOKEN = 'scim-conformance-token';

const profile = {
  email: 'jane.doe@example.com',
  username: 'jane.doe',
  employeeid: 'E-1001',
  givenname: 'Jane',
  surname: 'Doe',
  displayname: 'Jane Doe',
  title: 'Engineer',
  department: 'Research',
  city: 'Berlin',
};

describe('a server by the book', () => {
  describeIntegration({
    integration: scim,
    fake: () => createScimVendor({ token: TOKEN }),
    params: (url) => ({ url: `${url}/scim/v2`, token: TOKEN }),
    profile,
    test: { describe, it, expect },
  });
});

describe.each([{ patch: true }, { patch: false }])('a server of SCIM 1.1, %p', ({ patch }) => {
  describeIntegration({
    integration: scim,
    fake: () => createScimVendor({ token: TOKEN, version: '1.1', patch }),
    params: (url) => ({
      url: `${url}/scim/v1`,
      token: TOKEN,
      version: '1.1',
      update: patch ? 'patch' : 'put',
      contentType: 'application/json',
    }),
    profile,
    test: { describe, it, expect },
  });
});

describe('a server without PATCH', () => {
  describeIntegration({
    integration: scim,
    fake: () => createScimVendor({ token: TOKEN, patch: false }),
    params: (url) => ({ url: `${url}/scim/v2`, token: TOKEN, update: 'put' }),
    profile,
    test: { describe, it, expect },
  });
});

describe.each(['honoured', 'required'] as const)(
  'a server without PATCH whose versions are %s',
  (versions) => {
    describeIntegration({
      integration: scim,
      fake: () => createScimVendor({ token: TOKEN, patch: false, versions }),
      params: (url) => ({ url: `${url}/scim/v2`, token: TOKEN, update: 'put' }),
      profile,
      test: { describe, it, expect },
    });
  },
);

describe('a server that never shows the members of a group', () => {
  describeIntegration({
    integration: scim,
    fake: () => createScimVendor({ token: TOKEN, returnMembers: false }),
    params: (url) => ({ url: `${url}/scim/v2`, token: TOKEN, members: 'users-by-group' }),
    profile,
    test: { describe, it, expect },
  });
});
