import { setUpServiceNow, usersNamed } from '../__fixtures__/service-now';

const POLLUTED = '"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}';

describe('ServiceNow: hostile requests', () => {
  it('keep away from prototypes', () => {
    const now = setUpServiceNow({ users: usersNamed('a') });
    now.send('POST', '/sys_user', `{${POLLUTED},"city":{${POLLUTED}}}`);
    now.send('PATCH', '/sys_user/id-a', `{${POLLUTED}}`);
    const query = encodeURIComponent('__proto__=x^constructor.prototype=y');
    for (const target of [
      '/sys_user?__proto__=x&constructor=y',
      `/sys_user?sysparm_query=${query}&sysparm_fields=__proto__,constructor,manager.__proto__`,
    ]) {
      expect(now.get(target).status).toBe(200);
    }
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it.each(['__proto__', 'constructor', 'toString', '%2e%2e', 'a%2Fb', '%00'])('have no record %s', (id) => {
    const now = setUpServiceNow();
    expect(now.get(`/sys_user/${id}`).status).toBe(404);
    expect(now.get(`/${id}`).status).toBe(400);
  });

  it('answer a path that cannot be decoded with 400', () => {
    expect(setUpServiceNow().get('/sys_user/%zz').status).toBe(400);
  });

  it('answer deeply nested bodies, long queries and long paths of columns like any other', () => {
    const now = setUpServiceNow({ users: usersNamed('a') });
    const deep = `${'{"city":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
    expect(now.send('POST', '/sys_user', deep).status).toBe(201);
    expect(
      now.send('PATCH', '/sys_user/id-a', `{"city":${'['.repeat(50_000)}${']'.repeat(50_000)}}`).status,
    ).toBe(200);
    expect(now.get(`/sys_user?sysparm_query=${'user_name=a^OR'.repeat(2_000)}`).status).toBe(200);
    expect(now.get(`/sys_user?sysparm_query=${'manager.'.repeat(20_000)}name=a`).status).toBe(200);
  });
});
