import type { FakeVendor, VendorReply } from './fake-vendor';
import { restFake } from './rest-fake';
import type { RestFakeOptions } from './rest-options';

const make = (options: Partial<RestFakeOptions> = {}): FakeVendor =>
  restFake({
    basePath: '/api',
    auth: { authorization: 'Bearer key' },
    users: { fields: ['login', 'email', 'title'], unique: ['login', 'email'], required: ['login'] },
    groups: {},
    ...options,
  });

const ask = (
  vendor: FakeVendor,
  method: string,
  target: string,
  body?: unknown,
  authorization = 'Bearer key',
): VendorReply => {
  const [path = '', query = ''] = target.split('?');
  return vendor.handle({
    method,
    path: `/api/${path}`,
    query,
    headers: { authorization },
    body,
    text: body === undefined ? '' : JSON.stringify(body),
  });
};

const withJane = (options: Partial<RestFakeOptions> = {}): FakeVendor => {
  const vendor = make(options);
  ask(vendor, 'POST', 'users', { login: 'Jane', email: 'jane@example.com', title: 'Boss' });
  return vendor;
};

describe('a REST application from a short description', () => {
  it('refuses wrong credentials', () => {
    expect(ask(make(), 'GET', 'test', undefined, 'Bearer other')).toEqual({
      status: 401,
      body: { error: { message: 'The credentials are wrong' } },
    });
  });

  it('creates users, active unless they are told not to be', () => {
    const vendor = make();
    expect(ask(vendor, 'POST', 'users', { login: 'jane' })).toEqual({
      status: 201,
      body: { result: { id: '1001', login: 'jane', active: true } },
    });
    expect(ask(vendor, 'POST', 'users', { login: 'joe', active: false })).toMatchObject({
      body: { result: { id: '1002', active: false } },
    });
    expect(vendor.users()).toHaveLength(2);
  });

  it.each([
    ['an unknown field', { login: 'x', other: 'y' }, 400, 'There is no field other'],
    ['a field of the wrong type', { login: 5 }, 400, 'Field login has the wrong type'],
    ['a text for the activity', { login: 'x', active: 'false' }, 400, 'Field active must be true or false'],
    ['a missing field', { email: 'x@example.com' }, 400, 'Field login is required'],
    ['an id', { id: '7', login: 'x' }, 400, 'Field id is read-only'],
    ['a list', [], 400, 'The body must be a JSON object'],
    ['a login that is taken', { login: 'JANE' }, 409, 'A record with this login exists'],
  ])('refuses %s and stores nothing', (_what, body, status, message) => {
    const vendor = withJane();
    expect(ask(vendor, 'POST', 'users', body)).toEqual({ status, body: { error: { message } } });
    expect(vendor.users()).toHaveLength(1);
  });

  it('finds users by their fields, the unique ones without case', () => {
    const vendor = withJane();
    const found = (target: string): unknown => ask(vendor, 'GET', target).body;
    expect(found('users?login=jANE')).toMatchObject({ result: [{ id: '1001' }] });
    expect(found('users?email=jane%40example.com&title=Boss')).toMatchObject({ result: [{ id: '1001' }] });
    expect(found('users?title=boss')).toEqual({ result: [] });
    expect(ask(vendor, 'GET', 'users?nosuch=1').status).toBe(400);
  });

  it('changes, clears, replaces and removes', () => {
    const vendor = withJane();
    expect(ask(vendor, 'PATCH', 'users/1001', { title: null, active: false }).body).toEqual({
      result: { id: '1001', login: 'Jane', email: 'jane@example.com', active: false },
    });
    expect(ask(vendor, 'PUT', 'users/1001', { login: 'jane2' }).body).toEqual({
      result: { id: '1001', login: 'jane2', active: false },
    });
    expect(ask(vendor, 'DELETE', 'users/1001')).toEqual({ status: 204 });
    expect(ask(vendor, 'GET', 'users/1001')).toEqual({
      status: 404,
      body: { error: { message: 'User not found' } },
    });
  });

  it('keeps groups, whose members are users', () => {
    const vendor = withJane();
    ask(vendor, 'POST', 'users', { login: 'joe' });
    expect(ask(vendor, 'POST', 'groups', { name: 'Staff', members: ['1001'] }).body).toEqual({
      result: { id: '1001', name: 'Staff', members: ['1001'] },
    });
    expect(ask(vendor, 'POST', 'groups', { name: 'staff' }).status).toBe(409);
    expect(ask(vendor, 'PATCH', 'groups/1001', { add: ['1002'], remove: ['1001'] }).body).toMatchObject({
      result: { members: ['1002'] },
    });
    expect(ask(vendor, 'PATCH', 'groups/1001', { add: ['77'] }).status).toBe(400);
    expect(ask(vendor, 'PATCH', 'groups/1001', { name: 'Other' }).status).toBe(400);
    expect(vendor.groups()).toEqual([{ id: '1001', displayName: 'Staff', members: ['1002'] }]);
    ask(vendor, 'DELETE', 'users/1002');
    expect(vendor.groups()).toMatchObject([{ members: [] }]);
    expect(ask(vendor, 'DELETE', 'groups/1001').status).toBe(204);
  });

  it('lists page by page', () => {
    const vendor = withJane({ pageSize: 1 });
    ask(vendor, 'POST', 'users', { login: 'joe' });
    expect(
      ['users', 'users?offset=1', 'users?offset=2'].map(
        (target) => (ask(vendor, 'GET', target).body as { result: unknown[] }).result.length,
      ),
    ).toEqual([1, 1, 0]);
  });

  it('speaks as it is described', () => {
    const vendor = withJane({
      envelope: null,
      error: (status, message) => ({ code: status, text: message }),
    });
    expect(ask(vendor, 'GET', 'users?login=jane').body).toMatchObject([{ login: 'Jane' }]);
    expect(ask(vendor, 'GET', 'users/2').body).toEqual({ code: 404, text: 'User not found' });
    expect(ask(vendor, 'GET', 'schema').body).toContainEqual({
      name: 'title',
      description: 'The field title',
    });
  });

  describe('may say in a text who may sign in', () => {
    const users = {
      fields: ['login'],
      unique: ['login'],
      active: { field: 'state', yes: 'ACTIVE', no: 'SUSPENDED' },
    };

    it('and a new user may', () => {
      const vendor = make({ users });
      expect(ask(vendor, 'POST', 'users', { login: 'jane' }).body).toEqual({
        result: { id: '1001', login: 'jane', state: 'ACTIVE' },
      });
    });

    it('unless it is told otherwise', () => {
      const vendor = make({ users });
      ask(vendor, 'POST', 'users', { login: 'jane', state: 'SUSPENDED' });
      expect(vendor.users()).toEqual([{ id: '1001', login: 'jane', state: 'SUSPENDED' }]);
      expect(ask(vendor, 'PATCH', 'users/1001', { state: 'ACTIVE' }).body).toMatchObject({
        result: { state: 'ACTIVE' },
      });
      expect(ask(vendor, 'PUT', 'users/1001', { login: 'joan' }).body).toMatchObject({
        result: { login: 'joan', state: 'ACTIVE' },
      });
    });

    it.each([[true], ['active'], ['DELETED']])('and %j is none of its words', (state) => {
      expect(ask(make({ users }), 'POST', 'users', { login: 'jane', state })).toEqual({
        status: 400,
        body: { error: { message: 'Field state must be "ACTIVE" or "SUSPENDED"' } },
      });
    });

    it('and searches find by it', () => {
      const vendor = make({ users });
      ask(vendor, 'POST', 'users', { login: 'jane' });
      expect(ask(vendor, 'GET', 'users?state=ACTIVE').body).toMatchObject({ result: [{ login: 'jane' }] });
      expect(ask(vendor, 'GET', 'schema').body).toMatchObject({
        result: expect.arrayContaining([{ name: 'state', description: 'The field state' }]),
      });
    });
  });

  describe('may hand lists out behind cursors', () => {
    const paged = () => {
      const vendor = make({
        envelope: null,
        pageSize: 1,
        lists: { items: 'people', cursor: 'after', next: 'next' },
      });
      for (const login of ['jane', 'joe']) {
        ask(vendor, 'POST', 'users', { login });
      }
      return vendor;
    };

    it('page by page, the last one without a next', () => {
      const vendor = paged();
      const first = ask(vendor, 'GET', 'users').body as { readonly next: string };
      expect(first).toEqual({
        people: [expect.objectContaining({ login: 'jane' })],
        next: expect.any(String),
      });
      expect(ask(vendor, 'GET', `users?after=${first.next}`).body).toEqual({
        people: [expect.objectContaining({ login: 'joe' })],
        next: null,
      });
    });

    it('searches too, and single records as ever', () => {
      const vendor = paged();
      expect(ask(vendor, 'GET', 'users?login=joe').body).toMatchObject({ people: [{ login: 'joe' }] });
      expect(ask(vendor, 'GET', 'users/1001').body).toMatchObject({ login: 'jane' });
    });

    it('and refuses a cursor that it did not give, and the number of a record', () => {
      const vendor = paged();
      expect([ask(vendor, 'GET', 'users?after=1'), ask(vendor, 'GET', 'users?offset=1')]).toMatchObject([
        { status: 400 },
        { status: 400 },
      ]);
    });
  });

  it('has no groups where none are described, and knows no other address', () => {
    const vendor = restFake({ auth: {}, users: { fields: ['login'], unique: ['login'] } });
    const status = (path: string, method = 'GET'): number =>
      vendor.handle({ method, path, query: '', headers: {}, body: undefined, text: '' }).status;
    expect([
      status('/groups'),
      status('/nothing'),
      status('/users/%zz'),
      status('/users', 'PURGE'),
      status('/test'),
    ]).toEqual([404, 404, 400, 405, 200]);
  });

  it('begins anew after a reset', () => {
    const vendor = withJane();
    vendor.reset();
    expect(vendor.users()).toEqual([]);
    expect(ask(vendor, 'POST', 'users', { login: 'jane' }).body).toMatchObject({ result: { id: '1001' } });
  });
});

