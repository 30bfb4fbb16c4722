import { createFakeClock } from '../fake-clock';
import { limitProblem, type LimitHeaders, type RequestLimit } from './limits';
import { readLimitHeaders } from './read-limit-headers';
import { requestKind } from './request-kind';
import { createThrottle, type ThrottleOptions } from './throttle';
import { toFailure } from '../../errors/iam-error';

const OKTA: LimitHeaders = {
  remaining: 'X-Rate-Limit-Remaining',
  reset: 'X-Rate-Limit-Reset',
  resetIs: 'epoch-seconds',
};
const DATE = 'Mon, 05 Jan 2026 12:00:00 GMT';
const AT = Date.UTC(2026, 0, 5, 12, 0, 0) / 1000;

const reply = (headers: Readonly<Record<string, string>>, status = 200) => ({
  status,
  headers: Object.entries(headers),
  body: Buffer.from(''),
});
const okta = (remaining: number | string, resetIn: number, more = {}) =>
  reply({
    'x-rate-limit-remaining': `${remaining}`,
    'x-rate-limit-reset': `${AT + resetIn}`,
    date: DATE,
    ...more,
  });

describe('the kind of a request', () => {
  const limits: readonly RequestLimit[] = [
    { requests: 600, per: 'minute' },
    { requests: 20, per: 'minute', of: 'writes' },
    { requests: 5, per: 'second', of: { path: 'users*' } },
    { requests: 1, per: 'second', of: { method: 'POST', path: 'users/{}/lifecycle/{}' } },
    { requests: 9, per: 'minute', of: { method: 'writes', path: 'groups*' } },
    { requests: 9, per: 'minute', of: { method: 'reads', path: 'groups' } },
  ];

  it.each([
    ['GET', '/apps', ['all']],
    ['PATCH', '/apps/{}', ['writes', 'all']],
    ['GET', '/users', ['users*', 'all']],
    ['POST', '/users/{}/lifecycle/{}', ['POST users/{}/lifecycle/{}', 'users*', 'writes', 'all']],
    ['GET', '/users/{}/lifecycle/{}', ['users*', 'all']],
    ['DELETE', '/groups/{}', ['writes groups*', 'writes', 'all']],
    ['POST', '/groups', ['writes groups*', 'writes', 'all']],
    ['GET', '/groups', ['reads groups', 'all']],
    ['GET', '/groups/{}', ['all']],
  ] as const)('%s %s counts against %p', (method, template, names) => {
    expect(requestKind(limits, { method, template })).toMatchObject({ name: names[0], limits: names });
  });

  it('is all where no limit is stated', () => {
    expect(requestKind([], { method: 'GET', template: '/x' })).toMatchObject({ name: 'all', limits: [] });
  });
});

it.each<[string, RequestLimit]>([
  ['requests', { requests: 0, per: 'minute' }],
  ['requests', { requests: NaN, per: 'minute' }],
  ['burst', { requests: 9, per: 'minute', burst: 0 }],
  ['burst', { requests: 9, per: 'minute', burst: -1 }],
  ['per', { requests: 1, per: 'day' as 'hour' }],
  ['no path', { requests: 1, per: 'hour', of: { path: '/users' } }],
  ['no path', { requests: 1, per: 'hour', of: { path: 'a*b' } }],
])('a limit with a wrong part is refused: %s', (what, limit) => {
  expect(limitProblem([limit])).toContain(what);
});

describe('the vendor’s headers', () => {
  const now = new Date(Date.UTC(2031, 0, 1));

  it.each<[string, LimitHeaders['resetIs'], string, number | undefined]>([
    ['seconds since 1970', 'epoch-seconds', `${AT + 40}`, 41_000],
    ['with a fraction', 'epoch-seconds', `${AT + 40}.5`, 41_500],
    ['milliseconds since 1970', 'epoch-milliseconds', `${(AT + 40) * 1000}`, 40_000],
    ['seconds from now', 'seconds', '40', 41_000],
    ['with a policy behind it', 'seconds', '40, 100;w=60', 41_000],
    ['an HTTP date', 'date', 'Mon, 05 Jan 2026 12:00:40 GMT', 41_000],
    ['an ISO date', 'date', '2026-01-05T12:00:40Z', 41_000],
    ['in the past', 'epoch-seconds', `${AT - 1}`, undefined],
    ['negative', 'seconds', '-5', undefined],
    ['no number', 'epoch-seconds', 'soon', undefined],
    ['of another unit', 'epoch-seconds', `${(AT + 40) * 1000}`, undefined],
    ['empty', 'date', '', undefined],
  ])('tell the renewal by the vendor’s clock: %s', (_, resetIs, reset, resetMs) => {
    const headers = { remaining: 'r', reset: 's', resetIs };
    expect(readLimitHeaders(reply({ R: '0', S: reset, Date: DATE }), headers, now).resetMs).toBe(resetMs);
  });

  it('are measured against our clock where there is no Date', () => {
    const ours = new Date((AT + 10) * 1000);
    expect(readLimitHeaders(reply({ 'X-Rate-Limit-Reset': `${AT + 40}` }), OKTA, ours).resetMs).toBe(31_000);
  });

  it.each([
    ['0', 0],
    ['12', 12],
    ['-1', undefined],
    ['x', undefined],
  ])('have %j left', (text, left) => {
    expect(readLimitHeaders(okta(text, 40), OKTA, now).remaining).toBe(left);
  });
});

