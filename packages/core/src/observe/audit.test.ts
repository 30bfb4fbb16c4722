import type { CommandResult, GroupResult, UserResult } from '../commands/result';
import { groupBefore } from '../commands/group/group-before';
import { aroundWrites } from '../contract/around-writes';
import type { GroupClient } from '../contract/group-client';
import type { UserClient } from '../contract/user-client';
import { failure, type Failure } from '../errors/failure';
import { IAMError } from '../errors/iam-error';
import type { RequestEvent } from '../http/request-event';
import type { IAMGroupAppData, IAMUserAppData } from '../profile/app-data';
import { auditTrail, type AuditRecord } from './audit';

const AT = new Date('2026-01-05T08:00:00Z');
const JANE: IAMUserAppData = {
  id: '7',
  username: 'jane',
  email: null,
  active: true,
  details: { id: '7', title: 'old hush' },
};

const STAFF: IAMGroupAppData = {
  id: 'g',
  displayName: 'Staff',
  details: { id: 'g', displayName: 'Staff hush', members: [] },
};

const unused = (): never => {
  throw new Error('not called here');
};

const client: UserClient & { readonly groups: GroupClient } = {
  testConnection: unused,
  getUser: async () => JANE,
  createUser: async () => JANE,
  updateUser: async () => JANE,
  enableUser: async () => JANE,
  disableUser: async () => JANE,
  deleteUser: async () => undefined,
  getAppFields: unused,
  groups: {
    getGroup: async () => STAFF,
    findGroup: unused,
    createGroup: async () => STAFF,
    updateMembers: async () => undefined,
    deleteGroup: async () => undefined,
  },
};

const request = (method: RequestEvent['method'], requestId?: string): RequestEvent => ({
  method,
  path: '/x',
  attempt: 1,
  durationMs: 1,
  status: 200,
  ...(requestId === undefined ? {} : { requestId }),
});

const result = (extra: Partial<UserResult> = {}): UserResult =>
  ({
    kind: 'user',
    command: 'iam-update-user',
    brand: 'Acme',
    instanceName: 'A',
    run: 'run-1',
    warnings: [],
    requests: 2,
    status: 'done',
    who: 'jane@example.com',
    happened: 'updated',
    reEnabled: false,
    userProfile: {},
    vendor: {
      brand: 'Acme',
      instanceName: 'A',
      action: 'update',
      success: true,
      active: true,
      id: '7',
      username: 'jane',
      email: null,
      errorCode: null,
      errorMessage: '',
      details: { id: '7', title: 'new' },
      skipped: false,
      reason: '',
    },
    ...extra,
  }) as UserResult;

const groupResult = (contextKey: GroupResult['contextKey'], extra: Partial<GroupResult> = {}): GroupResult =>
  ({
    kind: 'group',
    command: 'iam-update-group',
    brand: 'Acme',
    instanceName: 'A',
    run: 'run-1',
    warnings: [],
    requests: 2,
    status: 'done',
    who: 'Staff',
    contextKey,
    title: '',
    group: {
      brand: 'Acme',
      instanceName: 'A',
      success: true,
      active: null,
      id: 'g',
      username: null,
      email: null,
      errorCode: null,
      errorMessage: null,
      details: { 'Content-Length': '0' },
      displayName: 'Staff',
      members: null,
    },
    ...extra,
  }) as GroupResult;

const SUBJECT = {
  run: 'run-1',
  actor: 'operator',
  instance: 'A',
  brand: 'Acme',
  command: 'iam-update-user',
  who: 'jane@example.com',
};

/** A trail and what it kept. */
const trailOf = (keep: (record: AuditRecord) => void = () => undefined, writes = true) => {
  const kept: AuditRecord[] = [];
  const trail = auditTrail(SUBJECT, {
    keep: async (record) => {
      keep(record);
      kept.push(record);
    },
    redact: (text) => text.replaceAll('hush', '[secret]'),
    now: () => AT,
    groupBefore: groupBefore(),
    writes,
  });
  const watch = (watched: UserClient): UserClient =>
    trail.watch === undefined ? watched : aroundWrites(watched, trail.watch(watched));
  return { ...trail, watch, kept };
};

