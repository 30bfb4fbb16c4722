import { requestMeter } from './request-meter';

const event = { method: 'GET', path: '/x', attempt: 1, durationMs: 1, status: 200 } as const;

it('counts the requests of a run', () => {
  const meter = requestMeter();
  expect(meter.requests()).toBe(0);
  meter.onRequest(event, '/{}');
  meter.onRequest(event, '/{}');

  expect(meter.requests()).toBe(2);
});

it('has the headers of the last reply, without its cookies', () => {
  const meter = requestMeter();
  expect(meter.lastHeaders()).toEqual({});
  meter.onReply([['ETag', '1']]);
  meter.onReply([
    ['Date', 'today'],
    ['Set-Cookie', 'a=b'],
    ['set-cookie2', 'c=d'],
    ['X-Set-Cookie', 'none'],
    ['Set-Cookie2x', 'none'],
  ]);

  expect(meter.lastHeaders()).toEqual({ Date: 'today', 'X-Set-Cookie': 'none', 'Set-Cookie2x': 'none' });
});
