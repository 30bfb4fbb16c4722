import { setUpWire, TOKEN } from '../__fixtures__/acme-wire';
import { JANE as JANE_STORED, lostBefore, setUpVendor } from '../commands/__fixtures__/in-memory-vendor';
import type { Attributes } from '../profile/app-data';
import { createFakeClock } from '../http/fake-clock';
import type { AuditRecord } from '../observe/audit';

const JANE = { 'user-profile': { username: 'jane' } };

describe('the id of a run', () => {
  it('is the caller’s, in the result and in every audit record', async () => {
    const kept: AuditRecord[] = [];
    const { instance } = setUpWire({ onAudit: (record) => void kept.push(record) });
    const result = await instance.run('iam-disable-user', JANE, { run: 'item-7' });

    expect(result.run).toBe('item-7');
    expect(kept.map(({ stage, run }) => [stage, run])).toEqual([
      ['begun', 'item-7'],
      ['ended', 'item-7'],
    ]);
  });

  it('is another one for every run when nobody gives it, of failed calls too', async () => {
    const { instance } = setUpWire();
    const results = [
      await instance.run('test-module'),
      await instance.run('test-module'),
      await instance.runByName('no-such-command'),
    ];
    expect(new Set(results.map(({ run }) => run)).size).toBe(3);
    expect(results.every(({ run }) => /^[0-9a-f-]{36}$/.test(run))).toBe(true);
  });
});

describe('the audit of one run', () => {
  it('goes to the instance’s listener and to that of the run, with the actor of the run', async () => {
    const heard: string[] = [];
    const { instance } = setUpWire({
      actor: 'scheduler',
      onAudit: ({ stage, actor }) => void heard.push(`instance: ${stage} by ${actor}`),
    });
    await instance.run('iam-disable-user', JANE, {
      actor: 'jo',
      onAudit: ({ stage, actor }) => void heard.push(`run: ${stage} by ${actor}`),
    });
    await instance.run('test-module');

    expect(heard).toEqual([
      'instance: begun by jo',
      'run: begun by jo',
      'instance: ended by jo',
      'run: ended by jo',
      'instance: ended by scheduler',
    ]);
  });

  it('needs no listener of the instance', async () => {
    const kept: AuditRecord[] = [];
    const { instance } = setUpWire();
    await instance.run('iam-disable-user', JANE, { onAudit: (record) => void kept.push(record) });
    expect(kept.map(({ stage, actor }) => [stage, actor])).toEqual([
      ['begun', null],
      ['ended', null],
    ]);
  });

  it('keeps a write back that the listener of the run cannot record', async () => {
    const kept: AuditRecord[] = [];
    const { instance, sent } = setUpWire({ onAudit: (record) => void kept.push(record) });
    const result = await instance.run('iam-disable-user', JANE, {
      onAudit: ({ stage }) => (stage === 'begun' ? Promise.reject(new Error('disk full')) : undefined),
    });

    expect(result.failure).toMatchObject({ kind: 'not-recorded', effect: 'none', retryable: true });
    expect(sent).toEqual(['GET /people']);
    // The instance's own listener has the beginning, and therefore the end.
    expect(kept.map(({ stage }) => stage)).toEqual(['begun', 'ended']);
  });

  it('names whom a call was about that came to nothing', async () => {
    const kept: AuditRecord[] = [];
    const { instance } = setUpWire({ onAudit: (record) => void kept.push(record) });
    const stopped = AbortSignal.abort();
    await instance.run('iam-disable-user', JANE, { signal: stopped });
    await instance.runByName('iam-disable-user', { ...JANE, wrong: 1 });

    expect(kept).toMatchObject([
      { stage: 'ended', who: 'jane', outcome: 'not-attempted', changes: [] },
      { stage: 'ended', who: 'jane', outcome: 'failed', result: { failure: { kind: 'invalid-input' } } },
    ]);
  });
});

describe('retries of one run', () => {
  const throttled = (request: string) =>
    request.startsWith('GET') ? { status: 429, body: {}, headers: { 'Retry-After': '7' } } : undefined;

  it('none gives the first failure back at once, with the time to wait', async () => {
    const clock = createFakeClock();
    const { instance, sent } = setUpWire({ clock }, throttled);
    const result = await instance.run('iam-disable-user', JANE, { retries: 'none' });

    expect(result.failure).toMatchObject({ kind: 'rate-limited', retryAfterMs: 7000, retryable: true });
    expect(sent).toEqual(['GET /people']);
    expect(clock.slept()).toEqual([]);
  });

  it.each([{ retries: 'standard' } as const, {}])('%j waits and sends again', async (options) => {
    const clock = createFakeClock();
    const { instance, sent } = setUpWire({ clock }, throttled);
    await instance.run('iam-disable-user', JANE, options);
    expect(sent.length).toBeGreaterThan(1);
    expect(clock.slept()[0]).toBe(7000);
  });

  it('none still looks whether a write was carried out whose reply was lost', async () => {
    const { instance, sent } = setUpWire({ clock: createFakeClock() }, (request) =>
      request.startsWith('PATCH') ? 502 : { status: 200, body: { id: '7', login: 'old' } },
    );
    const result = await instance.run(
      'iam-update-user',
      { 'user-profile': { username: 'new', olduserdata: { username: 'old' } } },
      { retries: 'none' },
    );
    expect(sent).toEqual(['GET /people', 'PATCH /people/7 {"login":"new"}', 'GET /people']);
    expect(result.failure).toMatchObject({ kind: 'vendor-error', effect: 'unknown', retryable: true });
  });
});

