import { OKTA_HEADERS, oktaSeed, setUpOkta } from '../__fixtures__/okta';
import { callerOf } from '../__fixtures__/vendor-caller';

describe('Okta: the schema of users', () => {
  it('has base and custom attributes with titles, and the required ones', () => {
    const okta = setUpOkta({ customAttributes: { badge: 'Badge number' } });
    const { status, body } = okta.get('/meta/schemas/user/default');
    expect(status).toBe(200);
    const { base, custom } = body.definitions;
    expect(base.properties).toMatchObject({
      login: { title: 'Username', type: 'string', required: true, minLength: 5, maxLength: 100 },
      costCenter: { title: 'Cost center' },
      manager: { title: 'Manager' },
    });
    expect(Object.keys(base.properties)).toHaveLength(31);
    expect(base.required).toEqual(['login', 'firstName', 'lastName', 'email']);
    expect(custom.properties).toEqual({ badge: expect.objectContaining({ title: 'Badge number' }) });
  });

  it('is the one that users link to', () => {
    const okta = setUpOkta({ users: [oktaSeed('jane')] });
    const { href } = okta.get('/users/jane').body._links.schema;
    expect(okta.get(href.split('/api/v1')[1]).body).toEqual(okta.get('/meta/schemas/user/default').body);
  });
});

describe('Okta: paths and methods', () => {
  it.each([
    ['GET', '/nothing', 404, 'E0000008'],
    ['GET', '/users/1/2', 404, 'E0000008'],
    ['GET', '/users/', 404, 'E0000008'],
    ['POST', '/users/1/lifecycle/promote', 404, 'E0000008'],
    ['GET', '/users/1/lifecycle/activate', 405, 'E0000022'],
    ['PATCH', '/users/1', 405, 'E0000022'],
    ['DELETE', '/users', 405, 'E0000022'],
    ['GET', '/users/%zz', 404, 'E0000008'],
    ['GET', '/users?q=%zz', 400, 'E0000020'],
  ])('%s %s: %i %s', (method, target, status, errorCode) => {
    const reply = setUpOkta().send(method, target, '');
    expect([reply.status, reply.body.errorCode]).toEqual([status, errorCode]);
  });

  it('are nothing outside of the API', () => {
    const { vendor } = setUpOkta();
    for (const base of ['', '/api/v2', '/v1']) {
      expect(callerOf(vendor, base, OKTA_HEADERS).get('/users').status).toBe(404);
    }
  });

  it('have an id for every reply', () => {
    const okta = setUpOkta();
    const idOf = (): unknown => okta.get('/users').headers['X-Okta-Request-Id'];
    expect(idOf()).not.toBe(idOf());
  });
});

describe('Okta: what tests can rely on', () => {
  it('the same seed gives the same ids, again after a reset, however many requests there were', () => {
    const okta = setUpOkta({ users: [oktaSeed('old')] });
    const first = okta.newUser('jane').id;
    okta.vendor.reset();
    expect(okta.vendor.users().map(({ id }) => id)).toEqual(['old']);
    okta.get('/users');
    okta.get('/users/none');
    expect(okta.newUser('jane').id).toBe(first);
    expect(setUpOkta({ users: [oktaSeed('old')] }).newUser('jane').id).toBe(first);
  });

  it('a reset forgets groups, events and what search knows', () => {
    const okta = setUpOkta({ searchLagMs: 0 });
    okta.newUser('jane');
    okta.post('/groups', { profile: { name: 'Team' } });
    okta.vendor.reset();
    expect([okta.vendor.groups(), okta.vendor.events(), okta.get('/users?search=id%20pr').body]).toEqual([
      [],
      [],
      [],
    ]);
  });

  it('seeded users of every status are there, and search knows them', () => {
    const okta = setUpOkta({
      users: [oktaSeed('a', { status: 'LOCKED_OUT' }), oktaSeed('b', { status: 'STAGED' })],
    });
    expect(okta.get('/users?search=id%20pr').body).toEqual([
      expect.objectContaining({ id: 'a', status: 'LOCKED_OUT', activated: '2020-10-18T17:54:30.000Z' }),
      expect.objectContaining({ id: 'b', status: 'STAGED', activated: null }),
    ]);
  });
});
