import { awsUser, createClock, setUpAws } from '../__fixtures__/aws';
import { patchOf } from '../__fixtures__/vendor-caller';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/;

describe('AWS: reading and writing', () => {
  it('answers a PATCH of a user with 200 and the user, of a group with 204 and nothing', () => {
    const aws = setUpAws();
    const user = aws.newUser('jane').body;
    const group = aws.newGroup('Team').body;
    const patched = aws.patch(`/Users/${user.id}`, patchOf({ op: 'replace', path: 'title', value: 'CTO' }));
    expect(patched).toMatchObject({ status: 200, body: { id: user.id, userName: 'jane', title: 'CTO' } });
    const renamed = aws.patch(
      `/Groups/${group.id}`,
      patchOf({ op: 'replace', path: 'displayName', value: 'Crew' }),
    );
    expect([renamed.status, renamed.body]).toEqual([204, undefined]);
    expect(aws.get(`/Groups/${group.id}`).body.displayName).toBe('Crew');
  });

  it.each(['Users', 'Groups'])('answers a DELETE in %s with 204 once and 404 ever after', (collection) => {
    const aws = setUpAws();
    const { id } = collection === 'Users' ? aws.newUser('jane').body : aws.newGroup('Team').body;
    const gone = aws.delete(`/${collection}/${id}`);
    expect([gone.status, gone.body, gone.headers['Content-Type']]).toEqual([
      204,
      undefined,
      'application/json',
    ]);
    expect(gone.headers['x-amzn-RequestId']).toMatch(UUID);
    expect(aws.delete(`/${collection}/${id}`).status).toBe(404);
    expect(aws.get(`/${collection}/${id}`).status).toBe(404);
    expect(
      aws.patch(`/${collection}/${id}`, patchOf({ op: 'add', path: 'displayName', value: 'x' })).status,
    ).toBe(404);
  });

  it('replaces the whole user on PUT', () => {
    const aws = setUpAws();
    const { id } = aws.newUser('jane', { title: 'CTO' }).body;
    const { status, body } = aws.put(`/Users/${id}`, { ...awsUser('jane'), active: false });
    expect([status, body.title, body.active]).toEqual([200, undefined, false]);
  });

  it.each([
    ['"false"', 'false', false],
    ['"True"', 'True', true],
    ['false', false, false],
  ])('takes %s for active and gives a boolean back', (_text, value, active) => {
    const aws = setUpAws();
    const { id } = aws.newUser('jane').body;
    const reply = aws.patch(`/Users/${id}`, patchOf({ op: 'replace', path: 'active', value }));
    expect([reply.status, reply.body.active]).toEqual([200, active]);
  });

  it('dates a change and keeps the date of creation', () => {
    const clock = createClock();
    const aws = setUpAws({ now: clock.now });
    const { id } = aws.newUser('jane').body;
    clock.advance(3000);
    const { meta } = aws.patch(`/Users/${id}`, patchOf({ op: 'replace', path: 'title', value: 'CTO' })).body;
    expect([meta.created, meta.lastModified]).toEqual(['2021-08-23T12:53:51Z', '2021-08-23T12:53:54Z']);
  });

  it('takes operations in any case, as Entra sends them', () => {
    const aws = setUpAws();
    const { id } = aws.newUser('jane', {
      emails: [{ value: 'old@example.com', type: 'work', primary: true }],
    }).body;
    const change = { op: 'Replace', path: 'emails[type eq "work"].value', value: 'new@example.com' };
    expect(aws.patch(`/Users/${id}`, patchOf(change)).body.emails[0].value).toBe('new@example.com');
  });
});

