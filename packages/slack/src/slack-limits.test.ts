import { createSlackVendor, type SlackOptions } from '@iam/sandbox';
import { interceptedInstance } from '@iam/sandbox/msw';
import { JANE, PARAMS, PROFILE } from './__fixtures__/intercepted-slack';
import { slack } from './slack';

// Slack's limits: per minute and kind of request, and one write at a time for each user or group.

let close: (() => void) | undefined;
afterEach(() => close?.());

/** An organisation whose time stands still until it has refused a request, and then is past any Retry-After. */
const setUp = (options: SlackOptions, params: object = {}) => {
  let time = 0;
  const vendor = createSlackVendor({
    token: PARAMS.accessToken,
    seed: 's',
    now: () => new Date(time),
    users: [JANE],
    ...options,
  });
  const refused: unknown[] = [];
  const handle: typeof vendor.handle = (request) => {
    const reply = vendor.handle(request);
    if (reply.status === 429) {
      refused.push(reply.body);
      time += 60_000;
    }
    return reply;
  };
  const running = interceptedInstance(slack, { ...PARAMS, ...params }, { ...vendor, handle });
  close = running.close;
  return { ...running, vendor, refused };
};

const HEADERS = { authorization: `Bearer ${PARAMS.accessToken}`, 'content-type': 'application/json' };

/** A change of another client, which is not done yet. */
const elsewhere = (vendor: ReturnType<typeof createSlackVendor>, path: string, body: object) =>
  vendor.handle({ method: 'PATCH', path, query: '', headers: HEADERS, body, text: JSON.stringify(body) });

describe.each(['v2', 'v1'])('over %s', (scimVersion) => {
  it('a user whom another client is changing is waited for, and changed once', async () => {
    const { run, vendor, refused, calls } = setUp({ writeMs: 500 }, { scimVersion });
    elsewhere(vendor, '/scim/v1/Users/U0JANE', { timezone: 'Europe/Berlin' });
    const result = await run('iam-update-user', { ...PROFILE, title: 'Boss' });

    expect(result.status).toBe('done');
    expect(JSON.stringify(refused)).toContain('resource_locked');
    expect(calls().filter((call) => call.startsWith('PATCH'))).toHaveLength(2);
    expect(vendor.users()).toMatchObject([{ title: 'Boss', timezone: 'Europe/Berlin' }]);
  });

  it('a group that is locked is waited for as well', async () => {
    const groups = [{ id: 'S1', displayName: 'Staff', members: [] }];
    const { runGroup, vendor, refused } = setUp({ writeMs: 500, groups }, { scimVersion });
    elsewhere(vendor, '/scim/v1/Groups/S1', { displayName: 'Staff' });
    const { group } = await runGroup('iam-update-group', { id: 'S1' }, { memberIdsToAdd: 'U0JANE' });

    expect([group.success, refused.length]).toEqual([true, 1]);
    expect(vendor.groups()[0]?.members).toEqual(['U0JANE']);
  });
});

it('a limit that other clients have used up is waited for', async () => {
  const { run, vendor, refused } = setUp({ rateLimits: true });
  for (let count = 0; count < 20; count += 1) {
    elsewhere(vendor, '/scim/v1/Users/U0JANE', { title: `${count}` });
  }

  expect((await run('iam-update-user', { ...PROFILE, title: 'Boss' })).status).toBe('done');
  expect(JSON.stringify(refused)).toContain('too_many_requests');
  expect(vendor.users()).toMatchObject([{ title: 'Boss' }]);
});

it('the limits are those that Slack documents', () => {
  expect(slack.rateLimits).toEqual([
    { requests: 1000, per: 'minute', of: 'reads' },
    { requests: 600, per: 'minute', burst: 180, of: 'writes' },
    { requests: 300, per: 'minute', of: { method: 'reads', path: 'Users*' } },
    { requests: 180, per: 'minute', burst: 20, of: { method: 'writes', path: 'Users*' } },
  ]);
});
