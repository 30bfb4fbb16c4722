import { createRateLimit, unlimited } from './rate-limit';

/** A clock that stands still; waits are noted and pass when the test lets them. */
const setUp = (perSecond: number) => {
  let now = 0;
  const waits: number[] = [];
  const limit = createRateLimit(perSecond, { now: () => now });
  return {
    waits,
    send: () => limit(async (ms) => void waits.push(ms)),
    advance: (ms: number) => (now += ms),
  };
};

it('lets a burst through at once and makes the next one wait for its second', async () => {
  const { send, waits, advance } = setUp(2);
  await send();
  advance(400);
  await send();
  await send();
  await send();

  expect(waits).toEqual([601, 1001]);
});

it('never lets more than the rate into any second', async () => {
  const { send, waits } = setUp(20);
  await Promise.all(Array.from({ length: 100 }, send));
  const times = [...Array.from({ length: 20 }, () => 0), ...waits];

  expect(times).toHaveLength(100);
  expect(times.every((time, index) => index < 20 || time - (times[index - 20] ?? 0) > 1000)).toBe(true);
});

it('stretches the window below one request per second', async () => {
  const { send, waits } = setUp(0.5);
  await send();
  await send();

  expect(waits).toEqual([2001]);
});

it('costs nothing when there is no limit', async () => {
  await expect(unlimited(() => Promise.reject(new Error('waited')))).resolves.toBeUndefined();
});
