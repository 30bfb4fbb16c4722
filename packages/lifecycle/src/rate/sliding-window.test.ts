import fc from 'fast-check';
import { createSlidingWindow, type SlidingWindow } from './sliding-window';

/** A clock that a test moves: sleepers wake in the order of their times. */
const manualClock = () => {
  let now = 0;
  let sleepers: { at: number; wake: () => void }[] = [];
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) {
      await Promise.resolve();
    }
  };
  return {
    now: () => now,
    sleep: (ms: number, signal?: AbortSignal): Promise<void> =>
      new Promise((wake, stop) => {
        const sleeper = { at: now + ms, wake };
        sleepers.push(sleeper);
        signal?.addEventListener('abort', () => {
          sleepers = sleepers.filter((one) => one !== sleeper);
          stop(new Error('stopped'));
        });
      }),
    settle,
    advance: async (ms: number): Promise<void> => {
      const until = now + ms;
      for (;;) {
        const next = sleepers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) {
          break;
        }
        sleepers = sleepers.filter((one) => one !== next);
        now = Math.max(now, next.at);
        next.wake();
        await settle();
      }
      now = until;
      await settle();
    },
  };
};

const enter = (window: SlidingWindow, log: number[], now: () => number, signal?: AbortSignal) => {
  const state = { entered: false, failed: false };
  window.enter(signal).then(
    (sent) => {
      state.entered = true;
      log.push(now());
      sent();
    },
    () => {
      state.failed = true;
    },
  );
  return state;
};

describe('createSlidingWindow', () => {
  it('lets no request through before it has a size', async () => {
    const clock = manualClock();
    const log: number[] = [];
    const window = createSlidingWindow(1000, clock);
    enter(window, log, clock.now);
    await clock.advance(10_000);
    expect(log).toEqual([]);
    window.resize(1);
    await clock.settle();
    expect(log).toEqual([10_000]);
  });

  it('never has more requests in a period than the size that held in it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({ requests: fc.integer({ min: 0, max: 9 }), afterMs: fc.integer({ min: 0, max: 700 }) }),
          { maxLength: 15 },
        ),
        fc.integer({ min: 1, max: 5 }),
        async (steps, size) => {
          const clock = manualClock();
          const log: number[] = [];
          const window = createSlidingWindow(1000, clock);
          window.resize(size);
          for (const { requests, afterMs } of steps) {
            Array.from({ length: requests }, () => enter(window, log, clock.now));
            await clock.advance(afterMs);
          }
          const asked = steps.reduce((sum, { requests }) => sum + requests, 0);
          // The slowest window lets one in after another, each a little later than a period after the one before.
          await clock.advance((asked + 1) * 1100);
          expect(log).toHaveLength(asked);
          log.forEach((at, index) => {
            const sameWindow = log.slice(index).filter((later) => later <= at + 1000).length;
            expect(sameWindow).toBeLessThanOrEqual(size);
          });
        },
      ),
      { numRuns: 50 },
    );
  });

  it('counts a request from when it was sent, not from when it was let through', async () => {
    const clock = manualClock();
    const window = createSlidingWindow(1000, clock);
    window.resize(1);
    const sent = await window.enter();
    const log: number[] = [];
    enter(window, log, clock.now);
    await clock.advance(5000);
    expect(log).toEqual([]);
    sent();
    await clock.advance(1019);
    expect(log).toEqual([]);
    await clock.advance(1);
    expect(log).toEqual([6020]);
  });

  it('frees the place of a request that never came to the wire', async () => {
    const clock = manualClock();
    const window = createSlidingWindow(1000, clock);
    window.resize(1);
    await window.enter();
    const log: number[] = [];
    enter(window, log, clock.now);
    await clock.advance(29_999);
    expect(log).toEqual([]);
    await clock.advance(1);
    expect(log).toEqual([30_000]);
  });

  it('forgets a request that is stopped while it waits', async () => {
    const clock = manualClock();
    const window = createSlidingWindow(1000, clock);
    window.resize(1);
    const log: number[] = [];
    enter(window, log, clock.now);
    await clock.settle();
    const controller = new AbortController();
    const stopped = enter(window, log, clock.now, controller.signal);
    const next = enter(window, log, clock.now);
    controller.abort();
    await clock.settle();
    expect(stopped).toEqual({ entered: false, failed: true });
    await clock.advance(1020);
    expect(next.entered).toBe(true);
    expect(log).toEqual([0, 1020]);
  });

  it('rejects at once when the signal is aborted already', async () => {
    const window = createSlidingWindow(1000, manualClock());
    window.resize(1);
    await expect(window.enter(AbortSignal.abort(new Error('no')))).rejects.toThrow('no');
    expect(window.isBusy()).toBe(false);
  });

  it('frees the place of a request that was kept back when its call ends, and no other', async () => {
    const clock = manualClock();
    const window = createSlidingWindow(1000, clock);
    window.resize(2);
    const [kept, sent] = [new AbortController(), new AbortController()];
    await window.enter(kept.signal);
    (await window.enter(sent.signal))();
    const log: number[] = [];
    enter(window, log, clock.now);
    enter(window, log, clock.now);
    await clock.advance(10);
    sent.abort();
    await clock.settle();
    expect(log).toEqual([]);
    kept.abort();
    await clock.settle();
    expect(log).toEqual([10]);
    await clock.advance(1010);
    expect(log).toEqual([10, 1020]);
  });

  it('lets no request through after the end of its size, and goes on with the next one', async () => {
    const clock = manualClock();
    const window = createSlidingWindow(1000, clock);
    const log: number[] = [];
    window.resize(1, 1500);
    enter(window, log, clock.now);
    enter(window, log, clock.now);
    enter(window, log, clock.now);
    await clock.settle();
    await clock.advance(20_000);
    expect(log).toEqual([0, 1020]);
    window.resize(1, 30_000);
    await clock.settle();
    expect(log).toEqual([0, 1020, 20_000]);
  });

  it('gives no place while it is closed', async () => {
    const clock = manualClock();
    const window = createSlidingWindow(1000, clock);
    window.resize(2);
    window.closeUntil(5000);
    const log: number[] = [];
    Array.from({ length: 3 }, () => enter(window, log, clock.now));
    await clock.advance(4999);
    expect(log).toEqual([]);
    await clock.advance(1);
    expect(log).toEqual([5000, 5000]);
    await clock.advance(1020);
    expect(log).toEqual([5000, 5000, 6020]);
  });
});
