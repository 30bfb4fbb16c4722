import { defineIntegration, field } from '@iam/core';
import { scimIntegration, standardDialect } from '@iam/core/scim';
import { describeIntegration } from '@iam/conformance';
import { createScimVendor } from '@iam/sandbox';

// An invented SCIM vendor (7 records a page, PUT only, no filter but userName, no groups): a dialect alone must suffice.
const oddDialect = {
  ...standardDialect,
  lookupBy: ['id', 'userName'],
  update: 'put' as const,
  pageSize: 7,
};
const { groups: _none, ...withoutGroups } = oddDialect;

const odd = defineIntegration({
  ...scimIntegration(withoutGroups),
  brand: 'Odd',
  config: { url: field.url('Base URL'), token: field.secret('Token') },
  connection: ({ url, token }) => ({
    baseUrl: `${url}/odd`,
    bearer: token,
    contentType: 'application/scim+json',
  }),
});

describeIntegration({
  integration: odd,
  fake: () =>
    createScimVendor({
      basePath: '/odd',
      token: 'odd-conformance-token',
      patch: false,
      pageSize: 7,
      filterable: { User: ['userName'], Group: [] },
    }),
  params: (url) => ({ url, token: 'odd-conformance-token' }),
  profile: {
    email: 'jane.doe@example.com',
    username: 'jane.doe',
    givenname: 'Jane',
    surname: 'Doe',
    displayname: 'Jane Doe',
    title: 'Engineer',
  },
  test: { describe, it, expect },
});
