import { failure, type Failure } from '../errors/failure';
import { hasRetryAfter, MAX_ATTEMPTS, MAX_TOTAL_MS, readRetryAfter, waitBeforeRetry } from './retry-policy';
import type { Method } from './transport/wire';

const attempt = (method: Method, failed: Failure, more: object = {}) =>
  waitBeforeRetry({ method, failure: failed, number: 1, elapsedMs: 0, random: 0, ...more });

const status = (code: number, effect: Failure['effect'] = 'none', more: Partial<Failure> = {}): Failure => ({
  ...failure('vendor-error', 'x', { status: code, effect }),
  ...more,
});

describe('which requests are sent again', () => {
  it.each<[string, Failure, boolean, boolean]>([
    ['429', status(429), true, true],
    ['503', status(503), true, true],
    ['a 403 that is throttling', failure('rate-limited', 'x', { status: 403 }), true, true],
    [
      'throttling that is in doubt',
      failure('rate-limited', 'x', { status: 500, effect: 'unknown' }),
      true,
      false,
    ],
    ['408', status(408, 'unknown'), true, false],
    ['500', status(500, 'unknown'), true, false],
    ['502', status(502, 'unknown'), true, false],
    ['504', status(504, 'unknown'), true, false],
    ['500 that had no effect', status(500), true, false],
    ['504 that had no effect', status(504), true, false],
    ['425', status(425), true, true],
    ['501', status(501, 'unknown'), false, false],
    ['400', status(400), false, false],
    ['401', failure('unauthorized', 'x', { status: 401 }), false, false],
    ['404', failure('not-found', 'x', { status: 404 }), false, false],
    ['409', failure('conflict', 'x', { status: 409 }), false, false],
    ['a connection that was never made', failure('network', 'x'), true, true],
    ['a connection that broke', failure('network', 'x', { effect: 'unknown' }), true, false],
    ['no reply in time', failure('timeout', 'x', { effect: 'unknown' }), true, false],
    ['a bad certificate', failure('tls', 'x'), false, false],
    ['an unreadable reply', failure('malformed-reply', 'x'), false, false],
    ['a stop', failure('interrupted', 'x'), false, false],
    ['a defect', failure('defect', 'x'), false, false],
  ])('after %s', (_, failed, read, write) => {
    expect([attempt('GET', failed) !== undefined, attempt('POST', failed) !== undefined]).toEqual([
      read,
      write,
    ]);
    expect(attempt('PATCH', failed) !== undefined).toBe(write);
  });
});

describe('how long to wait', () => {
  it.each([
    [1, 0, 250],
    [1, 0.5, 312.5],
    [2, 0, 500],
    [3, 1, 1500],
  ])('before attempt %p + 1 with the dice at %p: %p ms', (number, random, ms) => {
    expect(attempt('GET', status(503), { number, random })).toBe(ms);
  });

  it('is what the vendor asks for', () => {
    expect(attempt('POST', status(429, 'none', { retryAfterMs: 7000 }))).toBe(7000);
  });

  it(`is not at all after ${MAX_ATTEMPTS} attempts`, () => {
    expect(attempt('GET', status(503), { number: MAX_ATTEMPTS - 1 })).toBeDefined();
    expect(attempt('GET', status(503), { number: MAX_ATTEMPTS })).toBeUndefined();
  });

  it('is until the renewal of a used-up limit, whatever the attempts took, where that is near', () => {
    const until = (renewalMs: number) => attempt('POST', status(429), { renewalMs, elapsedMs: MAX_TOTAL_MS });

    expect([until(1), until(90_000), until(90_001)]).toEqual([1, 90_000, undefined]);
  });

  it('gives up when the wait would end after the time limit', () => {
    const asks = (retryAfterMs: number) => status(429, 'none', { retryAfterMs });

    expect(attempt('GET', asks(MAX_TOTAL_MS))).toBeUndefined();
    expect(attempt('GET', asks(30_000), { elapsedMs: 29_000 })).toBe(30_000);
    expect(attempt('GET', asks(30_000), { elapsedMs: 30_000 })).toBeUndefined();
  });
});

it.each([
  ['120', 120_000],
  [' 0 ', undefined],
  ['Mon, 23 Aug 2021 12:00:30 GMT', 30_000],
  ['Mon, 23 Aug 2021 11:00:00 GMT', undefined],
  ['Monday, 23-Aug-21 12:00:30 GMT', 30_000],
  // RFC 9110 section 5.6.7: this form has no zone and is in GMT, whatever the zone of the machine (jest.config.js sets one).
  ['Mon Aug 23 12:00:30 2021', 30_000],
  ['Mon Aug  2 12:00:30 2021', undefined],
  // A zone that a vendor adds to it counts.
  ['Mon Aug 23 14:00:30 2021 +0200', 30_000],
  [' 7 ', 7000],
  [' Mon, 23 Aug 2021 12:00:30 GMT ', 30_000],
  ['7.5', undefined],
  ['7 s', undefined],
  ['in 7', undefined],
  ['after Mon, 23 Aug 2021 12:00:30 GMT', undefined],
  ['23 Aug 2021 12:00:30 GMT', undefined],
  ['2021-08-23T12:00:30Z', undefined],
  ['mon, 23 Aug 2021 12:00:30 GMT', undefined],
  ['Mo, 23 Aug 2021 12:00:30 GMT', undefined],
  ['9'.repeat(30), Number.MAX_SAFE_INTEGER],
  ['soon', undefined],
  ['', undefined],
  [undefined, undefined],
])('Retry-After %p means %p ms', (value, ms) => {
  expect(readRetryAfter(value, new Date('2021-08-23T12:00:00Z'))).toBe(ms);
});

it.each<[string | undefined, number | undefined]>([
  ['Mon, 23 Aug 2021 12:00:20 GMT', 10_000],
  [' Mon, 23 Aug 2021 12:00:20 GMT ', 10_000],
  ['Mon, 23 Aug 2021 12:00:40 GMT', undefined],
  ['soon', 30_000],
  [undefined, 30_000],
])('a Retry-After date is measured against the Date of the reply, %p, else against our clock', (date, ms) => {
  expect(readRetryAfter('Mon, 23 Aug 2021 12:00:30 GMT', new Date('2021-08-23T12:00:00Z'), date)).toBe(ms);
});

it.each<[string | undefined, boolean]>([
  ['0', true],
  ['7', true],
  [' 7 ', true],
  ['7x', false],
  ['x7', false],
  ['Sun, 06 Nov 1994 08:49:37 GMT', true],
  ['-5', false],
  ['soon', false],
  ['', false],
  [undefined, false],
])('Retry-After %p asks to come back: %p', (value, asks) => {
  expect(hasRetryAfter(value)).toBe(asks);
});
