import { createFakeClock } from '../fake-clock';
import { limitProblem, type LimitHeaders, type RequestLimit } from './limits';
import { readLimitHeaders } from './read-limit-headers';
import { limitName, requestKind } from './request-kind';
import { createThrottle, type ThrottleOptions } from './throttle';
import { failure } from '../../errors/failure';
import { IAMError, toFailure } from '../../errors/iam-error';

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

type Endpoint = Exclude<RequestLimit['of'], string | undefined>;

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

  it.each<[string, Endpoint, Endpoint]>([
    ['with a method', { method: 'GET', path: 'users' }, { path: 'users' }],
    ['with a method, of several paths', { method: 'reads', path: 'users*' }, { path: 'users*' }],
    ['of the exact path', { path: 'users' }, { path: 'user*' }],
    [
      'of the exact path, although a method is named for several',
      { path: 'users' },
      { method: 'GET', path: 'user*' },
    ],
    ['of the exact path, beside all that begin with it', { path: 'users' }, { path: 'users*' }],
    ['of a longer path', { path: 'users*' }, { path: 'use*' }],
  ])('is by the narrower limit, the one %s, in whatever order they stand', (_, narrow, wide) => {
    const both = [narrow, wide].map((of): RequestLimit => ({ requests: 1, per: 'second', of }));
    const names = [both, both.toReversed()].map(
      (these) => requestKind(these, { method: 'GET', template: '/users' }).limits,
    );
    const expected = both.map(limitName);

    expect(names).toEqual([expected, expected]);
  });

  it('is "all" without a stated limit', () => {
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
  ['no path', { requests: 1, per: 'hour', of: { path: '' } }],
  ['no path', { requests: 1, per: 'hour', of: { path: 'a?b' } }],
  ['no path', { requests: 1, per: 'hour', of: { path: 'a#b' } }],
  ['no path', { requests: 1, per: 'hour', of: { path: 'a**' } }],
  ['requests', { requests: Infinity, per: 'minute' }],
  ['requests', { requests: -1, per: 'minute', burst: 1 }],
])('a limit with a wrong part is refused: %s', (what, limit) => {
  expect(limitProblem([limit])).toContain(what);
  expect(limitProblem([{ requests: 1, per: 'hour' }, limit])).toContain(what);
});

