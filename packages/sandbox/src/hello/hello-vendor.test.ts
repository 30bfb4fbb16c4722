import { callerOf, type Caller } from '../__fixtures__/vendor-caller';
import { createHelloVendor, type HelloOptions } from './hello-vendor';

const basic = (text: string): { authorization: string } => ({
  authorization: `Basic ${Buffer.from(text).toString('base64')}`,
});

const setUp = (options: HelloOptions = {}): Caller & { vendor: ReturnType<typeof createHelloVendor> } => {
  const vendor = createHelloVendor({ username: 'u', password: 'p:ä', seed: 's', ...options });
  return { ...callerOf(vendor, '/api/now', basic('u:p:ä')), vendor };
};

describe('Hello: who may call', () => {
  it('answers 401 for wrong or missing credentials', () => {
    const { vendor } = setUp();
    for (const headers of [{}, basic('u:wrong'), basic('other:p:ä')]) {
      const { status, body } = callerOf(vendor, '/api/now', headers).get('/test');
      expect([status, Object.keys(body.error)]).toEqual([401, ['message', 'detail']]);
    }
  });

  it('answers the test with ok', () => {
    expect(setUp().get('/test')).toMatchObject({ status: 200, body: { result: 'ok' } });
  });

  it('describes every field of a user', () => {
    const { status, body } = setUp().get('/schema');
    expect(status).toBe(200);
    expect(body.result.map(({ name }: { name: string }) => name)).toEqual([
      'user_id',
      'user_name',
      'active',
      'email',
      'first_name',
      'last_name',
      'name',
      'title',
      'department',
      'city',
      'country',
      'state',
      'street',
      'zip',
      'mobile_phone',
      'manager',
      'employee_number',
      'cost_center',
    ]);
    for (const { description } of body.result) {
      expect(description).not.toBe('');
    }
  });
});

describe('Hello: users', () => {
  it('are created with 201, active unless said otherwise, keys in the order of the schema', () => {
    const { status, body } = setUp().post('/users', {
      email: 'jane@example.com',
      last_name: 'Doe',
      user_name: 'jane',
    });
    expect(status).toBe(201);
    expect(JSON.stringify(body.result)).toBe(
      `{"user_id":"${body.result.user_id}","user_name":"jane","active":true,"email":"jane@example.com","last_name":"Doe"}`,
    );
    expect(setUp().post('/users', { user_name: 'jane', active: false }).body.result.active).toBe(false);
  });

  it('are read by id and found by one field or several', () => {
    const hello = setUp();
    const jane = hello.post('/users', { user_name: 'jane', email: 'Jane+1@example.com', city: 'Bonn' }).body
      .result;
    const joe = hello.post('/users', { user_name: 'joe', city: 'Bonn' }).body.result;
    expect(hello.get(`/users/${jane.user_id}`)).toMatchObject({ status: 200, body: { result: jane } });
    expect(hello.get('/users').status).toBe(200);
    const found = (query: string): unknown => hello.get(`/users?${query}`).body.result;
    expect(found(`email=${encodeURIComponent('jane+1@EXAMPLE.com')}`)).toEqual([jane]);
    expect(found('user_name=JOE')).toEqual([joe]);
    expect(found('city=Bonn')).toEqual([jane, joe]);
    expect(found('city=bonn')).toEqual([]);
    expect(found('city=Bonn&user_name=joe')).toEqual([joe]);
    expect(found('email=nobody@example.com')).toEqual([]);
    expect(found('title=undefined')).toEqual([]);
  });

  it('are listed in pages', () => {
    const hello = setUp({
      users: Array.from({ length: 130 }, (_, n) => ({ user_id: `${n}`, user_name: `u${n}` })),
    });
    expect(hello.get('/users').body.result).toHaveLength(100);
    const page = hello.get('/users?limit=20&offset=120').body.result;
    expect(page.map(({ user_id }: { user_id: string }) => user_id)).toEqual([
      '120',
      '121',
      '122',
      '123',
      '124',
      '125',
      '126',
      '127',
      '128',
      '129',
    ]);
  });

  it.each(['colour=red', 'email=', 'email', '__proto__=x', 'limit=many', 'x=%zz'])(
    'refuse the query %s with 400',
    (query) => {
      expect(setUp().get(`/users?${query}`).status).toBe(400);
    },
  );

  it('are changed field by field; null and the empty string clear', () => {
    const hello = setUp();
    const { user_id: id } = hello.post('/users', { user_name: 'jane', title: 'CTO', city: 'Bonn' }).body
      .result;
    const { status, body } = hello.patch(`/users/${id}`, { active: false, title: null, city: '', zip: '1' });
    expect([status, body.result]).toEqual([200, { user_id: id, user_name: 'jane', active: false, zip: '1' }]);
    expect(hello.get(`/users/${id}`).body.result).toEqual(body.result);
  });

  it('answer 409 to a login name or email in use, in any case, on create and change', () => {
    const hello = setUp();
    hello.post('/users', { user_name: 'jane', email: 'jane@example.com' });
    const { user_id: id } = hello.post('/users', { user_name: 'joe' }).body.result;
    expect(hello.post('/users', { user_name: 'JANE' }).status).toBe(409);
    expect(hello.post('/users', { email: 'Jane@Example.com' }).body).toEqual({
      error: { message: 'Duplicate record', detail: 'A user with email Jane@Example.com exists' },
    });
    expect(hello.patch(`/users/${id}`, { email: 'jane@example.com' }).status).toBe(409);
    expect(hello.patch(`/users/${id}`, { user_name: 'JOE' }).status).toBe(200);
    expect(hello.vendor.users()).toHaveLength(2);
  });

  it('answer 400 to unknown fields and name them', () => {
    const { status, body } = setUp().post('/users', { user_name: 'jane', colour: 'red', givenName: 'Jane' });
    expect([status, body.error.detail]).toEqual([400, 'Unknown fields: colour, givenName']);
  });

  it.each([
    ['no login name and no email', { first_name: 'Jane' }],
    ['an id of the client', { user_name: 'jane', user_id: '1' }],
    ['a number for a text', { user_name: 'jane', zip: 1 }],
    ['a text for active', { user_name: 'jane', active: 'true' }],
    ['null for active', { user_name: 'jane', active: null }],
    ['a list', []],
  ])('answer 400 to %s', (_what, body) => {
    expect(setUp().post('/users', body).status).toBe(400);
  });

  it('answer 400 to an unreadable or missing body', () => {
    const hello = setUp();
    expect([hello.send('POST', '/users', '{').status, hello.send('POST', '/users', '').status]).toEqual([
      400, 400,
    ]);
  });

  it('cannot lose both login name and email', () => {
    const hello = setUp();
    const { user_id: id } = hello.post('/users', { user_name: 'jane' }).body.result;
    expect(hello.patch(`/users/${id}`, { user_name: null }).status).toBe(400);
  });

  it('are deleted with 204 and are gone, from groups too', () => {
    const hello = setUp();
    const { user_id: id } = hello.post('/users', { user_name: 'jane' }).body.result;
    hello.post('/groups', { name: 'Team', members: [id] });
    const gone = hello.delete(`/users/${id}`);
    expect([gone.status, gone.body]).toEqual([204, undefined]);
    expect(hello.get(`/users/${id}`).status).toBe(404);
    expect(hello.delete(`/users/${id}`).status).toBe(404);
    expect(hello.get('/users?user_name=jane').body.result).toEqual([]);
    expect(hello.vendor.groups()[0]?.members).toEqual([]);
  });

  it('are there from the start when seeded, active unless the seed says otherwise', () => {
    const users = [{ user_name: 'a' }, { user_name: 'b', active: false }];
    expect(
      setUp({ users })
        .vendor.users()
        .map(({ active }) => active),
    ).toEqual([true, false]);
  });

  it('get the same ids from the same seed, again after a reset', () => {
    const hello = setUp();
    const first = hello.post('/users', { user_name: 'jane' }).body.result.user_id;
    hello.vendor.reset();
    expect(hello.post('/users', { user_name: 'jane' }).body.result.user_id).toBe(first);
  });
});

