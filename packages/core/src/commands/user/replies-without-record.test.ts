import type { UserClient } from '../../contract/user-client';
import { answering, failing, JANE, lostBefore, setUpVendor } from '../__fixtures__/in-memory-vendor';

const profile = { username: JANE['userName'], title: 'Manager' };
const NEW = { username: 'new@example.com', email: 'new@example.com' };

const answers =
  (reply: (id: string) => { readonly id: string } | undefined) =>
  (client: UserClient): UserClient => {
    const id = (written: unknown): string => (written as { readonly id: string }).id;
    return {
      ...client,
      createUser: async (data, options) => reply(id(await client.createUser(data, options))),
      updateUser: async (user, changes, options) =>
        reply(id(await client.updateUser(user, changes, options))),
      enableUser: async (user) => reply(id(await client.enableUser(user))),
      disableUser: async (user) => reply(id(await client.disableUser(user))),
    };
  };

const nothing = answers(() => undefined);
const idOnly = answers((id) => ({ id }));
const INACTIVE = { ...JANE, active: false };

describe.each([
  ['nothing', nothing],
  ['an id', idOnly],
])('a write that is answered with %s', (_, client) => {
  it.each([
    ['iam-create-user', [], NEW, { id: 'new1', active: true }],
    ['iam-update-user', [JANE], profile, { id: '42', active: true }],
    ['iam-update-user', [INACTIVE], profile, { id: '42', active: true }],
    ['iam-enable-user', [INACTIVE], profile, { id: '42', active: true }],
    ['iam-disable-user', [JANE], profile, { id: '42', active: false }],
  ])('is followed by a look: %s of %j', async (command, users, given, expected) => {
    const acme = setUpVendor({ client, users });
    const { status, vendor, warnings } = await acme.run(command, given);
    expect([status, warnings]).toEqual(['done', []]);
    expect(vendor).toMatchObject({ ...expected, details: acme.users.get(expected.id) });
    expect(acme.calls.at(-1)).toMatch(/^getUser /);
  });

  it.each(['iam-update-user', 'iam-disable-user'])(
    'is not sent again when the look fails: %s',
    async (command) => {
      const acme = setUpVendor({ client, users: [JANE] });
      acme.next('getUser', (carryOut) => carryOut(), failing('vendor-error', 503));
      const { status, vendor, failure } = await acme.run(command, profile);
      expect([status, failure?.effect]).toEqual(['failed', 'unknown']);
      expect(vendor.errorMessage).toMatch(
        /^The vendor accepted the request, but reading the user afterwards failed: /,
      );
      expect(acme.calls.filter((call) => /^(update|disable)/.test(call))).toHaveLength(1);
    },
  );

  it('whose user cannot be found afterwards is no success', async () => {
    const acme = setUpVendor({ client, users: [JANE] });
    acme.next('getUser', (carryOut) => carryOut(), answering([]));
    expect((await acme.run('iam-disable-user', profile)).failure).toMatchObject({
      kind: 'not-applied',
      effect: 'unknown',
    });
  });
});

describe('a creation answered with an id', () => {
  it('is done although the vendor does not show the record yet', async () => {
    const acme = setUpVendor({ client: idOnly });
    acme.next('getUser', answering([]), answering([]), answering([]));
    const { status, vendor, warnings } = await acme.run('iam-create-user', { username: 'new@example.com' });
    expect([status, vendor.id, vendor.active]).toEqual(['done', 'new1', null]);
    expect(warnings).toEqual([
      'The user was created (id new1), but the vendor does not show the record yet.',
    ]);
  });

  it('of another user is no success', async () => {
    const acme = setUpVendor({
      client: (client) => ({ ...client, createUser: async () => ({ id: '42' }) }),
      users: [JANE],
    });
    const { status, failure } = await acme.run('iam-create-user', NEW);
    expect([status, failure?.kind, failure?.effect]).toEqual(['failed', 'malformed-reply', 'unknown']);
  });

  it('says that the user was created when the look fails', async () => {
    const acme = setUpVendor({ client: idOnly });
    acme.next('getUser', answering([]), failing('vendor-error', 503));
    const { failure } = await acme.run('iam-create-user', { username: 'new@example.com' });
    expect(failure?.message).toMatch(
      /^The vendor accepted the creation \(id new1\), but reading the user afterwards failed: /,
    );
    expect(acme.calls.filter((call) => call.startsWith('createUser'))).toHaveLength(1);
  });

  it('is finished where activation is apart', async () => {
    const acme = setUpVendor({ client: (client) => ({ ...idOnly(client), activatesApart: true }) });
    const { status, vendor } = await acme.run('iam-create-user', NEW);
    expect([status, vendor.active]).toEqual(['done', true]);
  });
});

it('a creation answered with nothing is not sent again when the person cannot be found', async () => {
  const acme = setUpVendor({ client: nothing });
  acme.next('getUser', answering([]), answering([]), answering([]));
  const { failure } = await acme.run('iam-create-user', { username: 'new@example.com' });
  expect([failure?.kind, failure?.effect]).toEqual(['not-applied', 'unknown']);
  expect(acme.calls.filter((call) => call.startsWith('createUser'))).toHaveLength(1);
});

it('a change answered with the id of another user is looked up', async () => {
  const acme = setUpVendor({ client: answers(() => ({ id: '7' })), users: [JANE] });
  acme.next('updateUser', answering({ id: '7' }));
  const { status, failure } = await acme.run('iam-update-user', profile);
  expect([status, failure?.kind]).toEqual(['failed', 'malformed-reply']);
  expect((await acme.run('iam-update-user', profile)).vendor.id).toBe('42');
});

it('a replaced record that is not shown is checked for its activity', async () => {
  const acme = setUpVendor({
    client: (client) => ({ ...nothing(client), replacesRecords: true }),
    users: [JANE],
  });
  acme.next('updateUser', async (carryOut) => {
    await carryOut();
    acme.users.set('42', { ...JANE, active: false });
    return acme.client
      .getUser({ attribute: 'id', value: '42' })
      .then((found) => (found as readonly unknown[])[0]);
  });
  expect((await acme.run('iam-update-user', profile)).failure?.kind).toBe('not-applied');
});

it('a lost request is sent again before the look for the record', async () => {
  const acme = setUpVendor({ client: nothing, users: [JANE] });
  acme.next('disableUser', lostBefore);
  expect((await acme.run('iam-disable-user', profile)).vendor.active).toBe(false);
});