describe('the audit of a command', () => {
  it('records actor, user, former state and changes before the write is sent, and the end of the command', async () => {
    const trail = trailOf();
    const keptWhenSent: number[] = [];
    const updateUser = async () => {
      keptWhenSent.push(trail.kept.length);
      trail.onRequest(request('GET', 'read'));
      trail.onRequest(request('PATCH', 'write'));
      return JANE;
    };
    // Some vendors search by POST.
    trail.onRequest(request('POST', 'search'));
    await trail.watch({ ...client, updateUser }).updateUser(JANE, { title: 'new' }, { activate: true });
    trail.onRequest(request('POST', 'search after it'));
    await trail.end(result());

    const entry = {
      at: '2026-01-05T08:00:00.000Z',
      ...SUBJECT,
      id: '7',
      before: { id: '7', title: 'old [secret]' },
      changes: [{ title: 'new', active: true }],
    };
    expect(keptWhenSent).toEqual([1]);
    expect(trail.kept).toEqual([
      { stage: 'begun', ...entry },
      {
        stage: 'ended',
        ...entry,
        outcome: 'updated',
        after: { id: '7', title: 'new' },
        result: { status: 'done', action: 'update', happened: 'updated' },
        requestIds: ['write'],
      },
    ]);
    expect(JSON.parse(JSON.stringify(trail.kept))).toEqual(trail.kept);
  });

  it('says of a command that wrote nothing what came of it, and whom it was about', async () => {
    const trail = trailOf();
    trail.onRequest(request('GET'));
    await trail.end(result({ status: 'skipped', skipCause: 'already', happened: undefined } as object));
    expect(trail.kept).toEqual([
      {
        stage: 'ended',
        at: AT.toISOString(),
        ...SUBJECT,
        id: '7',
        before: null,
        changes: [],
        outcome: 'already',
        after: null,
        result: { status: 'skipped', action: 'update' },
        requestIds: [],
      },
    ]);
  });

  it.each<[string, Partial<UserResult>, string]>([
    ['nobody found', { status: 'skipped', skipCause: 'not-found' } as object, 'not-found'],
    ['a switch that is off', { status: 'skipped', skipCause: 'not-allowed' } as object, 'not-allowed'],
    ['a user who exists', { status: 'skipped', skipCause: 'exists' } as object, 'exists'],
    ['nothing to change', { happened: 'unchanged' }, 'unchanged'],
    ['what says nothing more', { happened: undefined } as object, 'done'],
    [
      'nobody found, as a failure',
      { status: 'failed', failure: failure('not-found', 'x') } as object,
      'not-found',
    ],
    ['a refusal of the caller', { status: 'failed', failure: failure('refused', 'x') } as object, 'refused'],
    [
      'a stop before it',
      { status: 'failed', failure: failure('interrupted', 'x') } as object,
      'not-attempted',
    ],
    [
      'a stop half-way',
      { status: 'failed', failure: failure('interrupted', 'x', { effect: 'unknown' }) } as object,
      'interrupted',
    ],
    ['any other failure', { status: 'failed', failure: failure('timeout', 'x') } as object, 'failed'],
    ['a dry run', { dryRun: true, happened: 'disabled' }, 'dry-run'],
  ])('has one word for %s', async (_what, extra, outcome) => {
    const trail = trailOf();
    await trail.end({
      ...result(),
      ...(extra.status === undefined ? {} : { happened: undefined }),
      ...extra,
    } as UserResult);
    expect(trail.kept).toMatchObject([{ stage: 'ended', outcome }]);
  });

  it('never reads like a deed where nothing was to be written', async () => {
    const trail = trailOf(undefined, false);
    await trail.watch(client).disableUser(JANE);
    await trail.end(result({ dryRun: true, happened: 'disabled' }));
    expect(trail.kept).toMatchObject([{ changes: [], after: null, outcome: 'dry-run' }]);
    expect(JSON.stringify(trail.kept)).not.toContain('disabled');
  });

  it('has no password of a person', async () => {
    const trail = trailOf();
    await trail.watch(client).createUser({ userName: 'j', password: 'pw-1' }, { active: true });
    await trail.end(result());
    expect(trail.kept).toMatchObject([{ changes: [{ password: '[secret]' }] }, { outcome: 'updated' }]);
    expect(JSON.stringify(trail.kept)).not.toContain('pw-1');
  });

  it('has every write, and what was before the first of them', async () => {
    const trail = trailOf();
    const watched = trail.watch(client);
    await watched.updateUser(JANE, { title: 'new' }, { activate: false });
    await watched.updateUser(
      { ...JANE, details: { title: 'half' } },
      { title: 'newer' },
      { activate: false },
    );
    await trail.end(result());
    expect(trail.kept.map(({ stage, before, changes }) => [stage, before?.['id'], changes])).toEqual([
      ['begun', '7', [{ title: 'new' }]],
      ['begun', '7', [{ title: 'newer' }]],
      ['ended', '7', [{ title: 'new' }, { title: 'newer' }]],
    ]);
  });

  it('has what was overwritten when a creation turned out to be an update', async () => {
    const trail = trailOf();
    const exists = new IAMError(failure('conflict', 'exists', { status: 409 }));
    const watched = trail.watch({ ...client, createUser: () => Promise.reject(exists) });
    await expect(watched.createUser({ userName: 'jane' }, { active: true })).rejects.toThrow();
    await watched.updateUser(JANE, { title: 'new' }, { activate: false });
    await trail.end(result());
    expect(trail.kept.at(-1)).toMatchObject({ before: { id: '7' } });
  });

  it('has no former state for a new record, although more is written to it', async () => {
    const trail = trailOf();
    const lost = new IAMError(failure('network', 'lost', { effect: 'unknown' }));
    const getGroup = jest.fn(async () => STAFF);
    const watched = trail.watch({
      ...client,
      createUser: () => Promise.reject(lost),
      groups: { ...client.groups, getGroup },
    });
    await expect(watched.createUser({ userName: 'jane' }, { active: true })).rejects.toThrow();
    await watched.updateUser(JANE, { title: 'new' }, { activate: false });
    await trail.end(result());
    const ofGroup = trailOf();
    const { groups } = ofGroup.watch({ ...client, groups: { ...client.groups, getGroup } });
    await groups?.createGroup({ displayName: 'G' });
    await groups?.updateMembers('g', { add: ['1'], remove: [] });
    await ofGroup.end(groupResult('CreateGroup'));

    expect(trail.kept.at(-1)).toMatchObject({ before: null });
    // Members were added after what the creation answered.
    expect(ofGroup.kept.at(-1)).toMatchObject({ before: null, after: null });
    expect(getGroup).not.toHaveBeenCalled();
  });

  it('has what a group was that was there already, because its creation was refused', async () => {
    const trail = trailOf();
    const exists = new IAMError(failure('conflict', 'exists', { status: 409 }));
    const createGroup = () => Promise.reject(exists);
    const { groups } = trail.watch({ ...client, groups: { ...client.groups, createGroup } });
    await expect(groups?.createGroup({ displayName: 'Staff' })).rejects.toThrow();
    await groups?.updateMembers('g', { add: ['1'], remove: [] });
    await trail.end(groupResult('UpdateGroup'));

    expect(trail.kept.map(({ before }) => before?.['id'])).toEqual([undefined, 'g', 'g']);
  });

  it('has what a group was before the first change of it that was not refused', async () => {
    const trail = trailOf();
    const refused = new IAMError(failure('bad-request', 'No.', { status: 400 }));
    const updateMembers = jest.fn(client.groups.updateMembers).mockRejectedValueOnce(refused);
    const { groups } = trail.watch({ ...client, groups: { ...client.groups, updateMembers } });
    await expect(groups?.updateMembers('g', { add: ['1', '2'], remove: [] })).rejects.toThrow();
    await groups?.updateMembers('g', { add: ['1'], remove: [] });
    await trail.end(groupResult('UpdateGroup'));

    expect(trail.kept.at(-1)).toMatchObject({ before: { id: 'g', displayName: 'Staff [secret]' } });
  });

  it('says of a failure whether the vendor may have been changed', async () => {
    const trail = trailOf();
    await trail.watch(client).createUser({ userName: 'jane' }, { active: true });
    await trail.end(result({ status: 'failed', failure: failure('network', 'lost', { effect: 'unknown' }) }));
    expect(trail.kept.at(-1)).toMatchObject({
      stage: 'ended',
      before: null,
      after: null,
      result: { status: 'failed', failure: { kind: 'network', message: 'lost', effect: 'unknown' } },
    });
  });

  it('has no action where the result has none', async () => {
    const trail = trailOf();
    const { happened: _untold, ...failed } = result({
      status: 'failed',
      failure: failure('timeout', 'late'),
    });
    await trail.watch(client).disableUser(JANE);
    await trail.end(failed as UserResult);
    const ended = trail.kept.at(-1);
    expect(ended?.stage === 'ended' && Object.keys(ended.result)).toEqual(['status', 'action', 'failure']);
  });

  it('ends without the write that the caller stopped before it was sent', async () => {
    const trail = trailOf();
    const stopped = () => Promise.reject(new IAMError(failure('interrupted', 'Stopped.')));
    await expect(trail.watch({ ...client, disableUser: stopped }).disableUser(JANE)).rejects.toThrow();
    await trail.end(result({ status: 'failed', failure: failure('interrupted', 'Stopped.') }));
    expect(trail.kept).toMatchObject([
      { stage: 'begun', changes: [{ active: false }] },
      { stage: 'ended', changes: [] },
    ]);
  });

  it('ends with a write that was refused, although the caller stopped the one after it', async () => {
    const trail = trailOf();
    const exists = new IAMError(failure('conflict', 'exists', { status: 409 }));
    const stopped = new IAMError(failure('interrupted', 'Stopped.'));
    const watched = trail.watch({
      ...client,
      createUser: () => Promise.reject(exists),
      updateUser: () => Promise.reject(stopped),
    });
    await expect(watched.createUser({ userName: 'jane' }, { active: true })).rejects.toThrow();
    await expect(watched.updateUser(JANE, { title: 'new' }, { activate: false })).rejects.toThrow();
    await trail.end(result({ status: 'failed', failure: stopped.failure }));
    expect(trail.kept.at(-1)).toMatchObject({ changes: [{ userName: 'jane', active: true }] });
  });

  it.each<[string, Failure, boolean]>([
    ['stopped before it was sent', failure('interrupted', 'x'), false],
    ['refused by the caller', failure('refused', 'x'), false],
    ['not admitted', failure('not-admitted', 'x'), false],
    ['refused by the vendor', failure('bad-request', 'x', { status: 400 }), true],
    ['stopped when it may have been sent', failure('interrupted', 'x', { effect: 'unknown' }), true],
    ['lost', failure('network', 'x', { effect: 'unknown' }), true],
  ])('ends with a write that was %s only if it was sent', async (_, failed, isShown) => {
    const trail = trailOf();
    const disableUser = () => Promise.reject(new IAMError(failed));
    await expect(trail.watch({ ...client, disableUser }).disableUser(JANE)).rejects.toThrow();
    await trail.end(result({ status: 'failed', failure: failed }));
    expect(trail.kept.at(-1)).toMatchObject({ changes: isShown ? [{ active: false }] : [] });
  });

  // A write may be several requests, of which the first may have been accepted.
  it.each<[string, RequestEvent | undefined, boolean]>([
    ['a request of it was accepted', request('PATCH'), true],
    ['it only read', request('GET'), false],
    ['its request was refused', { ...request('PATCH'), failure: failure('conflict', 'x') }, false],
    ['it only signed in', { ...request('POST'), signIn: true }, false],
    ['it sent nothing', undefined, false],
  ])('ends with a write that was stopped, if it was carried out in part: %s', async (_, sent, isShown) => {
    const trail = trailOf();
    const stopped = new IAMError(failure('interrupted', 'Stopped.'));
    const disableUser = async () => {
      if (sent !== undefined) {
        trail.onRequest(sent);
      }
      throw stopped;
    };
    await expect(trail.watch({ ...client, disableUser }).disableUser(JANE)).rejects.toThrow();
    // What is sent when no write is under way belongs to none.
    trail.onRequest(request('POST'));
    await trail.end(result({ status: 'failed', failure: stopped.failure }));
    expect(trail.kept.at(-1)).toMatchObject({ changes: isShown ? [{ active: false }] : [] });
  });

  it('has the requests of all writes, of none that failed to be one, without secrets', async () => {
    const trail = trailOf();
    const sends =
      (...ids: readonly string[]) =>
      async () => {
        ids.forEach((id) => trail.onRequest(request('POST', id)));
        trail.onRequest(request('POST'));
        trail.onRequest(request('GET', 'read'));
        return JANE;
      };
    trail.onRequest(request('POST', 'before'));
    await trail.watch({ ...client, enableUser: sends('r1 hush', 'r2') }).enableUser(JANE);
    trail.onRequest(request('POST', 'between'));
    await trail.watch({ ...client, disableUser: sends('r3') }).disableUser(JANE);
    trail.onRequest(request('POST', 'after'));
    await trail.end(result());
    expect(trail.kept.at(-1)).toMatchObject({ requestIds: ['r1 [secret]', 'r2', 'r3'] });
  });

  it('shows no secret in an id', async () => {
    const trail = trailOf();
    await trail.watch(client).disableUser({ ...JANE, id: '7-hush' });
    await trail.end(result({ vendor: { ...result().vendor, id: '7-hush' } }));
    expect(trail.kept.map(({ id }) => id)).toEqual(['7-[secret]', '7-[secret]']);
  });

  it.each<[GroupResult['contextKey'], string]>([
    ['GetGroup', 'found'],
    ['CreateGroup', 'created'],
    ['UpdateGroup', 'updated'],
    ['DeleteGroup', 'deleted'],
  ])('has one word and the id for %s: %s', async (contextKey, outcome) => {
    const [trail, dry, failed] = [trailOf(), trailOf(), trailOf()];
    await trail.end(groupResult(contextKey));
    await dry.end(groupResult(contextKey, { dryRun: true }));
    await failed.end(groupResult(contextKey, { status: 'failed', failure: failure('timeout', 'late') }));

    expect([trail, dry, failed].map(({ kept }) => kept[0])).toMatchObject([
      { outcome, id: 'g', result: { status: 'done' } },
      { outcome: 'dry-run', id: 'g' },
      {
        outcome: 'failed',
        id: 'g',
        result: { status: 'failed', failure: { kind: 'timeout', message: 'late', effect: 'none' } },
      },
    ]);
    expect(trail.kept[0]).not.toHaveProperty('result.action');
    expect(trail.kept[0]).not.toHaveProperty('result.failure');
  });

  it('has one word for what is about no user or group', async () => {
    const trail = trailOf();
    const { who, status, warnings, requests, run } = result();
    await trail.end({ kind: 'test', who, status, warnings, requests, run } as CommandResult);
    expect(trail.kept).toMatchObject([
      { outcome: 'done', id: null, after: null, result: { status: 'done' } },
    ]);
  });

  it('takes from the result whom it was about only where the arguments did not say', async () => {
    const [told, untold] = ['jane', ''].map((who) => {
      const kept: AuditRecord[] = [];
      const trail = auditTrail(
        { ...SUBJECT, who },
        {
          keep: (record) => void kept.push(record),
          redact: (text) => text,
          now: () => AT,
          groupBefore: groupBefore(),
          writes: true,
        },
      );
      return { kept, trail };
    });
    await told?.trail.end(result({ who: 'of the result' }));
    await untold?.trail.end(result({ who: 'of the result' }));

    expect([told, untold].map((one) => one?.kept[0]?.who)).toEqual(['jane', 'of the result']);
  });

  it('says why its end could not be kept', () => {
    expect(trailOf().whenEndFails('disk full')).toBe(
      'The audit record of this command could not be kept: disk full',
    );
  });

  it('prevents a write that it cannot record', async () => {
    const trail = trailOf(() => {
      throw new Error('disk full');
    });
    const disableUser = jest.fn(client.disableUser);
    await expect(trail.watch({ ...client, disableUser }).disableUser(JANE)).rejects.toMatchObject({
      failure: { kind: 'not-recorded', effect: 'none', message: expect.stringContaining('disk full') },
    });
    expect(disableUser).not.toHaveBeenCalled();
    await expect(trail.end(result())).rejects.toThrow('disk full');
    expect(trail.kept).toEqual([]);
  });

  it('rejects when the end cannot be recorded, so that the caller is informed', async () => {
    const trail = trailOf(({ stage }) => {
      if (stage === 'ended') {
        throw new Error('disk full');
      }
    });
    await trail.watch(client).disableUser(JANE);
    await expect(trail.end(result())).rejects.toThrow('disk full');
  });

  it.each<[string, (watched: UserClient) => Promise<unknown>, unknown, unknown, unknown]>([
    [
      'creation',
      ({ createUser }) => createUser({ userName: 'j' }, { active: false }),
      null,
      null,
      { userName: 'j', active: false },
    ],
    [
      'enabling',
      ({ enableUser }) => enableUser(JANE),
      '7',
      { id: '7', title: 'old [secret]' },
      { active: true },
    ],
    [
      'disabling',
      ({ disableUser }) => disableUser(JANE),
      '7',
      { id: '7', title: 'old [secret]' },
      { active: false },
    ],
    [
      'deletion',
      async ({ deleteUser }) => deleteUser?.(JANE),
      '7',
      { id: '7', title: 'old [secret]' },
      { deleted: true },
    ],
    [
      'creation of a group',
      async ({ groups }) => groups?.createGroup({ displayName: 'G' }),
      null,
      null,
      { displayName: 'G' },
    ],
    [
      'change of members',
      async ({ groups }) => groups?.updateMembers('g', { add: ['1'], remove: [] }),
      'g',
      { id: 'g', displayName: 'Staff [secret]' },
      { add: ['1'], remove: [] },
    ],
    [
      'deletion of a group',
      async ({ groups }) => groups?.deleteGroup?.('g'),
      'g',
      { id: 'g', displayName: 'Staff [secret]' },
      { deleted: true },
    ],
  ])('shows the %s', async (_what, write, id, before, change) => {
    const trail = trailOf();
    await write(trail.watch(client));
    const [entry] = trail.kept;
    expect(entry).toMatchObject({ stage: 'begun', id });
    expect([entry?.before, entry?.changes]).toEqual([before, [change]]);
  });

  it.each<[string, CommandResult, unknown]>([
    ['a deleted user leaves nothing', result({ happened: 'deleted' }), null],
    ['a new group is what the vendor made', groupResult('CreateGroup'), { 'Content-Length': '0' }],
    ['headers are no record of a group', groupResult('UpdateGroup'), null],
    ['a deleted group leaves nothing', groupResult('DeleteGroup'), null],
  ])('records the state afterwards: %s', async (_what, ended, after) => {
    const trail = trailOf();
    await trail.watch(client).groups?.deleteGroup?.('g');
    await trail.end(ended);
    expect(trail.kept.at(-1)).toMatchObject({ after });
  });

  it('shows the members before and after where the vendor tells them, reading the group once', async () => {
    const trail = trailOf();
    const withMembers = (...ids: string[]): IAMGroupAppData => ({
      ...STAFF,
      members: ids.map((value) => ({ value })),
      details: { id: 'g', members: ids },
    });
    const getGroup = jest.fn(async () => withMembers('1'));
    const updateMembers = async () => withMembers('1', '2');
    const { groups } = trail.watch({ ...client, groups: { ...client.groups, getGroup, updateMembers } });
    await groups?.updateMembers('g', { add: ['2'], remove: [] });
    await groups?.updateMembers('g', { add: ['2'], remove: [] });
    await trail.end(groupResult('UpdateGroup'));

    expect(getGroup).toHaveBeenCalledTimes(1);
    expect(trail.kept.at(-1)).toMatchObject({
      before: { id: 'g', members: ['1'] },
      after: { id: 'g', members: ['1', '2'] },
    });
  });

  it('shows no members where the vendor does not tell them: an empty list would say that there are none', async () => {
    const trail = trailOf();
    const getGroup = async () => ({ ...STAFF, members: undefined }) as unknown as IAMGroupAppData;
    const { groups } = trail.watch({ ...client, groups: { ...client.groups, getGroup } });
    await groups?.updateMembers('g', { add: ['2'], remove: [] });

    expect(trail.kept[0]?.before).toEqual({ id: 'g', displayName: 'Staff [secret]' });
  });

  it('leaves a client without groups and deletion without them', () => {
    const { groups: _groups, deleteUser: _deleteUser, ...plain } = client;
    expect(Object.keys(trailOf().watch(plain))).toEqual(Object.keys(plain));
  });
});
