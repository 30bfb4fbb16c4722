import { createAwsVendor, startServer } from '@iam/sandbox';
import type { InstanceConfig } from './config';

/** The local vendors, listening, and the instances that reach them. */
export interface LocalVendors {
  readonly instances: readonly InstanceConfig[];
  readonly close: () => Promise<void>;
}

/** Starts every local vendor on a free port of 127.0.0.1. */
export const startLocalVendors = async (): Promise<LocalVendors> => {
  const aws = await startServer(createAwsVendor({ requestsPerSecond: 20 }));
  return {
    instances: [
      {
        name: 'AWS-ILM_instance_1',
        integration: 'aws-ilm',
        params: { url: aws.url, tenantId: 'sandbox-tenant', authenticationToken: 'sandbox-aws-token' },
        path: 'instances[0]',
      },
    ],
    close: aws.close,
  };
};
