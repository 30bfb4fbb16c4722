import type { FakeVendor } from '@iam/conformance';
import type { ServiceNowOptions } from '@iam/sandbox';
import { setUp, withoutQuery } from './__fixtures__/service-now-instance';

// Lists end where the instance says so, and not where a page is short.

let close: (() => void) | undefined;
afterEach(() => close?.());

const BASIC = { username: 'sandbox-admin', password: 'sandbox-password' };

const USERS = Array.from({ length: 9 }, (_, index) => ({
  sys_id: `0a00000000000000000000000000000${index}`,
  user_name: `user-${index}`,
}));

/** An instance that allows three rows a page, whatever is asked for. */
const threeRows = withoutQuery(/sysparm_limit=1000/, 'sysparm_limit=3');

const withoutHeaders =
  (...names: readonly string[]) =>
  (vendor: FakeVendor): Partial<FakeVendor> => {
    const { handle } = { ...vendor, ...threeRows(vendor) };
    return {
      handle: (request) => {
        const { headers = {}, ...reply } = handle?.(request) ?? { status: 500 };
        const kept = Object.entries(headers).filter(([name]) => !names.includes(name));
        return { ...reply, headers: Object.fromEntries(kept) };
      },
    };
  };

const namesAt = async (
  options: ServiceNowOptions,
  altered: (vendor: FakeVendor) => Partial<FakeVendor> = threeRows,
  params: Readonly<Record<string, unknown>> = BASIC,
) => {
  const running = setUp({ users: USERS, ...options }, params, altered);
  ({ close } = running);
  const names: (string | null)[] = [];
  for await (const { username } of running.instance.users()) {
    names.push(username);
  }
  return { names: names.map((name) => name?.slice(-1)).join(''), requests: running.requests() };
};

const MIDDLE = { hidden: { sys_user: 'user_nameINuser-1,user-3,user-4,user-5' } };

it.each([
  ['the latest version', BASIC],
  ['version 1, where an empty page is a 404', { ...BASIC, apiVersion: 'v1' }],
  ['version 2', { ...BASIC, apiVersion: 'v2' }],
])('are whole in %s when access controls leave a page short and another one empty', async (_, params) => {
  expect((await namesAt(MIDDLE, threeRows, params)).names).toBe('02678');
});

it.each([
  ['links', withoutHeaders('Link')],
  ['a total', withoutHeaders('X-Total-Count')],
  ['both', withoutHeaders('Link', 'X-Total-Count')],
])('are whole without %s', async (_, altered) => {
  expect((await namesAt({}, altered)).names).toBe('012345678');
});

it.each(['0', '2', '-1', 'many'])('are whole when the total is a lie (%s)', async (total) => {
  const lying = (vendor: FakeVendor): Partial<FakeVendor> => {
    const { handle } = { ...vendor, ...threeRows(vendor) };
    return {
      handle: (request) => ({
        ...(handle?.(request) ?? { status: 500 }),
        headers: { 'X-Total-Count': total },
      }),
    };
  };
  expect((await namesAt({}, lying)).names).toBe('012345678');
});

it('are read in an order that stays, once where a page holds them', async () => {
  const { names, requests } = await namesAt({}, () => ({}));

  expect(names).toBe('012345678');
  expect(requests.map(({ query }) => decodeURIComponent(query))).toEqual([
    'sysparm_query=ORDERBYsys_id&sysparm_limit=1000&sysparm_offset=0',
  ]);
});

it('whose next page does not come after the present one have no end, and fail', async () => {
  const again = (vendor: FakeVendor): Partial<FakeVendor> => ({
    handle: (request) => ({
      ...vendor.handle(request),
      headers: {
        Link: '<https://acme.service-now.com/api/now/table/sys_user?sysparm_offset=0&x=1>;rel="next"',
      },
    }),
  });
  await expect(namesAt({}, again)).rejects.toThrow('does not come after the row 0');
});