describe('the limits of an instance', () => {
  const setUp = (options: Partial<ThrottleOptions>) => {
    const clock = createFakeClock();
    const throttle = createThrottle({
      limits: [],
      headers: undefined,
      limiter: undefined,
      clock,
      ...options,
    });
    const get = (template = '/users') => ({ method: 'GET', template }) as const;
    return {
      clock,
      throttle,
      get,
      take: (template?: string, signal?: AbortSignal) =>
        throttle.rateLimit(() => Promise.resolve(), get(template), signal),
    };
  };

  it('nothing left means waiting before the next request, until the renewal and no longer', async () => {
    const { throttle, get, take, clock } = setUp({ headers: OKTA });
    await take();
    throttle.heed(get(), okta(0, 40));
    await take();
    await take();

    expect(clock.slept()).toEqual([41_000]);
  });

  it('what is left is used up without asking: requests that leave together count', async () => {
    const { throttle, get, take, clock } = setUp({ headers: OKTA });
    throttle.heed(get(), okta(2, 40));
    await take();
    throttle.heed(get(), okta(2, 40));
    await take();
    expect(clock.slept()).toEqual([]);
    await take();
    expect(clock.slept()).toEqual([41_000]);
  });

  it('a limit of one kind holds up no other', async () => {
    const limits: readonly RequestLimit[] = [{ requests: 10, per: 'minute', of: { path: 'logs*' } }];
    const { throttle, get, take, clock } = setUp({ headers: OKTA, limits });
    throttle.heed(get('/logs'), okta(0, 40));
    await take('/users');
    expect(clock.slept()).toEqual([]);
    await take('/logs');
    expect(clock.slept()).toEqual([41_000]);
  });

  it('a renewal in an hour is not waited for: the request fails and says when', async () => {
    const { throttle, get, take, clock } = setUp({ headers: OKTA });
    throttle.heed(get(), okta(0, 2400));

    expect(await take().catch(toFailure)).toMatchObject({
      kind: 'rate-limited',
      effect: 'none',
      message: expect.stringContaining('41 minutes'),
    });
    expect(clock.slept()).toEqual([]);
  });

  it('a stopped command waits no longer', async () => {
    const { throttle, get, take } = setUp({ headers: OKTA });
    throttle.heed(get(), okta(0, 40));
    await expect(take('/users', AbortSignal.abort(new Error('stop')))).rejects.toThrow('stop');
  });

  it('are windows of a minute and of a second, which all let a request through', async () => {
    const limits: readonly RequestLimit[] = [
      { requests: 2, per: 'second' },
      { requests: 3, per: 'minute' },
    ];
    const { take, clock } = setUp({ limits });
    for (let count = 0; count < 4; count += 1) {
      await take();
    }
    expect(clock.slept()).toEqual([1020, 59_000]);
  });

  it.each<[string, RequestLimit, readonly number[]]>([
    ['smaller than the limit', { requests: 60, per: 'minute', burst: 2 }, [2020, 2020]],
    ['larger than the limit', { requests: 2, per: 'minute', burst: 5 }, [60_020, 60_020]],
    ['of a part of a request', { requests: 60, per: 'minute', burst: 0.5 }, [1020, 1020, 1020, 1020]],
  ])('let no more through at once than a burst %s', async (_, limit, slept) => {
    const { take, clock } = setUp({ limits: [limit] });
    for (let count = 0; count < 5; count += 1) {
      await take();
    }
    expect(clock.slept()).toEqual(slept);
  });

  it('only a refusal says when it is renewed', () => {
    const { throttle, get } = setUp({ headers: OKTA });
    expect(throttle.heed(get(), okta(3, 40))).toBeUndefined();
    expect(throttle.heed(get(), okta(0, 40))).toBe(41_000);
    expect(throttle.heed(get(), okta(5, 40, {}))).toBeUndefined();
  });

  it('can be kept by a limiter from outside, which hears of every reply', async () => {
    const acquire = jest.fn(async () => undefined);
    const observe = jest.fn(() => {
      throw new Error('observers do not matter');
    });
    const limits: readonly RequestLimit[] = [{ requests: 1, per: 'hour' }];
    const { throttle, get, take, clock } = setUp({ headers: OKTA, limits, limiter: { acquire, observe } });
    const { signal } = new AbortController();
    await take('/users', signal);
    await take('/users', signal);
    throttle.heed(get(), okta(0, 40));

    const kind = { name: 'all', limits: ['all'], method: 'GET', path: '/users' };
    expect(clock.slept()).toEqual([]);
    expect(acquire).toHaveBeenCalledWith(kind, signal);
    expect(observe).toHaveBeenCalledWith({ kind, status: 200, remaining: 0, resetMs: 41_000 });
  });

  it('one from outside that fails is a failure, and nothing was sent', async () => {
    const { take } = setUp({
      limiter: { acquire: () => Promise.reject(new Error('no store')), observe: () => {} },
    });
    expect(await take().catch(toFailure)).toMatchObject({
      effect: 'none',
      message: expect.stringContaining('no store'),
    });
  });

  it('one from outside that knows of no signal holds up no command that was stopped', async () => {
    const stop = new AbortController();
    const { take } = setUp({ limiter: { acquire: () => new Promise(() => {}), observe: () => {} } });
    const place = take('/users', stop.signal);
    stop.abort(new Error('stop'));
    await expect(place).rejects.toThrow('stop');
  });
});
