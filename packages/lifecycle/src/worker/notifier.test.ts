import { createHmac } from 'node:crypto';
import type { NotifyConfig } from '../config/lifecycle-config';
import { startReceiver, type Receiver } from './__fixtures__/receiver';
import type { Notification } from './notification';
import { createNotifier, notifyProblem } from './notifier';

const APPLIED: Notification = {
  event: 'applied',
  at: '2026-11-26T06:00:00.000Z',
  text: 'Run 7 is over: 2 done.',
};

let receiver: Receiver;
afterEach(() => receiver?.close());

const tell = async (
  statuses: readonly number[],
  config: Partial<NotifyConfig> = {},
  notifications: readonly Notification[] = [APPLIED],
) => {
  receiver = await startReceiver(...statuses);
  const logged: string[] = [];
  const slept: number[] = [];
  const notifier = createNotifier({
    config: { url: receiver.url, on: ['applied', 'paused'], people: false, proxy: false, ...config },
    folder: '.',
    env: { HOOK_TOKEN: 'token-of-the-hook', HOOK_SECRET: 'secret-of-the-hook' },
    sleep: async (ms) => void slept.push(ms),
    log: ({ text }) => logged.push(text),
    abort: new AbortController().signal,
  });
  notifications.forEach(notifier.tell);
  await notifier.settled();
  return { received: receiver.received, logged, slept };
};

it('posts JSON with the token, signed over the body', async () => {
  const { received, logged } = await tell([202], { bearer: 'env:HOOK_TOKEN', secret: 'env:HOOK_SECRET' });
  expect(received).toHaveLength(1);
  const [one] = received;
  expect(one?.body).toEqual({ id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string, ...APPLIED });
  expect(one?.headers).toMatchObject({
    'content-type': 'application/json',
    authorization: 'Bearer token-of-the-hook',
    'x-iam-signature': `sha256=${createHmac('sha256', 'secret-of-the-hook')
      .update(one?.text ?? '')
      .digest('hex')}`,
  });
  expect(logged).toEqual([]);
});

it('says what it was asked to say, in order', async () => {
  const paused: Notification = { ...APPLIED, event: 'paused' };
  const { received } = await tell([200], {}, [paused, { ...APPLIED, event: 'resumed' }, APPLIED]);
  expect(received.map(({ body }) => body['event'])).toEqual(['paused', 'applied']);
});

it('tries three times, with the same id, and then goes on', async () => {
  const { received, logged, slept } = await tell([503, 429, 500, 200], {}, [APPLIED, APPLIED]);
  expect(received).toHaveLength(4);
  expect(new Set(received.slice(0, 3).map(({ body }) => body['id'])).size).toBe(1);
  expect(slept).toEqual([2_000, 10_000]);
  expect(logged).toEqual([
    expect.stringMatching(/^applied was not told to http:\/\/127.0.0.1:\d+: 500 .*The work goes on\.$/),
  ]);
});

it('does not insist where the webhook refuses, and shows no secret', async () => {
  const { received, logged } = await tell([401], { bearer: 'env:HOOK_TOKEN', secret: 'env:HOOK_SECRET' });
  expect(received).toHaveLength(1);
  expect(logged).toEqual([expect.stringContaining('401 unauthorized')]);
  expect(logged.join()).not.toMatch(/-of-the-hook|a-path-that-is-secret/);
});

it('names a secret that is not there, before anything is sent', async () => {
  const config: NotifyConfig = {
    url: 'https://chat.example.com',
    bearer: 'env:NO_TOKEN',
    on: ['applied'],
    people: false,
    proxy: false,
  };
  const means = { folder: '.', env: {} };
  expect(notifyProblem(config, means)).toBe(
    'lifecycle.notify.bearer: environment variable NO_TOKEN is not set',
  );
  expect(notifyProblem(undefined, means)).toBeUndefined();
  const { received, logged } = await tell([200], { bearer: 'env:NO_TOKEN' });
  expect(received).toEqual([]);
  expect(logged).toEqual([expect.stringContaining('NO_TOKEN is not set')]);
});
