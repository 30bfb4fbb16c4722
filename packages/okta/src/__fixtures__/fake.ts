import { createOktaVendor, type OktaVendor } from '@iam/sandbox';

/** What the examples in EXAMPLES.md run against: the same ids and times in every run, and one application that is assigned. */
export const fake = (): OktaVendor =>
  createOktaVendor({
    seed: 'examples',
    now: () => new Date('2026-01-15T09:00:00Z'),
    publicUrl: 'https://example.okta.com',
    apiToken: 'example-token',
    users: [
      {
        id: '00uann0000000000h7',
        status: 'ACTIVE',
        created: '2025-01-15T09:00:00Z',
        profile: {
          login: 'ann.lee@example.com',
          email: 'ann.lee@example.com',
          firstName: 'Ann',
          lastName: 'Lee',
        },
      },
    ],
    apps: [
      {
        id: '0oaworkday00000h7',
        name: 'workday',
        label: 'Workday',
        logo: 'https://example.okta.com/assets/workday.png',
        users: { '00uann0000000000h7': { role: 'Manager' } },
      },
    ],
  });

/** Parameters of an instance that reaches it at this address. */
export const params = (url: string) => ({ url, apiToken: 'example-token' });
