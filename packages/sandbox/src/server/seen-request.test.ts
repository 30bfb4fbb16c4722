import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAwsVendor } from '../aws/aws-vendor';
import { withTraffic, type Traffic } from '../traffic';
import { isAcceptedWrite, mostAtOnce, userOf, type SeenRequest } from './seen-request';
import { startServer, type RunningServer } from './start-server';
import { openWritesFile } from './writes-file';

const seenAt = (
  user: string | undefined,
  from: number,
  until: number,
  more: Partial<SeenRequest> = {},
): SeenRequest => ({
  method: 'PATCH',
  path: '/',
  user,
  status: 200,
  sent: 200,
  from,
  until,
  ...more,
});

let running: RunningServer | undefined;
afterEach(async () => {
  await running?.close();
  running = undefined;
});

const HEADERS = { authorization: 'Bearer t0ken', 'content-type': 'application/scim+json' };
const JANE = {
  userName: 'jane',
  displayName: 'Jane',
  name: { givenName: 'Jane', familyName: 'Doe' },
};

/** Creates Jane at an AWS vendor behind some traffic, and returns what the server saw. */
const seenOfCreate = async (traffic: Traffic): Promise<SeenRequest> => {
  const vendor = withTraffic(createAwsVendor({ tenantId: 't1', token: 't0ken', seed: 's' }), traffic);
  const seen = new Promise<SeenRequest>((resolve) => {
    void startServer(vendor, { onRequest: resolve }).then(async (server) => {
      running = server;
      const init = { method: 'POST', headers: HEADERS, body: JSON.stringify(JANE) };
      await fetch(`${server.url}/t1/scim/v2/Users`, init)
        .then((reply) => reply.text())
        .catch(() => undefined);
    });
  });
  return seen;
};

const ID = expect.stringMatching(/^[0-9a-f-]{36}$/);

describe('what a server saw', () => {
  it('is the request, whom it was about, and when', async () => {
    const seen = await seenOfCreate({});
    expect(seen).toMatchObject({
      method: 'POST',
      path: '/t1/scim/v2/Users',
      user: ID,
      status: 201,
      sent: 201,
    });
    expect(seen.until).toBeGreaterThanOrEqual(seen.from);
  });

  it.each<[string, Traffic, Partial<SeenRequest>, boolean]>([
    ['a lost reply', { faults: [{ fault: 'lost' }] }, { user: ID, status: 201, sent: undefined }, true],
    ['half a reply', { faults: [{ fault: 'truncated' }] }, { user: ID, status: 201, sent: 201 }, true],
    [
      'another reply',
      { faults: [{ fault: { status: 503, handled: true } }] },
      { user: ID, status: 201, sent: 503 },
      true,
    ],
    [
      'a reply in its place',
      { faults: [{ fault: { status: 201, body: { id: '1' } } }] },
      { user: undefined, status: undefined, sent: 201 },
      false,
    ],
    ['a cut connection', { faults: [{ fault: 'refused' }] }, { status: undefined, sent: undefined }, false],
    ['a limit', { limit: { requestsPerSecond: 0 } }, { status: undefined, sent: 429 }, false],
  ])('tells what the vendor did from what was sent: %s', async (_, traffic, wanted, accepted) => {
    const seen = await seenOfCreate(traffic);
    expect(seen).toMatchObject(wanted);
    expect(isAcceptedWrite(seen)).toBe(accepted);
  });
});

describe('the user of a request', () => {
  const reply = (body: unknown) => ({ status: 201, body });

  it.each<[string, string, unknown, string | undefined]>([
    ['GET', '/t1/scim/v2/Users/42', undefined, '42'],
    ['POST', '/api/v1/users/00u1/lifecycle/activate', {}, '00u1'],
    ['PUT', '/api/v1/groups/00g1/users/00u1', {}, '00u1'],
    ['PATCH', '/api/now/table/sys_user/a%20b', {}, 'a b'],
    ['POST', '/t1/scim/v2/Users', { id: '7' }, '7'],
    ['POST', '/api/now/table/sys_user', { result: { sys_id: '8' } }, '8'],
    ['POST', '/api/now/users', { result: { user_id: '9' } }, '9'],
    ['GET', '/t1/scim/v2/Users', { id: '7' }, undefined],
    ['POST', '/t1/scim/v2/Groups', { id: '7' }, undefined],
    ['POST', '/t1/scim/v2/Users', { detail: 'no' }, undefined],
    ['GET', '/%', undefined, undefined],
  ])('%s %s %j: %s', (method, path, body, user) => {
    expect(userOf({ method, path }, reply(body))).toBe(user);
  });
});

describe('requests at once', () => {
  it('are counted for each user, those that only touch not among them', () => {
    const requests = [
      seenAt('a', 0, 10),
      seenAt('a', 10, 20),
      seenAt('b', 5, 15),
      seenAt('b', 6, 7),
      seenAt('b', 14, 16),
      seenAt('c', 0, 9),
      seenAt('c', 1, 9),
      seenAt('c', 2, 9),
      seenAt(undefined, 0, 99),
    ];
    expect(Object.fromEntries(mostAtOnce([...requests].reverse()))).toEqual({
      a: 1,
      b: 2,
      c: 3,
    });
  });
});

describe('a file of writes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'iam-writes-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('has a line for each write that was carried out, and is its owner’s', () => {
    const path = join(folder, 'writes.jsonl');
    const file = openWritesFile(path);
    file.note('aws', seenAt('a', 1, 2));
    file.note('aws', seenAt('a', 2, 3, { method: 'GET' }));
    file.note('aws', seenAt('a', 3, 4, { status: 409 }));
    file.note('aws', seenAt('a', 4, 5, { status: undefined }));
    const again = openWritesFile(path);
    again.note('okta', seenAt('b', 5, 6, { sent: undefined }));
    [file, again].forEach((one) => one.close());
    file.note('aws', seenAt('a', 7, 8));
    file.close();
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      { application: 'aws', ...seenAt('a', 1, 2) },
      { application: 'okta', method: 'PATCH', path: '/', user: 'b', status: 200, from: 5, until: 6 },
    ]);
    expect(statSync(path).mode & 0o777).toBe(process.platform === 'win32' ? 0o666 : 0o600);
  });
});