describe('AWS: PATCH of a user', () => {
  it.each([
    ['removing userName', [{ op: 'remove', path: 'userName' }]],
    ['removing active', [{ op: 'remove', path: 'active' }]],
    ['removing a required name', [{ op: 'remove', path: 'displayName' }]],
    [
      'two operations on active',
      [
        { op: 'replace', path: 'active', value: true },
        { op: 'replace', path: 'active', value: false },
      ],
    ],
    [
      'a path filter other than eq',
      [{ op: 'replace', path: 'emails[type ne "x"].value', value: 'b@example.com' }],
    ],
    ['a second email', [{ op: 'add', path: 'emails', value: [{ value: 'b@example.com', primary: true }] }]],
    ['an unsupported attribute', [{ op: 'add', path: 'photos', value: [] }]],
    ['an empty string', [{ op: 'replace', path: 'title', value: '' }]],
    ['an unknown operation', [{ op: 'move', path: 'title', value: 'x' }]],
    ['an operation without op', [{ path: 'title', value: 'x' }]],
    ['an add without value', [{ op: 'add', path: 'title' }]],
    ['no operations', []],
  ])('refuses %s and changes nothing', (_what, operations) => {
    const aws = setUpAws();
    const created = aws.newUser('jane', {
      emails: [{ value: 'a@example.com', type: 'work', primary: true }],
    }).body;
    expect(aws.patch(`/Users/${created.id}`, patchOf(...operations)).status).toBe(400);
    expect(aws.get(`/Users/${created.id}`).body).toEqual(created);
  });

  it('takes several operations on different attributes', () => {
    const aws = setUpAws();
    const { id } = aws.newUser('jane').body;
    const operations = [
      { op: 'replace', path: 'title', value: 'CTO' },
      { op: 'replace', path: 'active', value: false },
      { op: 'remove', path: 'nickName' },
      { op: 'replace', path: 'userName', value: 'joan' },
    ];
    const { status, body } = aws.patch(`/Users/${id}`, patchOf(...operations));
    expect([status, body]).toEqual([
      200,
      expect.objectContaining({ title: 'CTO', active: false, userName: 'joan' }),
    ]);
  });

  it('takes a path-less change of one attribute', () => {
    const aws = setUpAws();
    const { id } = aws.newUser('jane').body;
    expect(
      aws.patch(`/Users/${id}`, patchOf({ op: 'replace', value: { active: 'false' } })).body.active,
    ).toBe(false);
  });

  it('clears what is removed', () => {
    const aws = setUpAws();
    const { id } = aws.newUser('jane', { title: 'CTO' }).body;
    expect(aws.patch(`/Users/${id}`, patchOf({ op: 'remove', path: 'title' })).body).not.toHaveProperty(
      'title',
    );
  });

  it('explains a path-less change of several attributes in the exact words of AWS', () => {
    const aws = setUpAws();
    const { id } = aws.newUser('jane').body;
    const { status, body } = aws.patch(
      `/Users/${id}`,
      patchOf({ op: 'replace', value: { title: 'a', nickName: 'b' } }),
    );
    expect([status, body.detail]).toEqual([
      400,
      'Current PATCH support allows omitting "path" attribute only for Add and Replace operations modifying a single attribute.',
    ]);
  });

  it('explains a remove without a path', () => {
    const aws = setUpAws();
    const { id } = aws.newUser('jane').body;
    const { status, body } = aws.patch(`/Users/${id}`, patchOf({ op: 'remove' }));
    expect([status, body.detail]).toEqual([400, 'Missing path in PATCH request']);
  });
});

describe('AWS: seeded users', () => {
  it('lists users created by hand, without externalId, email and names', () => {
    const aws = setUpAws({ users: [{ userName: 'console-admin', displayName: 'Admin' }] });
    const { Resources } = aws.get('/Users').body;
    expect(Resources).toHaveLength(1);
    for (const key of ['externalId', 'emails', 'name']) {
      expect(Resources[0]).not.toHaveProperty(key);
    }
    const changed = aws.patch(
      `/Users/${Resources[0].id}`,
      patchOf({ op: 'replace', path: 'active', value: false }),
    );
    expect(changed.status).toBe(200);
  });

  it('gives ids of either shape, the same ones for the same seed', () => {
    expect(setUpAws().newUser('jane').body.id).toMatch(UUID);
    expect(setUpAws({ idShape: 'legacy' }).newUser('jane').body.id).toMatch(/^[0-9a-f]{10}-[0-9a-f]{8}-/);
    expect(setUpAws().newUser('jane').body.id).toBe(setUpAws().newUser('jane').body.id);
    const aws = setUpAws();
    const first = aws.newUser('jane').body.id;
    aws.vendor.reset();
    expect(aws.vendor.users()).toEqual([]);
    expect(aws.newUser('jane').body.id).toBe(first);
  });

  it('gives ids that do not depend on how many requests were made between', () => {
    const one = setUpAws();
    const other = setUpAws();
    other.get('/Users');
    expect(one.newUser('jane').body.id).toBe(other.newUser('jane').body.id);
    expect(setUpAws().get('/Users').headers).toEqual(setUpAws().get('/Users').headers);
  });

  it('makes seeded users active by default', () => {
    const users = [{ userName: 'a' }, { userName: 'b', active: false }];
    const { Resources } = setUpAws({ users }).get('/Users').body;
    expect(Resources.map(({ active }: { active: boolean }) => active)).toEqual([true, false]);
  });

  it('shows its users and groups to assertions', () => {
    const aws = setUpAws();
    const user = aws.newUser('jane').body;
    const group = aws.newGroup('Team', [user.id]).body;
    expect(aws.vendor.users()).toEqual([user]);
    expect(aws.vendor.groups()).toEqual([{ id: group.id, displayName: 'Team', members: [user.id] }]);
  });
});
