import type { IAMUserAppData, Matches } from '../../profile/app-data';
import type { UserClient } from '../../contract/user-client';
import {
  failing,
  JANE,
  lostAfter,
  lostBefore,
  meanwhile,
  setUpVendor,
} from '../__fixtures__/in-memory-vendor';

const STAGED = { ...JANE, active: false, status: 'STAGED' };
const profile = { username: JANE['userName'], email: JANE['email'], title: 'Manager' };
const NEW = { username: 'new@example.com', email: 'new@example.com' };

const withState = (user: IAMUserAppData): IAMUserAppData =>
  typeof user.details['status'] === 'string' ? { ...user, state: user.details['status'] } : user;

const stated = (found: Matches<IAMUserAppData>): Matches<IAMUserAppData> =>
  found === undefined ? undefined : 'id' in found ? withState(found) : found.map(withState);

/** A vendor that activates by a request of its own. */
const apart = (client: UserClient): UserClient => ({
  ...client,
  activatesApart: true,
  getUser: async (identifier) => stated(await client.getUser(identifier)),
});

const setUp = (options: Parameters<typeof setUpVendor>[0] = {}) => setUpVendor({ client: apart, ...options });

const writesOf = ({ calls }: { readonly calls: readonly string[] }) =>
  calls.filter((call) => !/^(getUser|getGroup|findGroup)/.test(call)).map((call) => call.split(' ')[0]);

describe('a creation with activation apart', () => {
  it('creates the user inactive and then enables', async () => {
    const acme = setUp();
    const { status, vendor } = await acme.run('iam-create-user', NEW);
    expect([status, vendor.action, vendor.active]).toEqual(['done', 'create', true]);
    expect(writesOf(acme)).toEqual(['createUser', 'enableUser']);
    expect(acme.calls.find((call) => call.startsWith('createUser'))).toContain('"active":false');
  });

  it.each([
    ['the call', { 'allow-enable': false }, {}],
    ['the instance', {}, { enableUserEnabled: false }],
  ])('does not enable when %s does not allow it', async (_, args, params) => {
    const acme = setUp({ params });
    const { vendor } = await acme.run('iam-create-user', NEW, args);
    expect([vendor.success, vendor.active]).toEqual([true, false]);
    expect(writesOf(acme)).toEqual(['createUser']);
  });

  it.each(['iam-create-user', 'iam-update-user', 'iam-enable-user'])(
    'that failed half-way says so, and %s finishes it',
    async (command) => {
      const acme = setUp();
      acme.next('enableUser', failing('forbidden', 403));
      const { status, vendor, failure } = await acme.run('iam-create-user', NEW);
      expect([status, vendor.active, failure?.effect]).toEqual(['failed', false, 'unknown']);
      expect(vendor.id).toBe('new1');
      expect(vendor.errorMessage).toMatch(
        /^The user was created, but not activated: The vendor is not well\./,
      );
      expect(failure?.next).toContain('run the command again');

      const again = await acme.run(command, NEW);
      expect([again.status, again.happened, again.vendor.active]).toEqual(['done', 'enabled', true]);
      expect([...acme.users.values()].map(({ id }) => id)).toEqual(['new1']);
    },
  );

  it('finishes after the reply to the creation was lost', async () => {
    const acme = setUp();
    acme.next('createUser', lostAfter);
    const { status, vendor } = await acme.run('iam-create-user', NEW);
    expect([status, vendor.active]).toEqual(['done', true]);
    expect(writesOf(acme)).toEqual(['createUser', 'enableUser']);
  });

  it('lets nobody in of whom it is not known who created them', async () => {
    const acme = setUp({ params: { updateUserEnabled: false } });
    acme.next('createUser', async (carryOut) => {
      acme.users.set('9', { ...JANE, id: '9', userName: NEW.username, title: 'Guest', active: false });
      return lostBefore(carryOut);
    });
    const { status, vendor, warnings } = await acme.run('iam-create-user', { ...NEW, title: 'Clerk' });

    expect([status, vendor.id, vendor.active]).toEqual(['done', '9', false]);
    expect(warnings).toContain('The user is not activated, because another request may have created them.');
    expect(writesOf(acme)).toEqual(['createUser']);
  });

  it('repeats an activation whose request was lost, once', async () => {
    const acme = setUp();
    acme.next('enableUser', lostBefore);
    expect((await acme.run('iam-create-user', NEW)).vendor.active).toBe(true);
    expect(writesOf(acme)).toEqual(['createUser', 'enableUser', 'enableUser']);
  });

  it('fails when the vendor accepts the activation and leaves the user inactive', async () => {
    const acme = setUp();
    acme.next('enableUser', async () => ({ ...(await acme.client.disableUser({ id: 'new1' } as never)) }));
    const { status, vendor } = await acme.run('iam-create-user', NEW);
    expect([status, vendor.active]).toEqual(['failed', false]);
    expect(vendor.errorMessage).toMatch(/created, but not activated: .*still inactive/);
  });

  it('records both writes for the audit', async () => {
    const records: unknown[] = [];
    const acme = setUp({ instance: { onAudit: (record) => void records.push(record) } });
    await acme.run('iam-create-user', NEW);
    expect(records).toMatchObject([
      { stage: 'begun', id: null, changes: [{ active: false }] },
      { stage: 'begun', id: 'new1', changes: [{ active: true }] },
      { stage: 'ended', id: 'new1', before: null, after: { active: true } },
    ]);
  });
});