describe('Hello: groups', () => {
  it('are created, found by name, read, changed and deleted', () => {
    const hello = setUp({ users: ['1', '2', '3'].map((user_id) => ({ user_id, user_name: `u${user_id}` })) });
    const created = hello.post('/groups', { name: 'Team', members: ['1'] });
    const { group_id: id } = created.body.result;
    expect([created.status, created.body.result]).toEqual([
      201,
      { group_id: id, name: 'Team', members: ['1'] },
    ]);
    expect(hello.get('/groups?name=team').body.result).toEqual([created.body.result]);
    expect(hello.get('/groups?name=none').body.result).toEqual([]);
    const changed = hello.patch(`/groups/${id}`, { add: ['2', '3', '2'], remove: ['1'] });
    expect([changed.status, changed.body.result.members]).toEqual([200, ['2', '3']]);
    expect(hello.get(`/groups/${id}`).body.result).toEqual(changed.body.result);
    expect(hello.delete(`/groups/${id}`).status).toBe(204);
    expect(hello.get(`/groups/${id}`).status).toBe(404);
  });

  it('answer 409 to a name in use and 400 to what they cannot take', () => {
    const hello = setUp({ groups: [{ group_id: 'g', name: 'Team' }] });
    expect(hello.post('/groups', { name: 'TEAM' }).status).toBe(409);
    for (const body of [
      {},
      { name: '' },
      { name: 'x', owner: 'y' },
      { name: 'x', members: ['nobody'] },
      { name: 'x', members: 'y' },
    ]) {
      expect(hello.post('/groups', body).status).toBe(400);
    }
    for (const body of [{ add: ['nobody'] }, { name: 'x' }, { add: '1' }, []]) {
      expect(hello.patch('/groups/g', body).status).toBe(400);
    }
    expect(hello.get('/groups?owner=x').status).toBe(400);
  });
});

describe('Hello: what else there is', () => {
  it.each([
    ['GET', '/nothing', 404],
    ['GET', '/users/1/2', 404],
    ['POST', '/test', 404],
    ['PUT', '/users', 405],
    ['DELETE', '/groups', 405],
  ])('answers %s %s with %i', (method, path, status) => {
    expect(setUp().send(method, path, '').status).toBe(status);
  });

  it('answers 404 outside its base path and to paths that cannot be decoded', () => {
    const { vendor } = setUp();
    for (const base of ['', '/api/v1', '/v1/now']) {
      expect(callerOf(vendor, base, basic('u:p:ä')).get('/users').status).toBe(404);
    }
    expect(callerOf(vendor, '/api/now', basic('u:p:ä')).get('/users/%zz').status).toBe(404);
  });
});
