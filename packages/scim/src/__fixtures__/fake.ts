import { createScimVendor } from '@iam/sandbox';

/** What the examples in EXAMPLES.md run against: the same ids and times in every run. */
export const fake = () =>
  createScimVendor({
    seed: 'examples',
    now: () => new Date('2026-01-15T09:00:00Z'),
    publicUrl: 'https://idp.example.com',
    token: 'example-token',
  });

/** Parameters of an instance that reaches it at this address. */
export const params = (url: string) => ({ url: `${url}/scim/v2`, token: 'example-token' });
