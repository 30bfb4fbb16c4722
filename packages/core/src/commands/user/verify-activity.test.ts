import { failing, JANE, meanwhile, setUpVendor, type StoredUser } from '../__fixtures__/in-memory-vendor';
import type { IAMUserAppData } from '../../profile/app-data';
import type { UserClient } from '../../contract/user-client';

const PROFILE = { email: 'jane@example.com' };
const LEAVER: StoredUser = { ...JANE, active: false };

/** Acme as a vendor of whole records, with or without versions. */
const setUp = (user: StoredUser, version?: string) =>
  setUpVendor({
    users: [user],
    client: (client): UserClient => ({
      ...client,
      replacesRecords: true,
      getUser: async (identifier) => {
        const found = await client.getUser(identifier);
        const list = found === undefined ? [] : 'id' in found ? [found] : found;
        return version === undefined ? list : list.map((one) => ({ ...one, version }));
      },
    }),
  });

/** What the commands do that write to an existing user, whom they write to, and what `active` must be afterwards. */
const WRITES = [
  ['iam-update-user', JANE, 'updateUser', { title: 'Boss' }, true],
  ['iam-update-user', LEAVER, 'updateUser', { title: 'Boss' }, true],
  ['iam-create-user', JANE, 'updateUser', { title: 'Boss' }, true],
  ['iam-enable-user', LEAVER, 'enableUser', {}, true],
  ['iam-disable-user', JANE, 'disableUser', {}, false],
] as const;

describe.each(WRITES)('%s of a whole record (active before: %p)', (name, user, method, change, active) => {
  const profile = { ...PROFILE, ...change };

  it('without a version reads the user again', async () => {
    const { run, calls } = setUp(user);

    expect(await run(name, profile)).toMatchObject({ status: 'done', vendor: { active } });
    expect(calls.map((call) => call.split(' ')[0])).toEqual(['getUser', method, 'getUser']);
    expect(calls.at(-1)).toBe('getUser id=42');
  });

  it('fails when the activity differs on that read', async () => {
    const { run, next, users } = setUp(user);
    next(
      method,
      meanwhile(() => void users.set('42', { ...user, active: !active })),
    );

    expect(await run(name, profile)).toMatchObject({
      status: 'failed',
      failure: {
        kind: 'not-applied',
        effect: 'unknown',
        message: expect.stringContaining(`active is to be ${active} and is ${!active}`),
      },
    });
  });

  it('whose reply has no record reads the user instead, and counts what it sees', async () => {
    const echoless = async (write: () => Promise<unknown>) => void (await write());
    const seen = setUp(user);
    seen.next(method, echoless);
    const lost = setUp(user);
    lost.next(method, async (write) => {
      await echoless(write);
      lost.users.set('42', { ...user, active: !active });
    });

    expect(await seen.run(name, profile)).toMatchObject({ status: 'done', vendor: { active } });
    expect(seen.calls.map((call) => call.split(' ')[0])).toEqual(['getUser', method, 'getUser']);
    expect(await lost.run(name, profile)).toMatchObject({ status: 'failed' });
  });

  it('fails when that read fails', async () => {
    const { run, next, users } = setUp(user);
    next(
      method,
      meanwhile(() => next('getUser', failing('vendor-error', 503))),
    );

    expect(await run(name, profile)).toMatchObject({
      status: 'failed',
      failure: { effect: 'unknown', message: expect.stringContaining('could not be checked') },
    });
    expect(users.get('42')).toMatchObject({ active });
  });

  it('fails when the user is gone', async () => {
    const { run, next, users } = setUp(user);
    next(
      method,
      meanwhile(() => void users.clear()),
    );

    expect(await run(name, profile)).toMatchObject({
      status: 'failed',
      failure: { message: expect.stringContaining('cannot be found any more') },
    });
  });

  it('under a version costs no further request', async () => {
    const { run, calls } = setUp(user, '"1"');

    expect(await run(name, profile)).toMatchObject({ status: 'done', vendor: { active } });
    expect(calls).toHaveLength(2);
  });

  it('under a version that the write leaves as it was, which proves nothing, reads the user again', async () => {
    const { run, next, users } = setUp(user, '"1"');
    next(method, async (write) => {
      const written = (await write()) as IAMUserAppData;
      users.set('42', { ...user, active: !active });
      return { ...written, version: '"1"' };
    });

    expect(await run(name, profile)).toMatchObject({
      status: 'failed',
      failure: { kind: 'not-applied', effect: 'unknown' },
    });
  });

  it('under a version that is another one then costs no further request', async () => {
    const { run, next, calls } = setUp(user, '"1"');
    next(method, async (write) => ({ ...((await write()) as IAMUserAppData), version: '"2"' }));

    expect(await run(name, profile)).toMatchObject({ status: 'done', vendor: { active } });
    expect(calls).toHaveLength(2);
  });

  it('that was changed meanwhile is read and planned for again, once', async () => {
    const { run, next, calls } = setUp(user, '"1"');
    next(method, failing('changed-meanwhile', 412));

    expect(await run(name, profile)).toMatchObject({ status: 'done', vendor: { active } });
    expect(calls.map((call) => call.split(' ')[0])).toEqual(['getUser', method, 'getUser', method]);
  });

  it('that needs a version which the vendor does not tell is not repeated, and has written nothing', async () => {
    const { run, next, users, calls } = setUp(user);
    next(method, failing('version-required', 428));

    expect(await run(name, profile)).toMatchObject({
      status: 'failed',
      failure: { kind: 'version-required', effect: 'none' },
    });
    expect(calls.filter((call) => call.startsWith(method))).toHaveLength(1);
    expect(users.get('42')).toEqual(user);
  });

  it('that is changed all the time fails in words of its own, and has written nothing', async () => {
    const { run, next, users } = setUp(user, '"1"');
    next(method, failing('changed-meanwhile', 412), failing('changed-meanwhile', 412));

    expect(await run(name, profile)).toMatchObject({
      status: 'failed',
      failure: { kind: 'changed-meanwhile', effect: 'none', next: expect.stringContaining('again') },
      vendor: { errorCode: 412 },
    });
    expect(users.get('42')).toEqual(user);
  });
});

it('an update repeated after a version conflict does not enable a user who was disabled after the read', async () => {
  const { run, next, users, calls } = setUp(JANE, '"1"');
  next('updateUser', async () => {
    users.set('42', LEAVER);
    return failing('changed-meanwhile', 412)(async () => undefined);
  });

  expect(await run('iam-update-user', { ...PROFILE, title: 'Boss' })).toMatchObject({
    status: 'done',
    vendor: { active: false },
  });
  expect(calls.at(-1)).toBe('updateUser 42 {"title":"Boss"}');
});

it('an activity that the vendor never returns is not verified', async () => {
  const { run, calls } = setUp({ ...JANE, active: undefined });
  await run('iam-update-user', { ...PROFILE, title: 'Boss' }, { 'allow-enable': 'no' });

  expect(calls).toHaveLength(2);
});
