import type { FakeVendor } from '@iam/conformance';
import { createClock } from './__fixtures__/aws';
import { createSlidingWindow } from './sliding-window';
import { createTokenBucket } from './token-bucket';
import { withTraffic, type Traffic } from './traffic';

const REQUEST = { method: 'GET', path: '/Users/1', query: '', headers: {}, body: undefined, text: '' };

const setUp = (traffic: Traffic) => {
  let asked = 0;
  const vendor: FakeVendor = {
    name: 'v',
    handle: () => {
      asked += 1;
      return { status: 200 };
    },
    reset: () => {
      asked = 0;
    },
    users: () => [],
    groups: () => [],
  };
  const behind = withTraffic(vendor, traffic);
  return {
    asked: () => asked,
    reset: behind.reset,
    ask: () => behind.handle(REQUEST),
    statuses: (count: number) => Array.from({ length: count }, () => behind.handle(REQUEST).status),
  };
};

describe('a limit on the way to a vendor', () => {
  it('refuses what is above its rate before the vendor sees it', () => {
    const { now } = createClock();
    const { statuses, asked } = setUp({ now, limit: { requestsPerSecond: 2 } });
    expect(statuses(4)).toEqual([200, 200, 429, 429]);
    expect(asked()).toBe(2);
  });

  it('says when to come again, and that the vendor was not asked', () => {
    const { now } = createClock();
    const { ask } = setUp({ now, limit: { requestsPerSecond: 0.25 } });
    expect(ask()).toMatchObject({ status: 429, headers: { 'Retry-After': '3' }, answered: null });
  });

  it('answers in the words it is given', () => {
    const { now } = createClock();
    const { ask } = setUp({ now, limit: { requestsPerSecond: 0, reply: { status: 503, text: 'busy' } } });
    expect(ask()).toEqual({ status: 503, text: 'busy', answered: null });
  });

  it('begins anew with the vendor', () => {
    const { now } = createClock();
    const { statuses, reset, asked } = setUp({ now, limit: { requestsPerSecond: 1, by: 'window' } });
    expect(statuses(2)).toEqual([200, 429]);
    reset();
    expect([asked(), ...statuses(1)]).toEqual([0, 200]);
  });

  it('lets no more through in any second when it is a window, wherever the second begins', () => {
    const clock = createClock();
    const window = createSlidingWindow(2, clock.now);
    const bucket = createTokenBucket(2, clock.now);
    const taken = (): readonly boolean[] => [window.take(), bucket.take()];
    expect([taken(), taken(), taken()]).toEqual([
      [true, true],
      [true, true],
      [false, false],
    ]);
    clock.advance(999);
    // The bucket has filled meanwhile, so that three were admitted within the second.
    expect(taken()).toEqual([false, true]);
    clock.advance(1);
    expect([window.take(), window.take(), window.take()]).toEqual([true, true, false]);
  });
});

describe('the line to a vendor', () => {
  it('takes its time on top of the vendor’s', () => {
    expect(setUp({ latencyMs: 5 }).ask().delayMs).toBe(5);
    expect(setUp({}).ask().delayMs).toBeUndefined();
    expect(setUp({ latencyMs: 5, limit: { requestsPerSecond: 0 } }).ask()).toMatchObject({
      status: 429,
      delayMs: 5,
    });
  });

  it('breaks as its faults say, of which refused requests are no part', () => {
    const clock = createClock();
    const { ask, asked } = setUp({
      now: clock.now,
      limit: { requestsPerSecond: 1 },
      faults: [{ nth: 2, fault: 'refused' }],
    });
    expect([ask().status, ask().status]).toEqual([200, 429]);
    clock.advance(1000);
    expect(ask().drop).toBe('before');
    expect(asked()).toBe(1);
  });
});
