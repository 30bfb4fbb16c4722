import { isDictionary } from '../codec/combinators';
import { readBody } from './read-body';
import { replyFailure } from './reply-failure';
import type { Method } from './wire';

const errorMessage = (body: unknown): string | undefined =>
  isDictionary(body) && typeof body['oops'] === 'string' ? body['oops'] : undefined;

const failureOf = (
  status: number,
  body = '',
  headers: Record<string, string> = {},
  method: Method = 'POST',
) => {
  const reply = { status, headers: Object.entries(headers), body: Buffer.from(body) };
  return replyFailure(method, reply, readBody(reply), {
    errorMessage,
    now: new Date('2021-08-23T12:00:00Z'),
  });
};

describe('a reply outside 2xx', () => {
  it.each([
    [400, 'bad-request'],
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'no-such-resource'],
    [407, 'proxy'],
    [408, 'timeout'],
    [409, 'conflict'],
    [412, 'bad-request'],
    [422, 'bad-request'],
    [428, 'version-required'],
    [429, 'rate-limited'],
    [500, 'vendor-error'],
    [503, 'vendor-error'],
    [302, 'malformed-reply'],
  ])('%p is of kind %s', (status, kind) => {
    expect(failureOf(status)).toMatchObject({ kind, status });
  });

  it('412 says that the record has changed where it was to be replaced, or a version was named', () => {
    const reply = { status: 412, headers: [], body: Buffer.from('{"oops": "stale"}') };
    const context = { errorMessage, now: new Date() };
    const replaced = replyFailure('PUT', reply, readBody(reply), context);
    const named = replyFailure('PATCH', reply, readBody(reply), { ...context, versioned: true });

    for (const failed of [replaced, named]) {
      expect(failed).toMatchObject({
        kind: 'changed-meanwhile',
        effect: 'none',
        message: 'stale. The record is not the one that was read any more; it was not overwritten.',
      });
    }
  });

  it('428 says that a version is wanted', () => {
    expect(failureOf(428)).toMatchObject({
      effect: 'none',
      message:
        'Precondition Required. The vendor writes a record only under its version (If-Match); nothing was written.',
    });
  });

  it.each([
    ['GET', 500, 'none'],
    ['POST', 400, 'none'],
    ['POST', 409, 'none'],
    ['POST', 429, 'none'],
    ['POST', 503, 'none'],
    ['POST', 303, 'unknown'],
    ['POST', 408, 'unknown'],
    ['PATCH', 500, 'unknown'],
    ['PUT', 502, 'unknown'],
    ['DELETE', 504, 'unknown'],
  ])('to %s with %p has the effect %s', (method, status, effect) => {
    expect(failureOf(status, '', {}, method as Method).effect).toBe(effect);
  });

  it.each<[string, string, Record<string, string>, string]>([
    ['the vendor’s own words', '{"oops": "login taken"}', {}, 'login taken'],
    ['what gateways write', '{"message": "no route"}', {}, 'no route'],
    ['a text', 'upstream failed', {}, 'upstream failed'],
    ['the status when there is nothing', '', {}, 'Bad Request'],
    ['the status when JSON says nothing', '{"code": 7}', {}, 'Bad Request'],
    ['the status when JSON is no object', '[1]', {}, 'Bad Request'],
    ['the status for a web page', '<html>sorry</html>', {}, 'Bad Request (the reply is an HTML page)'],
  ])('has %s for a message', (_, body, headers, message) => {
    expect(failureOf(400, body, headers).message).toBe(message);
  });

  it('is recognised when and only when the body has the vendor’s error shape', () => {
    expect(failureOf(404, '{"oops": "nobody"}').recognised).toBe(true);
    expect(
      ['', '<html></html>', '{"message": "no route"}', 'text'].map((body) => failureOf(404, body).recognised),
    ).toEqual([false, false, false, false]);
  });

  it('keeps the vendor’s request id and what Retry-After says', () => {
    expect(failureOf(429, '', { 'X-Amzn-RequestId': 'r1', 'Retry-After': '7' })).toMatchObject({
      requestId: 'r1',
      retryAfterMs: 7000,
    });
  });

  it.each<[string, string | undefined]>([
    ['7', 'Run the command again in 7 s.'],
    ['300', 'Run the command again in 300 s.'],
    ['3600', 'Run the command again in 60 minutes.'],
    ['86400', 'Run the command again in 24 hours.'],
    ['86401', 'The vendor asks to wait for more than a day: find out why before running the command again.'],
    [
      '9'.repeat(30),
      'The vendor asks to wait for more than a day: find out why before running the command again.',
    ],
  ])('says when to come back after Retry-After %s', (value, next) => {
    expect(failureOf(429, '', { 'Retry-After': value }).next).toBe(next);
  });

  it.each(['0', '-5', 'soon', 'Sun, 06 Nov 1994 08:49:37 GMT'])(
    'takes Retry-After %s for none: now is no time to come back',
    (value) => {
      expect(failureOf(429, '', { 'Retry-After': value })).toEqual(failureOf(429));
    },
  );

  it('names the host of a redirect and nothing that may hold a session', () => {
    expect(failureOf(302, '', { Location: 'https://login.example/sso?token=hunter2' }).message).toBe(
      'The server redirects to another address (login.example); redirects are not followed.',
    );
  });
});