describe('an update with activation apart', () => {
  it('enables first and then changes, without enabling again', async () => {
    const acme = setUp({ users: [STAGED] });
    const { happened, vendor } = await acme.run('iam-update-user', profile);
    expect([happened, vendor.active]).toEqual(['enabled', true]);
    expect(writesOf(acme)).toEqual(['enableUser', 'updateUser']);
    expect(acme.calls.at(-1)).toBe('updateUser 42 {"title":"Manager"}');
  });

  it('sends nothing but the activation when nothing else differs', async () => {
    const acme = setUp({ users: [STAGED] });
    await acme.run('iam-update-user', { username: JANE['userName'] });
    expect(writesOf(acme)).toEqual(['enableUser']);
  });

  it('changes nothing when the activation fails', async () => {
    const acme = setUp({ users: [STAGED] });
    acme.next('enableUser', failing('bad-request', 400));
    const { vendor } = await acme.run('iam-update-user', profile);
    expect(vendor.errorMessage).toMatch(
      /^The user was not enabled, so nothing else was changed: .*The vendor had the user as STAGED/,
    );
    expect(writesOf(acme)).toEqual(['enableUser']);
  });

  it('says that the user was enabled when the change fails', async () => {
    const acme = setUp({ users: [STAGED] });
    acme.next('updateUser', failing('bad-request', 400));
    const { status, vendor, failure } = await acme.run('iam-update-user', profile);
    expect([status, vendor.active, failure?.effect]).toEqual(['failed', true, 'unknown']);
    expect(vendor.errorMessage).toMatch(/^The user was enabled, but not changed: /);
    expect((await acme.run('iam-update-user', profile)).happened).toBe('updated');
  });

  it('leaves a user disabled who was disabled between the two requests', async () => {
    const acme = setUp({ users: [STAGED] });
    acme.next(
      'enableUser',
      meanwhile(() => acme.users.set('42', { ...JANE, active: false, status: 'DEPROVISIONED' })),
    );
    acme.next('updateUser', lostBefore);
    const { vendor, happened } = await acme.run('iam-update-user', profile);
    expect([happened, vendor.active]).toEqual(['updated', false]);
    expect(writesOf(acme)).toEqual(['enableUser', 'updateUser', 'updateUser']);
    expect(acme.users.get('42')).toMatchObject({ active: false, title: 'Manager' });
  });
});

it.each(['iam-enable-user', 'iam-update-user'])(
  '%s does not repeat a lost activation of a user whom another request disabled meanwhile',
  async (command) => {
    const acme = setUp({ users: [STAGED] });
    acme.next('enableUser', async (carryOut) => {
      await carryOut();
      acme.users.set('42', { ...JANE, active: false, status: 'DEPROVISIONED' });
      return lostBefore(carryOut);
    });
    const { status, warnings } = await acme.run(command, { username: JANE['userName'] });
    expect(status).toBe('failed');
    expect(warnings.join()).toContain('made the user DEPROVISIONED meanwhile');
    expect(acme.users.get('42')).toMatchObject({ active: false });
    expect(writesOf(acme)).toEqual(['enableUser']);
  },
);
