import { aroundWrites } from '../../contract/around-writes';
import { failure } from '../../errors/failure';
import type { IAMUserAppData } from '../../profile/app-data';
import { answering, failing, JANE, setUpVendor } from '../__fixtures__/in-memory-vendor';
import { writeEffect } from './write-effect';

const PROFILE = { email: 'jane@example.com' };

const seenAs = (id: string): IAMUserAppData => ({
  id,
  username: 'jane@example.com',
  email: null,
  active: true,
  details: { id, userName: 'jane@example.com' },
});

/** Acknowledges the disabling without saying that the user is inactive, so that the command reads again. */
const acknowledged = async (carryOut: () => Promise<unknown>): Promise<unknown> => ({
  ...((await carryOut()) as IAMUserAppData),
  active: null,
});

describe('a failure after a write that was acknowledged', () => {
  it.each([
    ['the read that confirms it fails', failing('vendor-error', 500)],
    ['the read that confirms it shows two people', answering([seenAs('42'), seenAs('43')])],
    ['the read that confirms it shows another user', answering([seenAs('43')])],
    ['the caller stops', failing('interrupted', null)],
  ])('never claims that nothing was changed: %s', async (_what, second) => {
    const acme = setUpVendor({ users: [JANE], definition: { lookupBy: ['userName'] } });
    acme.next('disableUser', acknowledged);
    acme.next('getUser', (carryOut) => carryOut(), second);
    const { failure: failed } = await acme.run('iam-disable-user', PROFILE);
    expect(failed?.effect).toBe('unknown');
    expect(failed?.message).not.toMatch(/none of them|nothing was/);
    expect(acme.users.get('42')).toMatchObject({ active: false });
  });

  it('of a group whose first further member is refused', async () => {
    const acme = setUpVendor({ membersPerRequest: 1 });
    acme.next('updateMembers', failing('bad-request', 400));
    const { failure: failed } = await acme.runGroup('iam-create-group', {
      displayName: 'New',
      members: ['1', '2'],
    });
    expect([failed?.effect, acme.groups.size]).toEqual(['unknown', 1]);
  });
});

describe('a failure without a write', () => {
  it('changed nothing', async () => {
    const acme = setUpVendor({ users: [JANE] });
    acme.next('getUser', failing('vendor-error', 500));
    expect((await acme.run('iam-disable-user', PROFILE)).failure?.effect).toBe('none');
  });

  it('changed nothing when the write was refused', async () => {
    const acme = setUpVendor({ users: [JANE] });
    acme.next('disableUser', failing('forbidden', 403));
    expect((await acme.run('iam-disable-user', PROFILE)).failure?.effect).toBe('none');
  });
});

describe('requests', () => {
  const request = { method: 'POST', path: '/x', attempt: 1, durationMs: 1, status: 200 } as const;
  const failedResult = async () => {
    const acme = setUpVendor();
    acme.next('getUser', failing('vendor-error', 500));
    return acme.run('iam-get-user', PROFILE);
  };

  it('of one write count each: the first may be carried out and the second refused', async () => {
    const { client } = setUpVendor({ users: [JANE] });
    const effect = writeEffect();
    const twoRequests = aroundWrites(
      {
        ...client,
        disableUser: async () => {
          effect.onRequest(request);
          return failing('forbidden', 403)(async () => undefined) as Promise<never>;
        },
      },
      effect.watch(),
    );
    await expect(twoRequests.disableUser(seenAs('42'))).rejects.toThrow();
    expect(effect.end(await failedResult()).failure?.effect).toBe('unknown');
  });

  it('of a write that was refused count for nothing', async () => {
    const { client } = setUpVendor({ users: [JANE] });
    const effect = writeEffect();
    const refused = aroundWrites(
      {
        ...client,
        disableUser: async () => {
          effect.onRequest({ ...request, failure: failure('forbidden', 'No.') });
          return failing('forbidden', 403)(async () => undefined) as Promise<never>;
        },
      },
      effect.watch(),
    );
    await expect(refused.disableUser(seenAs('42'))).rejects.toThrow();
    expect(effect.end(await failedResult()).failure?.effect).toBe('none');
  });

  it('that search after a write that was refused count for nothing', async () => {
    const { client, next } = setUpVendor({ users: [JANE] });
    const effect = writeEffect();
    next('disableUser', failing('forbidden', 403), failing('forbidden', 403));
    const refused = aroundWrites(client, effect.watch());
    await expect(refused.disableUser(seenAs('42'))).rejects.toThrow();
    await expect(refused.disableUser(seenAs('42'))).rejects.toThrow();
    effect.onRequest(request);
    expect(effect.end(await failedResult()).failure?.effect).toBe('none');
  });

  it('that were refused, or that only searched, count for nothing', async () => {
    const effect = writeEffect();
    effect.onRequest(request);
    effect.onRequest({ ...request, failure: failure('forbidden', 'No.') });
    expect(effect.end(await failedResult()).failure?.effect).toBe('none');
  });
});
