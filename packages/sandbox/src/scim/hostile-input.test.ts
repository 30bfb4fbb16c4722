import { setUpAtlassian } from '../__fixtures__/atlassian';
import { setUpAws } from '../__fixtures__/aws';
import { setUpScim } from '../__fixtures__/scim';
import { callerOf, patchOf } from '../__fixtures__/vendor-caller';
import { createHelloVendor } from '../hello/hello-vendor';

const POLLUTED = '"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}';

const hello = () =>
  callerOf(createHelloVendor({ users: [{ user_id: 'id', user_name: 'seeded' }] }), '/api/now', {
    authorization: `Basic ${Buffer.from('sandbox-user:sandbox-password').toString('base64')}`,
  });
const users = [{ id: 'id', userName: 'seeded', emails: [{ value: 's@example.com', primary: true }] }];
const FACES = [
  ['aws', () => setUpAws({ users }), 'Users'],
  ['atlassian', () => setUpAtlassian({ users }), 'Users'],
  ['scim', () => setUpScim({ users }), 'Users'],
  ['hello', hello, 'users'],
] as const;

describe.each(FACES)('%s', (_name, setUp, collection) => {
  it('keeps hostile keys away from prototypes', () => {
    const vendor = setUp();
    const name = `{"name":{${POLLUTED}},"emails":[{${POLLUTED}}],${POLLUTED}}`;
    vendor.send('POST', `/${collection}`, name);
    vendor.send('PUT', `/${collection}/id`, name);
    vendor.send('PATCH', `/${collection}/id`, name);
    for (const path of [
      '__proto__.polluted',
      'constructor.prototype.polluted',
      'name.__proto__',
      'emails[__proto__ pr].x',
    ]) {
      vendor.patch(`/${collection}/id`, patchOf({ op: 'add', path, value: true }));
    }
    vendor.send('PATCH', `/${collection}/id`, `{"Operations":[{"op":"add","value":{${POLLUTED}}}]}`);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('answers deeply nested bodies like any other', () => {
    const vendor = setUp();
    const deep = `${'{"name":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
    const list = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    for (const body of [deep, list, `{"userName":"x","name":${deep}}`, `{"emails":${list}}`]) {
      expect(vendor.send('POST', `/${collection}`, body).status).toBeLessThan(500);
      expect(
        vendor.send(
          'PATCH',
          `/${collection}/id`,
          `{"Operations":[{"op":"add","path":"name","value":${body}}]}`,
        ).status,
      ).toBeLessThan(500);
    }
  });

  it.each(['__proto__', 'constructor', 'toString', '%2e%2e', 'a%2Fb', '%zz', '%00'])(
    'has no user %s',
    (id) => {
      expect(setUp().get(`/${collection}/${id}`).status).toBe(404);
      expect(setUp().get(`/${id}`).status).toBe(404);
    },
  );

  it('answers 4xx to a query that cannot be decoded', () => {
    const { status } = setUp().get(`/${collection}?filter=%zz`);
    expect(status).toBe(400);
  });
});