describe('before, changes and after of a result', () => {
  const renamed = { 'user-profile': { username: 'new', olduserdata: { username: 'old' } } };

  it('tell what an update did, in the vendor’s words and without secrets', async () => {
    const { instance } = setUpWire({}, (request) => ({
      status: 200,
      body: { id: '7', login: request.startsWith('PATCH') ? 'new' : 'old', note: `echo ${TOKEN}` },
    }));
    expect(await instance.run('iam-update-user', renamed)).toMatchObject({
      happened: 'updated',
      before: { id: '7', login: 'old', note: 'echo [secret]' },
      changes: { login: { from: 'old', to: 'new' } },
      after: { id: '7', login: 'new', note: 'echo [secret]' },
    });
  });

  it('are worked out once, when they are read', async () => {
    const { instance } = setUpWire();
    const result = await instance.run('iam-update-user', JANE);
    expect(Object.getOwnPropertyDescriptor(result, 'before')?.get).toBeDefined();
    expect(result.before).toBe(result.before);
    expect({ ...result }.before).toEqual({ id: '7', login: 'jane', title: 'Clerk' });
  });

  it('has the record before and no changes where nothing was sent', async () => {
    const { instance } = setUpWire();
    const result = await instance.run('iam-update-user', JANE);
    expect(result).toMatchObject({ happened: 'unchanged', before: { id: '7' }, after: { id: '7' } });
    expect(result).not.toHaveProperty('changes');
  });

  it('is absent of what was refused, and present of what may have been carried out', async () => {
    const answers = (status: number) => (request: string) =>
      request.startsWith('PATCH') ? status : { status: 200, body: { id: '7', login: 'old' } };
    const refused = await setUpWire({ clock: createFakeClock() }, answers(400)).instance.run(
      'iam-update-user',
      renamed,
    );
    const lost = await setUpWire({ clock: createFakeClock() }, answers(502)).instance.run(
      'iam-update-user',
      renamed,
    );

    expect(refused).toMatchObject({ status: 'failed', before: { login: 'old' } });
    expect(refused).not.toHaveProperty('changes');
    expect(lost).toMatchObject({ status: 'failed', changes: { login: { from: 'old', to: 'new' } } });
    expect(lost).not.toHaveProperty('after');
  });

  it('are none of a command that reads', async () => {
    const { instance } = setUpWire();
    const found = await instance.run('iam-get-user', JANE);
    expect(Object.keys(found)).not.toEqual(expect.arrayContaining(['before']));
    expect(found).not.toHaveProperty('after');
  });
});

describe('retries none of a write whose reply was lost', () => {
  it.each(['standard', 'none'] as const)(
    'with %s: sends what is not seen again, or leaves it to the caller',
    async (retries) => {
      const acme = setUpVendor({
        users: [JANE_STORED],
        groups: [{ id: 'g1', displayName: 'Staff', members: ['2'] }],
      });
      const sent = (method: string) => acme.calls.filter((call) => call.startsWith(method)).length;
      const calls: readonly (readonly [string, object])[] = [
        ['iam-create-user', { 'user-profile': { email: 'new@example.com' } }],
        ['iam-update-user', { 'user-profile': { email: 'jane@example.com', title: 'Boss' } }],
        ['iam-disable-user', { 'user-profile': { email: 'jane@example.com' } }],
        ['iam-update-group', { scim: { id: 'g1' }, memberIdsToAdd: '1' }],
        ['iam-create-group', { scim: { displayName: 'New' } }],
        ['iam-delete-group', { scim: { id: 'g1' } }],
      ];
      const methods = [
        'createUser',
        'updateUser',
        'disableUser',
        'updateMembers',
        'createGroup',
        'deleteGroup',
      ] as const;
      for (const [at, method] of methods.entries()) {
        const [command = '', args = {}] = calls[at] ?? [];
        acme.next(method, lostBefore);
        const result = await acme.instance.runByName(command, args as Attributes, { retries });
        expect([command, result.status, sent(method)]).toEqual(
          retries === 'none' ? [command, 'failed', 1] : [command, 'done', 2],
        );
        expect(result.failure?.effect).toBe(retries === 'none' ? 'unknown' : undefined);
      }
    },
  );
});

describe('before, changes and after of a group', () => {
  const setUp = () =>
    setUpVendor({ groups: [{ id: 'g1', displayName: 'Staff', members: ['1'] }], membersPerRequest: 1 });

  it('tell who was put in and taken out, over all requests', async () => {
    const { instance } = setUp();
    const result = await instance.run('iam-update-group', {
      scim: { id: 'g1' },
      memberIdsToAdd: ['2', '3'],
      memberIdsToDelete: ['1'],
    });
    expect(result.changes).toEqual({ members: { from: ['1'], to: ['2', '3'] } });
    // The group was not read.
    expect(result).not.toHaveProperty('before');
  });

  it('have the group before where the audit read it', async () => {
    const { instance } = setUp();
    const result = await instance.run(
      'iam-delete-group',
      { scim: { id: 'g1' } },
      { onAudit: () => undefined },
    );
    expect(result).toMatchObject({
      before: { id: 'g1', displayName: 'Staff' },
      changes: { deleted: { from: null, to: true } },
    });
    expect(result).not.toHaveProperty('after');
  });

  it('have all members of a new group; the group where the last reply showed it', async () => {
    const { instance } = setUp();
    const create = (displayName: string, ...members: readonly string[]) =>
      instance.run('iam-create-group', {
        scim: { displayName, members: members.map((value) => ({ value })) },
      });
    const one = await create('One', '1');
    expect(one).toMatchObject({
      changes: { displayName: { from: null, to: 'One' }, members: { from: [], to: ['1'] } },
      after: { displayName: 'One' },
    });
    const two = await create('Two', '1', '2');
    expect(two.changes).toMatchObject({ members: { from: [], to: ['1', '2'] } });
    expect(two).not.toHaveProperty('after');
  });
});
