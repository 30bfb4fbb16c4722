import { toContext, toMarkdown } from '@iam/core';
import { OKTA_EXAMPLES, type OktaOptions } from '@iam/sandbox';
import { person, setUp as start } from './__fixtures__/set-up';

// Commands that only Okta has: the documented examples, and what the reference gets wrong.

let close: (() => void) | undefined;
afterEach(() => close?.());

const setUp = (options: OktaOptions = {}) => {
  const running = start({ ...OKTA_EXAMPLES, ...options });
  close = running.close;
  const say = async (command: string, args: object) => {
    const result = await running.instance.runByName(command, { ...args });
    return { result, context: toContext(result), table: toMarkdown(result) };
  };
  const queries = () => running.requests().map(({ query }) => decodeURIComponent(query.replace(/\+/g, ' ')));
  return { ...running, say, queries };
};

const APP = '0oae3ioe51sQ64Aui2h7';
const USER = '00uuv6y8t1iy8YXm94h7';
const LOGO = 'https://ok12static.oktacdn.com/assets/img/logos/workday.png';

describe('okta-get-app-user-assignment', () => {
  it('shows an assignment as documented', async () => {
    const { say } = setUp();
    const { context, table } = await say('okta-get-app-user-assignment', {
      user_id: USER,
      application_id: APP,
    });
    expect(context).toEqual({
      Okta: { AppUserAssignment: { UserID: USER, AppID: APP, IsAssigned: true, ProfileInApp: {} } },
    });
    expect(table).toBe(
      `### App User Assignment\n|App ID|Is Assigned|User ID|\n|---|---|---|\n| ${APP} | true | ${USER} |\n`,
    );
  });

  it('shows the profile in the application in a second table', async () => {
    const { say } = setUp({
      users: [person('00u1')],
      apps: [{ id: '0oa1', name: 'a', label: 'A', users: { '00u1': { role: 'Boss', city: null } } }],
    });
    const { table } = await say('okta-get-app-user-assignment', { user_id: '00u1', application_id: '0oa1' });
    expect(table).toMatch(/\n\n### Profile in App\n\|role\|\n\|---\|\n\| Boss \|\n$/);
  });

  it('tells that there is none', async () => {
    const { say } = setUp({ users: [person('00u1')] });
    const { context } = await say('okta-get-app-user-assignment', { user_id: '00u1', application_id: APP });
    expect(context).toEqual({
      Okta: { AppUserAssignment: { UserID: '00u1', AppID: APP, IsAssigned: false } },
    });
  });
});

describe('okta-iam-list-applications', () => {
  it('shows applications as documented', async () => {
    const { say, queries } = setUp();
    const { context, table } = await say('okta-iam-list-applications', { query: 'Workday', limit: '5' });
    expect(context).toMatchObject({
      Okta: {
        Application: [
          { ID: APP, Name: 'workday', Label: 'Workday', Logo: LOGO },
          { Label: 'Workday - Preview' },
          { Label: 'Workday - Production' },
        ],
      },
    });
    expect(table.split('\n').slice(0, 4)).toEqual([
      '### Okta Applications (1 - 3)',
      '|ID|Name|Label|Logo|',
      '|---|---|---|---|',
      `| ${APP} | workday | Workday | ![](${LOGO}) |`,
    ]);
    expect(queries()).toEqual(['q=Workday&limit=5']);
  });

  it('takes an application without a logo', async () => {
    const { say } = setUp({ apps: [{ id: '0oa1', name: 'a', label: 'A' }] });
    const { context, table } = await say('okta-iam-list-applications', {});
    expect(context).toEqual({ Okta: { Application: [{ ID: '0oa1', Name: 'a', Label: 'A' }] } });
    expect(table).toContain('|ID|Name|Label|\n');
  });

  it.each([
    [{ page: 1, limit: 2 }, '(3 - 4)', 2],
    [{ page: 2, limit: 2 }, '', 0],
    [{ page: 7, limit: 2 }, '', 0],
  ])('%j is %s', async (args, range, count) => {
    const { say } = setUp();
    const { result, table } = await say('okta-iam-list-applications', args);
    expect(table).toContain(`### Okta Applications${range === '' ? '' : ` ${range}`}\n`);
    expect(result).toMatchObject({ status: 'done', output: { length: count } });
  });

  it.each([{ limit: '0' }, { limit: '-1' }, { limit: '201' }, { page: '-1' }, { page: 'x' }])(
    '%j is refused and nothing is sent',
    async (args) => {
      const { say, calls } = setUp();
      expect((await say('okta-iam-list-applications', args)).result.failure?.kind).toBe('invalid-input');
      expect(calls()).toEqual([]);
    },
  );
});

describe('okta-iam-list-user-applications', () => {
  it('shows applications as documented', async () => {
    const { say } = setUp();
    const { context, table } = await say('okta-iam-list-user-applications', { user_id: USER });
    expect(context).toEqual({
      Okta: { Application: [{ ID: APP, Name: 'workday', Label: 'Workday', Status: 'ACTIVE' }] },
    });
    expect(table).toBe(
      `### Okta User Applications\n|ID|Name|Label|Status|\n|---|---|---|---|\n| ${APP} | workday | Workday | ACTIVE |\n`,
    );
  });

  it('reads all pages', async () => {
    const apps = Array.from({ length: 450 }, (_, index) => ({
      id: `0oa${index}`,
      name: 'a',
      label: `A ${index}`,
      users: { '00u1': {} },
    }));
    const { say, calls } = setUp({ users: [person('00u1')], apps });
    const { result } = await say('okta-iam-list-user-applications', { user_id: '00u1' });
    expect([result, calls().length]).toMatchObject([{ status: 'done', output: { length: 450 } }, 3]);
  });

  it('fails rather than showing a part', async () => {
    const apps = Array.from({ length: 250 }, (_, index) => ({
      id: `0oa${index}`,
      name: 'a',
      label: `A ${index}`,
      users: { '00u1': {} },
    }));
    const { say, fail } = setUp({ users: [person('00u1')], apps });
    fail({ on: 'reads', after: 1, times: Infinity, mishap: { kind: 'instead', reply: { status: 404 } } });
    expect((await say('okta-iam-list-user-applications', { user_id: '00u1' })).result.status).toBe('failed');
  });

  it('keeps a hostile id one value', async () => {
    const { say } = setUp();
    const { result } = await say('okta-iam-list-user-applications', { user_id: `x" or status eq "ACTIVE` });
    expect(result).toMatchObject({ status: 'done', output: [] });
  });
});

describe('okta-get-logs', () => {
  const SINCE = '2020-01-01T00:00:00Z';

  const withEvents = async (count: number) => {
    const running = setUp({ users: [person('00u1')] });
    for (let at = 0; at < count; at += 1) {
      await running.run('iam-update-user', { email: '00u1@example.com', title: `T${at}` });
    }
    return running;
  };

  it('ends where nothing follows, although a log that is polled always has a next page', async () => {
    const { say, calls } = await withEvents(3);
    const before = calls().length;
    const { result, context } = await say('okta-get-logs', { since: SINCE });
    expect(result).toMatchObject({ status: 'done', output: { length: 3 } });
    expect(context).toMatchObject({
      Okta: { Logs: { Events: { length: 3, 0: { eventType: 'user.account.update_profile' } } } },
    });
    expect(calls().slice(before)).toEqual(['GET /logs', 'GET /logs']);
  });

  it('sends the order and the limit, and reads no more than asked', async () => {
    const { say, queries } = await withEvents(3);
    const { result } = await say('okta-get-logs', { sortOrder: 'DESCENDING', limit: '2' });
    expect(result).toMatchObject({ output: { length: 2 } });
    expect(queries().at(-1)).toBe('sortOrder=DESCENDING&limit=2');
  });

  it('passes filter and period on', async () => {
    const { say, queries } = await withEvents(1);
    const filter = 'eventType eq "user.lifecycle.create"';
    const until = '2099-01-01T00:00:00+02:00';
    const { result, table } = await say('okta-get-logs', { filter, since: SINCE, until });
    expect(result).toMatchObject({ status: 'done', output: [] });
    expect(table).toContain('**No entries.**');
    expect(queries().at(-1)).toContain(`filter=${filter}&since=${SINCE}&until=`);
  });

  it('fails with Okta’s words for a date that is none', async () => {
    const { say } = setUp();
    const { result } = await say('okta-get-logs', { since: 'yesterday' });
    expect(result.failure?.message).toMatch(/Invalid date/);
  });

  it('reads more than one request may ask for', async () => {
    const { say, queries } = await withEvents(2);
    const { result } = await say('okta-get-logs', { since: SINCE, limit: 5000 });
    expect(result).toMatchObject({ status: 'done', output: { length: 2 } });
    expect(queries().at(-1)).toContain('limit=1000');
  });
});
