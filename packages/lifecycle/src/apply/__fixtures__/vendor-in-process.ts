import { createInstance, type Instance, type Limiter, type RequestLimit } from '@iam/core';
import { awsIlm } from '@iam/aws-ilm';
import { createAwsVendor, startServer, type AwsOptions, type RunningServer } from '@iam/sandbox';
import type { FakeVendor, VendorRequest } from '@iam/conformance';

/** AWS's stand-in on a port of its own, with what it accepted and how many writes of one person overlapped. */
export interface VendorInProcess {
  readonly url: string;
  readonly vendor: FakeVendor;
  readonly requests: () => readonly VendorRequest[];
  readonly open: (limiter?: (limits: readonly RequestLimit[]) => Limiter, name?: string) => Instance;
  readonly close: () => Promise<void>;
}

export const APP = 'AWS-ILM_instance_1';

export const startVendor = async (
  options: AwsOptions = {},
  around: <V extends FakeVendor>(vendor: V) => V = (vendor) => vendor,
): Promise<VendorInProcess> => {
  const requests: VendorRequest[] = [];
  const vendor = around(createAwsVendor(options));
  const server: RunningServer = await startServer({
    ...vendor,
    handle: (request) => {
      requests.push(request);
      return vendor.handle(request);
    },
  });
  return {
    url: server.url,
    vendor,
    requests: () => [...requests],
    open: (limiter, name = APP) =>
      createInstance(
        awsIlm,
        { url: server.url, tenantId: 'sandbox-tenant', authenticationToken: 'sandbox-aws-token' },
        { name, env: {}, ...(limiter === undefined ? {} : { limiter }) },
      ),
    close: () => server.close(),
  };
};
