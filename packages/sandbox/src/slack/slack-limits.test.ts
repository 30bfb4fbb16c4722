import { setUpSlack } from '../__fixtures__/slack';

const times = <A>(count: number, run: () => A): readonly A[] => Array.from({ length: count }, run);
const refusals = (replies: readonly { readonly status: number }[]) =>
  replies.filter(({ status }) => status === 429).length;

describe('the limits of a minute', () => {
  it('are off unless wanted', () => {
    const { newUser } = setUpSlack();
    expect(refusals(times(50, () => newUser('jane')))).toBe(0);
  });

  it('are 20 writes of users at once, then 3 a second, over both versions', () => {
    const { newUser, v1, clock } = setUpSlack({ rateLimits: true });
    expect(refusals(times(20, () => newUser('jane')))).toBe(0);
    expect(v1.patch('/Users/U0', {})).toMatchObject({
      status: 429,
      headers: { 'Retry-After': '1' },
      body: { Errors: { description: 'too_many_requests', code: 429 } },
    });
    clock.advance(1000);
    expect(refusals(times(4, () => newUser('jane')))).toBe(1);
  });

  it('are 180 writes at once over all', () => {
    const { newGroup } = setUpSlack({ rateLimits: true });
    expect(refusals(times(181, () => newGroup('x')))).toBe(1);
  });

  it('are 300 reads of users, 1000 of all', () => {
    const { v1, v2 } = setUpSlack({ rateLimits: true });
    expect(refusals(times(301, () => v1.get('/Users')))).toBe(1);
    expect(refusals(times(701, () => v2.get('/Groups')))).toBe(2);
  });

  it('begin anew after a reset', () => {
    const { newUser, vendor } = setUpSlack({ rateLimits: true });
    times(21, () => newUser('jane'));
    vendor.reset();
    expect(newUser('jane').status).toBe(201);
  });
});

describe('one write at a time', () => {
  const users = ['U1', 'U2'].map((id) => ({ id, userName: id, emails: [{ value: `${id}@x` }] }));

  it('locks a user while a write of it goes on', () => {
    const { v1, v2, clock } = setUpSlack({ users, writeMs: 1500 });
    expect(v1.patch('/Users/U1', { title: 'a' })).toMatchObject({ status: 200, delayMs: 1501 });
    clock.advance(400);
    expect(v2.delete('/Users/U1')).toMatchObject({
      status: 429,
      headers: { 'Retry-After': '2' },
      body: { detail: 'resource_locked' },
    });
    expect(v2.get('/Users/U1').body).toMatchObject({ title: 'a', active: true });
    expect(v1.patch('/Users/U2', { title: 'b' }).status).toBe(200);
    clock.advance(1100);
    expect(v2.delete('/Users/U1').status).toBe(200);
  });

  it('neither locks nor delays unless writes take time', () => {
    const { v1 } = setUpSlack({ users });
    expect(v1.patch('/Users/U1', { title: 'a' }).delayMs).toBeUndefined();
    expect(v1.patch('/Users/U1', { title: 'b' }).status).toBe(200);
  });
});
