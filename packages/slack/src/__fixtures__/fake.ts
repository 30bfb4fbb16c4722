import { createSlackVendor } from '@iam/sandbox';

/** What the examples in EXAMPLES.md run against: the same ids and times in every run. */
export const fake = () =>
  createSlackVendor({
    seed: 'examples',
    now: () => new Date('2026-01-15T09:00:00Z'),
    publicUrl: 'https://api.slack.com',
    workspace: 'example',
    token: 'example-token',
  });

/** Parameters of an instance that reaches it at this address. */
export const params = (url: string) => ({ url, accessToken: 'example-token' });
