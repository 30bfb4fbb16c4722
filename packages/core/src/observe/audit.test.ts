import type { UserResult } from '../commands/result';
import type { UserClient } from '../contract/user-client';
import { failure } from '../errors/failure';
import type { RequestEvent } from '../http/http-client';
import type { IAMUserAppData } from '../profile/app-data';
import { auditTrail } from './audit';

const AT = new Date('2026-01-05T08:00:00Z');
const JANE: IAMUserAppData = {
  id: '7',
  username: 'jane',
  email: null,
  active: true,
  details: { id: '7', title: 'old hush' },
};

const unused = (): never => {
  throw new Error('not called here');
};

const client: UserClient = {
  testConnection: unused,
  getUser: async () => JANE,
  createUser: async () => JANE,
  updateUser: async () => JANE,
  enableUser: async () => JANE,
  disableUser: async () => JANE,
  deleteUser: async () => undefined,
  getAppFields: unused,
  groups: {
    getGroup: unused,
    findGroup: unused,
    createGroup: async () => ({ id: 'g', displayName: 'G', details: {} }),
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

const result = (extra: Partial<UserResult> = {}): UserResult => ({
  kind: 'user',
  command: 'iam-update-user',
  brand: 'Acme',
  instanceName: 'A',
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
});

const redact = (text: string): string => text.replaceAll('hush', '[secret]');

describe('an audit record', () => {
  it('tells who changed whom, from what, to what, by which requests', async () => {
    const trail = auditTrail('operator', redact);
    await trail.watch(client).updateUser(JANE, { title: 'new' }, { activate: true });
    trail.request(request('GET', 'read'));
    trail.request(request('PATCH', 'write'));

    const record = trail.record(result(), AT);
    expect(record).toEqual({
      at: '2026-01-05T08:00:00.000Z',
      actor: 'operator',
      instance: 'A',
      brand: 'Acme',
      command: 'iam-update-user',
      who: 'jane@example.com',
      id: '7',
      before: { id: '7', title: 'old [secret]' },
      changes: [{ title: 'new', active: true }],
      after: { id: '7', title: 'new' },
      result: { status: 'done', action: 'update', happened: 'updated' },
      requestIds: ['write'],
    });
    expect(JSON.parse(JSON.stringify(record))).toEqual(record);
  });

  it('is not made when nothing was sent but reads', async () => {
    const trail = auditTrail(undefined, redact);
    trail.request(request('GET'));
    // Refused before it was sent: a write was meant, none was made.
    await expect(
      trail.watch({ ...client, disableUser: async () => unused() }).disableUser(JANE),
    ).rejects.toThrow();
    expect(trail.record(result(), AT)).toBeUndefined();
  });

  it('says of a failure whether the vendor may have been changed', () => {
    const trail = auditTrail(undefined, redact);
    trail.request(request('POST'));
    const failed = failure('network', 'lost', { effect: 'unknown' });
    expect(trail.record(result({ status: 'failed', failure: failed }), AT)).toMatchObject({
      actor: null,
      before: null,
      after: null,
      result: { status: 'failed', failure: { kind: 'network', message: 'lost', effect: 'unknown' } },
    });
  });

  it.each<[string, (watched: UserClient) => Promise<unknown>, unknown, unknown]>([
    [
      'creation',
      ({ createUser }) => createUser({ userName: 'j' }, { active: false }),
      null,
      { userName: 'j', active: false },
    ],
    ['enabling', ({ enableUser }) => enableUser(JANE), { id: '7', title: 'old [secret]' }, { active: true }],
    [
      'disabling',
      ({ disableUser }) => disableUser(JANE),
      { id: '7', title: 'old [secret]' },
      { active: false },
    ],
    [
      'deletion',
      async ({ deleteUser }) => deleteUser?.(JANE),
      { id: '7', title: 'old [secret]' },
      { deleted: true },
    ],
    [
      'creation of a group',
      async ({ groups }) => groups?.createGroup({ displayName: 'G' }),
      null,
      { displayName: 'G' },
    ],
    [
      'change of members',
      async ({ groups }) => groups?.updateMembers('g', { add: ['1'], remove: [] }),
      null,
      { add: ['1'], remove: [] },
    ],
    ['deletion of a group', async ({ groups }) => groups?.deleteGroup('g'), null, { deleted: true }],
  ])('shows the %s', async (_what, write, before, change) => {
    const trail = auditTrail(undefined, redact);
    trail.request(request('POST'));
    await write(trail.watch(client));
    expect(trail.record(result(), AT)).toMatchObject({ before, changes: [change] });
  });

  it('leaves a client without groups and deletion without them', () => {
    const { groups: _groups, deleteUser: _deleteUser, ...plain } = client;
    expect(Object.keys(auditTrail(undefined, redact).watch(plain))).toEqual(Object.keys(plain));
  });
});
