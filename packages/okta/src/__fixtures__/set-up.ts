import type { UserClient } from '@iam/core';
import { createOktaVendor, type OktaOptions, type OktaSeedUser, type OktaVendor } from '@iam/sandbox';
import { interceptedInstance } from '@iam/sandbox/msw';
import { okta } from '../okta';

export const URL = 'https://acme.okta.com';

/** A user the org starts with. */
export const person = (id: string, more: Partial<OktaSeedUser> = {}): OktaSeedUser => ({
  id,
  ...more,
  profile: {
    login: `${id}@example.com`,
    email: `${id}@example.com`,
    firstName: 'Jane',
    lastName: 'Doe',
    ...more.profile,
  },
});

export const JANE = { email: '00ujane@example.com', givenname: 'Jane', surname: 'Doe' };

/** An org of Okta in this process, an instance that reaches it, and what went between them. */
export const setUp = (options: OktaOptions = {}, params: object = {}) => {
  const vendor: OktaVendor = createOktaVendor({
    apiToken: 't0ken-of-okta',
    seed: 's',
    publicUrl: URL,
    ...options,
  });
  const uses: ((client: UserClient) => Promise<void>)[] = [];
  const running = interceptedInstance(
    {
      ...okta,
      client: (context) => {
        const client = okta.client(context);
        return { ...client, testConnection: async () => uses.pop()?.(client) ?? client.testConnection() };
      },
    },
    { url: URL, apiToken: 't0ken-of-okta', ...params },
    vendor,
    '/api/v1',
  );
  const statuses = () => vendor.users().map(({ status }) => status);
  /** What no command does: uses the client of this instance. */
  const withClient = async (use: (client: UserClient) => Promise<void>) => {
    uses.push(use);
    const { failure } = await running.instance.run('test-module', {});
    return failure;
  };
  return { ...running, vendor, statuses, withClient };
};
