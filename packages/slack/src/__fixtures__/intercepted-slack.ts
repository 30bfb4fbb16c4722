import { createSlackVendor, type SeedUser, type SlackOptions } from '@iam/sandbox';
import { interceptedInstance } from '@iam/sandbox/msw';
import { slack } from '../slack';

export const JANE: SeedUser = {
  id: 'U0JANE',
  userName: 'jane',
  displayName: 'Jane Doe',
  name: { givenName: 'Jane', familyName: 'Doe' },
  emails: [{ value: 'jane@example.com', primary: true }],
  title: 'Clerk',
  active: true,
};
export const INACTIVE = { ...JANE, active: false };
export const PROFILE = { email: 'jane@example.com', givenname: 'Jane', surname: 'Doe' };

export const PARAMS = { url: 'https://api.slack.com', accessToken: 't0ken-of-slack' };

let close: (() => void) | undefined;
afterEach(() => close?.());

/** An instance and the organisation that answers it until the test ends. */
export const setUp = (
  options: SlackOptions = {},
  params: { readonly scimVersion?: string } & Readonly<Record<string, unknown>> = {},
) => {
  const vendor = createSlackVendor({ token: PARAMS.accessToken, seed: 's', ...options });
  const basePath = `/scim/${params.scimVersion ?? 'v2'}`;
  const running = interceptedInstance(slack, { ...PARAMS, ...params }, vendor, basePath);
  close = running.close;
  return {
    ...running,
    vendor,
    queries: () => running.requests().map(({ query }) => decodeURIComponent(query)),
    writes: () => running.calls().filter((call) => !call.startsWith('GET')),
  };
};