describe('fields inside an object', () => {
  const nested = (): FakeVendor =>
    make({
      users: {
        fields: ['profile.login', 'profile.title'],
        unique: ['profile.login'],
        required: ['profile.login'],
        active: 'state.on',
      },
    });
  const jane = { profile: { login: 'Jane', title: 'Boss' } };

  it('are stored, changed and searched where they are', () => {
    const vendor = nested();
    ask(vendor, 'POST', 'users', jane);
    expect(ask(vendor, 'PATCH', 'users/1001', { profile: { title: null } }).body).toEqual({
      result: { id: '1001', profile: { login: 'Jane' }, state: { on: true } },
    });
    expect(ask(vendor, 'GET', 'users?profile.login=jane').body).toMatchObject({ result: [{ id: '1001' }] });
    expect(ask(vendor, 'PUT', 'users/1001', { profile: { login: 'J' } }).body).toEqual({
      result: { id: '1001', profile: { login: 'J' }, state: { on: true } },
    });
  });

  it.each([
    [{ profile: { login: 'x', other: 'y' } }, 400, 'There is no field profile.other'],
    [{ profile: 'x' }, 400, 'There is no field profile'],
    [{ 'profile.login': 'x' }, 400, 'There is no field profile\\.login'],
    [{ profile: { title: 'x' } }, 400, 'Field profile.login is required'],
    [{ profile: { login: 'JANE' } }, 409, 'A record with this profile.login exists'],
    [{ ...jane, state: { on: 'yes' } }, 400, 'Field state.on must be true or false'],
  ])('keep the rules of fields: %j', (body, status, message) => {
    const vendor = nested();
    ask(vendor, 'POST', 'users', jane);
    expect(ask(vendor, 'POST', 'users', body)).toEqual({ status, body: { error: { message } } });
  });
});
