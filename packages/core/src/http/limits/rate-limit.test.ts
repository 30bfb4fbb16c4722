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

  expect(waits).toEqual([620, 1020]);
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

  expect(waits).toEqual([2020]);
});

it('counts from when a request was really on the wire', async () => {
  const { send, waits, advance } = setUp(1);
  const sent = await send();
  advance(300);
  sent?.();
  await send();

  expect(waits).toEqual([1020]);
});

it('waits on when the request before it was held up meanwhile', async () => {
  let now = 0;
  const waits: number[] = [];
  const limit = createRateLimit(1, { now: () => now });
  const sent = await limit(async () => undefined);
  await limit(async (ms) => {
    waits.push(ms);
    if (waits.length === 1) {
      now = 200;
      sent?.();
    }
    now += ms;
  });

  expect(waits).toEqual([1020, 200]);
});

it('does not wait without a limit', async () => {
  await expect(unlimited(() => Promise.reject(new Error('waited')))).resolves.toBeUndefined();
});
