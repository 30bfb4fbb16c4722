import { acme } from '../__fixtures__/acme';
import { createFakeClock } from './fake-clock';
import { createInstance } from '../instance/instance';
import type { WireRequest } from './transport/wire';

const DATE = 'Mon, 05 Jan 2026 12:00:00 GMT';
const AT = Date.UTC(2026, 0, 5, 12, 0, 0) / 1000;

type Answer = readonly [status: number, headers: Readonly<Record<string, string>>];

const left = (remaining: number, resetIn = 40): Answer[1] => ({
  Date: DATE,
  'X-Rate-Limit-Remaining': `${remaining}`,
  'X-Rate-Limit-Reset': `${AT + resetIn}`,
});

const setUp = (...answers: readonly Answer[]) => {
  const sent: WireRequest[] = [];
  const clock = createFakeClock();
  const instance = createInstance(
    {
      ...acme,
      limitHeaders: {
        remaining: 'x-rate-limit-remaining',
        reset: 'x-rate-limit-reset',
        resetIs: 'epoch-seconds',
      },
    },
    { url: 'https://x.example', token: 'acme-key' },
    {
      name: 'Acme_1',
      env: {},
      clock,
      transport: async (request) => {
        sent.push(request);
        const [status, headers] = answers[Math.min(sent.length, answers.length) - 1] ?? [200, {}];
        return { status, headers: Object.entries(headers), body: Buffer.from('{"result":"ok"}') };
      },
    },
  );
  return { sent, clock, test: () => instance.run('test-module') };
};

it('waits before the next request after a reply with nothing left', async () => {
  const { test, clock, sent } = setUp([200, left(0)], [200, left(9)]);
  await test();
  expect((await test()).status).toBe('done');
  expect([clock.slept(), sent.length]).toEqual([[41_000], 2]);
});

it.each([40, 59, 60])('repeats a refused request at the renewal, in %d s', async (seconds) => {
  const { test, clock } = setUp([429, left(0, seconds)], [200, left(9)]);
  expect((await test()).status).toBe('done');
  expect(clock.slept()).toEqual([(seconds + 1) * 1000]);
});

it('prefers Retry-After to the renewal', async () => {
  const { test, clock } = setUp([429, { ...left(0), 'Retry-After': '45' }], [200, left(9)]);
  expect((await test()).status).toBe('done');
  expect(clock.slept()).toEqual([45_000]);
});

it('repeats a refused request soon when something is left, because another limit refused it', async () => {
  const { test, clock } = setUp([429, left(7)], [200, left(6)]);
  expect((await test()).status).toBe('done');
  expect(clock.slept()).toEqual([312.5]);
});

it('fails a request that is refused for an hour, and names the time', async () => {
  const { test, sent } = setUp([429, left(0, 2400)]);
  expect((await test()).failure).toMatchObject({
    kind: 'rate-limited',
    status: 429,
    next: 'Run the command again in 41 minutes.',
  });
  expect(sent).toHaveLength(1);
});
