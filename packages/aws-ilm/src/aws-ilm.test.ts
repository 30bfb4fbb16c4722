import { describeIntegration } from '@iam/conformance';
import { createAwsVendor } from '@iam/sandbox';
import { awsIlm } from './aws-ilm';

describeIntegration({
  integration: awsIlm,
  fake: () => createAwsVendor({ tenantId: 'tenant-1', token: 'aws-conformance-token' }),
  params: (url) => ({ url, tenantId: 'tenant-1', authenticationToken: 'aws-conformance-token' }),
  profile: {
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
  },
  test: { describe, it, expect },
});
