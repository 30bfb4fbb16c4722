import { describeIntegration } from '@iam/conformance';
import { createServiceNowVendor } from '@iam/sandbox';
import { serviceNow } from './service-now';
import { profile } from './__fixtures__/fake';

const BASIC = { username: 'sandbox-admin', password: 'sandbox-password' };
const CLIENT = { clientId: 'sandbox-client', clientSecret: 'sandbox-client-secret' };

describe.each([
  ['of the latest version, with Basic', BASIC],
  ['of version 1', { ...BASIC, apiVersion: 'v1' }],
  ['of version 2, with a client', { ...CLIENT, apiVersion: 'v2' }],
])('an instance %s', (_, params) => {
  describeIntegration({
    integration: serviceNow,
    fake: () => createServiceNowVendor(),
    params: (url) => ({ url, ...params }),
    profile,
    test: { describe, it, expect },
  });
});
