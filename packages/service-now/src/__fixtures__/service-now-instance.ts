import type { FakeVendor } from '@iam/conformance';
import { createServiceNowVendor, type ServiceNowOptions } from '@iam/sandbox';
import { interceptedInstance } from '@iam/sandbox/msw';
import { serviceNow } from '../service-now';

export const JANE = {
  sys_id: '0a000000000000000000000000000001',
  user_name: 'jane',
  email: 'jane@example.com',
  employee_number: 'E1',
  first_name: 'Jane',
  last_name: 'Doe',
  title: 'Clerk',
};
export const JOE = {
  sys_id: '0a000000000000000000000000000002',
  user_name: 'joe',
  email: 'joe@example.com',
  first_name: 'Joe',
  last_name: 'Soap',
};

const URL = 'https://acme.service-now.com';
const BASIC = { username: 'sandbox-admin', password: 'sandbox-password' };

/** An instance of ServiceNow with what an administrator set, and the integration's instance that reaches it. */
export const setUp = (
  options: ServiceNowOptions = {},
  params: Readonly<Record<string, unknown>> = BASIC,
  altered: (vendor: FakeVendor) => Partial<FakeVendor> = () => ({}),
) => {
  const vendor = createServiceNowVendor({ seed: 's', publicUrl: URL, ...options });
  const running = interceptedInstance(
    serviceNow,
    { url: URL, ...params },
    { ...vendor, ...altered(vendor) },
    `/api/now${typeof params['apiVersion'] === 'string' ? `/${params['apiVersion']}` : ''}/table`,
  );
  return { ...running, vendor };
};

/** A part of every query is lost on the way, as the instance drops what it cannot apply. */
export const withoutQuery =
  (part: RegExp, instead = '') =>
  (vendor: FakeVendor): Partial<FakeVendor> => ({
    handle: (request) => vendor.handle({ ...request, query: request.query.replace(part, instead) }),
  });