it.each<[string, readonly RequestLimit[]]>([
  ['none', []],
  ['less than one request', [{ requests: 0.5, per: 'second' }]],
  ['a burst', [{ requests: 1, per: 'minute', burst: 5 }]],
  ['every period', (['second', 'minute', 'hour'] as const).map((per) => ({ requests: 1, per }))],
  ['writes', [{ requests: 1, per: 'minute', of: 'writes' }]],
  ['a path', [{ requests: 1, per: 'minute', of: { path: 'users/{}' } }]],
  ['what begins with a path', [{ requests: 1, per: 'minute', of: { path: 'users/*' } }]],
  ['every path', [{ requests: 1, per: 'minute', of: { method: 'POST', path: '*' } }]],
])('limits that are right: %s', (_, limits) => {
  expect(limitProblem(limits)).toBeUndefined();
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
    ['an hour and a minute away', 'epoch-milliseconds', `${(AT + 3660) * 1000}`, 3_660_000],
    ['further away than any limit', 'epoch-milliseconds', `${(AT + 3660) * 1000 + 1}`, undefined],
    ['an hour away', 'seconds', '3600', 3_601_000],
    ['now', 'epoch-seconds', `${AT}`, undefined],
    ['now, in milliseconds', 'epoch-milliseconds', `${AT * 1000}`, undefined],
    ['no seconds from now', 'seconds', '0', undefined],
    ['a date that is now', 'date', DATE, undefined],
    ['with spaces around', 'seconds', ' 40 ', 41_000],
    ['with a policy behind a semicolon', 'seconds', '40;w=60', 41_000],
    ['with something else behind it', 'seconds', '40x', undefined],
    ['with something else before it', 'seconds', 'x40', undefined],
    ['an ISO date with something before it', 'date', 'on 2026-01-05T12:00:40Z', undefined],
    ['an ISO day without a time', 'date', '2026-01-06', undefined],
    ['in the past', 'epoch-seconds', `${AT - 1}`, undefined],
    ['in the past, in milliseconds', 'epoch-milliseconds', `${(AT - 1) * 1000}`, undefined],
    ['negative', 'seconds', '-5', undefined],
    ['no number', 'epoch-seconds', 'soon', undefined],
    ['of another unit', 'epoch-seconds', `${(AT + 40) * 1000}`, undefined],
    ['empty', 'date', '', undefined],
  ])('give the renewal by the vendor’s clock: %s', (_, resetIs, reset, resetMs) => {
    const headers = { remaining: 'r', reset: 's', resetIs };
    expect(readLimitHeaders(reply({ R: '0', S: reset, Date: DATE }), headers, now).resetMs).toBe(resetMs);
  });

  it('are measured against the local clock without a Date', () => {
    const ours = new Date((AT + 10) * 1000);
    expect(readLimitHeaders(reply({ 'X-Rate-Limit-Reset': `${AT + 40}` }), OKTA, ours).resetMs).toBe(31_000);
  });

  it.each([
    ['0', 0],
    ['12', 12],
    ['-1', undefined],
    ['x', undefined],
    ['', undefined],
    [' 7 ', 7],
    ['7.9', 7],
    ['7, 100;w=60', 7],
  ])('read %j as remaining', (text, left) => {
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

  it('hold the next request until the renewal when nothing is left', async () => {
    const { throttle, get, take, clock } = setUp({ headers: OKTA });
    await take();
    throttle.observeReply(get(), okta(0, 40));
    await take();
    await take();

    expect(clock.slept()).toEqual([41_000]);
  });

  it('count requests that are sent together against the remaining number', async () => {
    const { throttle, get, take, clock } = setUp({ headers: OKTA });
    throttle.observeReply(get(), okta(2, 40));
    await take();
    throttle.observeReply(get(), okta(2, 40));
    await take();
    expect(clock.slept()).toEqual([]);
    await take();
    expect(clock.slept()).toEqual([41_000]);
  });

  it.each([
    [40, 41],
    [41, 40],
  ])(
    'are renewed at the later of two times told for one period: in %p and %p seconds',
    async (one, other) => {
      const { throttle, get, take, clock } = setUp({ headers: OKTA });
      throttle.observeReply(get(), okta(0, one));
      throttle.observeReply(get(), okta(0, other));
      await take();
      expect(clock.slept()).toEqual([42_000]);
    },
  );

  it('hold nothing up by a reply that does not say what is left, unless it is a 429', async () => {
    const { throttle, get, take, clock } = setUp({ headers: OKTA });
    const told = { 'x-rate-limit-reset': `${AT + 40}`, date: DATE };
    expect(throttle.observeReply(get(), reply(told))).toBeUndefined();
    await take();
    expect(clock.slept()).toEqual([]);
    expect(throttle.observeReply(get(), reply(told, 429))).toBe(41_000);
    await take();
    expect(clock.slept()).toEqual([41_000]);
  });

  it('of one kind hold up no other kind', async () => {
    const limits: readonly RequestLimit[] = [{ requests: 10, per: 'minute', of: { path: 'logs*' } }];
    const { throttle, get, take, clock } = setUp({ headers: OKTA, limits });
    throttle.observeReply(get('/logs'), okta(0, 40));
    await take('/users');
    expect(clock.slept()).toEqual([]);
    await take('/logs');
    expect(clock.slept()).toEqual([41_000]);
  });

  it('fail a request whose renewal is an hour away, and name the time', async () => {
    const { throttle, get, take, clock } = setUp({ headers: OKTA });
    throttle.observeReply(get(), okta(0, 2400));

    expect(await take().catch(toFailure)).toMatchObject({
      kind: 'rate-limited',
      effect: 'none',
      message: expect.stringContaining('41 minutes'),
    });
    expect(clock.slept()).toEqual([]);
  });

  it.each<[string, RequestLimit['of'], string]>([
    ['of all requests', undefined, 'its limit is used up'],
    ['of one path', { path: 'users' }, 'its limit of users is used up'],
  ])('name the one that is used up: %s', async (_, of, words) => {
    const limits: readonly RequestLimit[] = [{ requests: 600, per: 'minute', ...(of && { of }) }];
    const { throttle, get, take } = setUp({ headers: OKTA, limits });
    throttle.observeReply(get(), okta(0, 2400));

    expect(await take().catch(toFailure)).toMatchObject({
      message: expect.stringContaining(words) as string,
    });
  });

  it('release a stopped command', async () => {
    const { throttle, get, take } = setUp({ headers: OKTA });
    throttle.observeReply(get(), okta(0, 40));
    await expect(take('/users', AbortSignal.abort(new Error('stop')))).rejects.toThrow('stop');
  });

  it('apply together: a window of a minute and one of a second', async () => {
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

  it('report the renewal only when nothing is left', () => {
    const { throttle, get } = setUp({ headers: OKTA });
    expect(throttle.observeReply(get(), okta(3, 40))).toBeUndefined();
    expect(throttle.observeReply(get(), okta(0, 40))).toBe(41_000);
    expect(throttle.observeReply(get(), okta(5, 40, {}))).toBeUndefined();
  });

  it('may be kept by the caller’s limiter, which receives every reply', async () => {
    const acquire = jest.fn(async () => undefined);
    const observe = jest.fn(() => {
      throw new Error('observers do not matter');
    });
    const limits: readonly RequestLimit[] = [{ requests: 1, per: 'hour' }];
    const { throttle, get, take, clock } = setUp({ headers: OKTA, limits, limiter: { acquire, observe } });
    const { signal } = new AbortController();
    await take('/users', signal);
    await take('/users', signal);
    throttle.observeReply(get(), okta(0, 40));

    const kind = { name: 'all', limits: ['all'], method: 'GET', path: '/users' };
    expect(clock.slept()).toEqual([]);
    expect(acquire).toHaveBeenCalledWith(kind, signal);
    expect(observe).toHaveBeenCalledWith({ kind, status: 200, remaining: 0, resetMs: 41_000 });
  });

  it('fail the command when the caller’s limiter throws, and send nothing', async () => {
    const { take } = setUp({
      limiter: { acquire: () => Promise.reject(new Error('no store')), observe: () => {} },
    });
    expect(await take().catch(toFailure)).toMatchObject({
      effect: 'none',
      message: expect.stringContaining('no store'),
    });
  });

  it('fail the command when the caller’s limiter throws before it returns a promise', async () => {
    const { take } = setUp({
      limiter: {
        acquire: () => {
          throw new Error('no store');
        },
        observe: () => {},
      },
    });
    const place = Promise.resolve().then(() => take());
    expect(await place.catch(toFailure)).toMatchObject({
      kind: 'not-admitted',
      effect: 'none',
      retryable: true,
      message: 'The limiter of this instance did not let the request through: no store. It was not sent.',
    });
  });

  it('fail the command when the caller’s limiter never answers', async () => {
    jest.useFakeTimers();
    try {
      const { take } = setUp({ limiter: { acquire: () => new Promise(() => {}), observe: () => {} } });
      const place = take().catch(toFailure);
      await jest.runAllTimersAsync();
      expect(await Promise.race([place, 'waits'])).toMatchObject({
        effect: 'none',
        message: expect.stringContaining('has not answered') as string,
      });
    } finally {
      jest.useRealTimers();
    }
  });

  it('keep no process alive after the caller’s limiter has answered', async () => {
    jest.useFakeTimers();
    try {
      const answers = [Promise.resolve(undefined), Promise.reject(new Error('no store'))];
      const { take } = setUp({
        limiter: { acquire: async () => answers.shift(), observe: () => {} },
      });
      await take();
      await take().catch(toFailure);
      expect([answers, jest.getTimerCount()]).toEqual([[], 0]);
    } finally {
      jest.useRealTimers();
    }
  });

  it('are not ended by a caller’s limiter whose observation fails later', async () => {
    const unhandled = jest.fn();
    process.once('unhandledRejection', unhandled);
    const observe = async (): Promise<void> => Promise.reject(new Error('no store'));
    const { throttle, get } = setUp({
      headers: OKTA,
      limiter: { acquire: async () => undefined, observe },
    });
    throttle.observeReply(get(), okta(0, 40));
    await new Promise((resolve) => setImmediate(resolve));
    process.removeListener('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });

  it('release a stopped command when the caller’s limiter ignores the signal', async () => {
    const stop = new AbortController();
    const { take } = setUp({ limiter: { acquire: () => new Promise(() => {}), observe: () => {} } });
    const place = take('/users', stop.signal);
    const reason = new Error('stop');
    stop.abort(reason);
    await expect(place).rejects.toBe(reason);
  });

  it('fail in the words of the caller’s limiter, where it has words for a failure', async () => {
    const own = new IAMError(
      failure('rate-limited', 'The quota of the tenant is used up.', { retryAfterMs: 5 }),
    );
    const { take } = setUp({ limiter: { acquire: () => Promise.reject(own), observe: () => {} } });
    await expect(take()).rejects.toBe(own);
  });
});
