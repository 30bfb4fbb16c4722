import type { FailureKind } from '../../errors/failure';
import { isDictionary } from '../../codec/combinators';
import { readBody } from './read-body';
import { isNoSuchRecord, replyFailure, type ErrorReading } from './reply-failure';
import type { Method } from '../transport/wire';

const errorMessage = (body: unknown): string | undefined =>
  isDictionary(body) && typeof body['oops'] === 'string' ? body['oops'] : undefined;

const PAGE = 'Bad Request (the reply is an HTML page)';
const BLOCKED = 'Bad Request (the reply is an HTML page: Blocked by policy)';

const failureOf = (
  status: number,
  body = '',
  headers: Record<string, string> = {},
  method: Method = 'POST',
) => {
  const reply = { status, headers: Object.entries(headers), body: Buffer.from(body) };
  return replyFailure(method, reply, readBody(reply), {
    errorMessage,
    errorCodes: { 'ERR-17': 'conflict' },
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
    [425, 'vendor-error'],
    [429, 'rate-limited'],
    [499, 'bad-request'],
    [500, 'vendor-error'],
    [599, 'vendor-error'],
    [399, 'malformed-reply'],
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

  it('428 says that a version is required', () => {
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
    ['POST', 499, 'none'],
    ['POST', 425, 'none'],
    ['POST', 501, 'none'],
    ['GET', 408, 'none'],
    ['GET', 303, 'none'],
    ['POST', 505, 'unknown'],
    ['POST', 399, 'unknown'],
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
    ['the reason in JSON of another shape', '{"detail":[{"loc":["a"],"msg":"is taken"}]}', {}, 'a: is taken'],
    ['the reason where the vendor’s own is empty', '{"oops": " ", "title": "No."}', {}, 'No.'],
    ['the title of a web page', '<html><title>\n Blocked by\n policy</title>x', {}, BLOCKED],
    ['no title that says no more than the status', '<html><title>400 Bad Request</title>', {}, PAGE],
    ['no title that is a text of its own', `<html><title>${'long '.repeat(30)}</title>`, {}, PAGE],
    ['no title that begins far behind', `<html>${' '.repeat(70_000)}<title>a</title>`, {}, PAGE],
    [
      'the title of a web page in other capitals',
      '<HTML><TITLE lang="en">Blocked by policy</TITLE>',
      {},
      BLOCKED,
    ],
    ['no title that is empty', '<html><title> </title>', {}, PAGE],
    ['no title that is the status', '<html><title>400</title>', {}, PAGE],
    ['no title that is the words of the status', '<html><title>Bad Request</title>', {}, PAGE],
    [
      'a title as long as one is',
      `<html><title>${'x'.repeat(120)}</title>`,
      {},
      `Bad Request (the reply is an HTML page: ${'x'.repeat(120)})`,
    ],
    ['no title that is longer', `<html><title>${'x'.repeat(121)}</title>`, {}, PAGE],
    ['no other element for a title', '<html><titles>Blocked by policy</titles>', {}, PAGE],
    ['what kind of body it was', '{"id": ', {}, 'Bad Request (the reply is JSON that is cut off or broken)'],
    ['a text without the blanks around it', ' upstream failed\n', {}, 'upstream failed'],
    ['the vendor’s own words without the blanks around them', '{"oops": " no "}', {}, 'no'],
    ['no redirect where it is none', '', { Location: 'https://other.example/' }, 'Bad Request'],
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

  it.each(['', '<html></html>', 'text'])(
    'the vendor’s own reader is not asked about what is no JSON: %j',
    (body) => {
      const reader = jest.fn(() => 'asked');
      const reply = { status: 400, headers: [], body: Buffer.from(body) };
      const { message } = replyFailure('GET', reply, readBody(reply), {
        errorMessage: reader,
        now: new Date(),
      });

      expect([reader.mock.calls, message]).toEqual([[], expect.not.stringContaining('asked')]);
    },
  );

  it('keeps the vendor’s request id and what Retry-After says', () => {
    expect(failureOf(429, '', { 'X-Amzn-RequestId': 'r1', 'Retry-After': '7' })).toMatchObject({
      requestId: 'r1',
      retryAfterMs: 7000,
    });
  });

  it.each([
    'X-Amzn-RequestId',
    'X-Request-Id',
    'X-RequestID',
    'Request-Id',
    'Atl-TraceId',
    'X-Correlation-Id',
  ])('keeps the request id of %s, and an empty one does not count', (name) => {
    expect(failureOf(500, '', { [name]: 'r1' }).requestId).toBe('r1');
    expect(failureOf(500, '', { [name]: '', 'X-Trace': 'r2' })).not.toHaveProperty('requestId');
  });

  it.each<[string, string | undefined]>([
    ['7', 'Run the command again in 7 s.'],
    ['300', 'Run the command again in 300 s.'],
    ['600', 'Run the command again in 600 s.'],
    ['601', 'Run the command again in 11 minutes.'],
    ['3600', 'Run the command again in 60 minutes.'],
    ['7200', 'Run the command again in 120 minutes.'],
    ['7201', 'Run the command again in 3 hours.'],
    ['86400', 'Run the command again in 24 hours.'],
    ['86401', 'The vendor asks to wait for more than a day: find out why before running the command again.'],
    [
      '9'.repeat(30),
      'The vendor asks to wait for more than a day: find out why before running the command again.',
    ],
  ])('advises when to repeat the command after Retry-After %s', (value, next) => {
    expect(failureOf(429, '', { 'Retry-After': value }).next).toBe(next);
  });

  it.each(['0', '-5', 'soon', 'Sun, 06 Nov 1994 08:49:37 GMT'])(
    'takes Retry-After %s for none: now is no time to come back',
    (value) => {
      expect(failureOf(429, '', { 'Retry-After': value })).toEqual(failureOf(429));
    },
  );

  it.each<[string, string, Record<string, string>]>([
    [
      'tomorrow by the vendor’s clock',
      'Tue, 24 Aug 2021 12:00:00 GMT',
      { Date: 'Tue, 24 Aug 2021 11:59:53 GMT' },
    ],
    [
      'yesterday by the vendor’s clock',
      'Sun, 22 Aug 2021 12:00:07 GMT',
      { Date: 'Sun, 22 Aug 2021 12:00:00 GMT' },
    ],
    ['without a Date', 'Mon, 23 Aug 2021 12:00:07 GMT', {}],
    ['with a Date that is none', 'Mon, 23 Aug 2021 12:00:07 GMT', { Date: 'yesterday' }],
    ['in seconds, whatever the Date', '7', { Date: 'Sun, 22 Aug 2021 12:00:00 GMT' }],
  ])('measures Retry-After against the vendor’s clock: %s', (_, value, headers) => {
    expect(failureOf(429, '', { 'Retry-After': value, ...headers }).retryAfterMs).toBe(7000);
  });

  it.each<[string, number, string, Record<string, string>, string]>([
    ['a code', 400, '{"scimType": "uniqueness"}', {}, 'conflict'],
    ['a code', 422, '{"code": "ALREADY_EXISTS"}', {}, 'conflict'],
    ['a code', 400, '{"__type": "ThrottlingException"}', {}, 'rate-limited'],
    ['a code', 409, '{"code": "TooManyRequests"}', {}, 'rate-limited'],
    ['a code', 404, '{"oops": "x", "code": "TooManyRequests"}', {}, 'rate-limited'],
    [
      'a header of AWS',
      400,
      '',
      { 'x-amzn-ErrorType': 'ThrottlingException:http://a.example/' },
      'rate-limited',
    ],
    ['the vendor’s own code', 400, '{"code": "ERR-17"}', {}, 'conflict'],
    ['Retry-After', 403, '', { 'Retry-After': '7' }, 'rate-limited'],
    ['Retry-After that is now', 403, '', { 'Retry-After': '0' }, 'rate-limited'],
    ['Retry-After with a date', 400, '', { 'Retry-After': 'Mon, 23 Aug 2021 12:00:07 GMT' }, 'rate-limited'],
    ['no Retry-After that cannot be read', 403, '', { 'Retry-After': 'soon' }, 'forbidden'],
    ['a status that says enough', 401, '{"code": "ratelimited"}', { 'Retry-After': '7' }, 'unauthorized'],
    [
      'a status that says enough',
      404,
      '{"scimType": "uniqueness"}',
      { 'Retry-After': '7' },
      'no-such-resource',
    ],
    ['a status that says enough', 409, '', { 'Retry-After': '7' }, 'conflict'],
    ['a status that says enough', 412, '{"scimType": "uniqueness"}', {}, 'bad-request'],
    ['a status that says enough', 407, '{"code": "ThrottlingException"}', {}, 'proxy'],
    ['a status that says enough', 408, '{"code": "ThrottlingException"}', {}, 'timeout'],
    ['a status that says enough', 425, '{"code": "ThrottlingException"}', {}, 'vendor-error'],
    ['a status that says enough', 428, '{"code": "ThrottlingException"}', {}, 'version-required'],
    ['a status that says enough', 399, '{"code": "ThrottlingException"}', {}, 'malformed-reply'],
    ['a code', 499, '{"code": "ThrottlingException"}', {}, 'rate-limited'],
    ['a status that says enough', 429, '{"scimType": "uniqueness"}', {}, 'rate-limited'],
    ['a status that says enough', 500, '{"code": "ThrottlingException"}', {}, 'vendor-error'],
    ['a status that says enough', 503, '{"code": "ThrottlingException"}', {}, 'vendor-error'],
  ])('has its kind from %s: %p %s', (_, status, body, headers, kind) => {
    expect(failureOf(status, body, headers)).toMatchObject({ kind, status });
  });

  it('a 404 means "no such record" only in the vendor’s own shape and when nothing else is said', () => {
    const oops = '{"oops": "nobody", "code": "TooManyRequests"}';

    expect(isNoSuchRecord(failureOf(404, '{"oops": "nobody"}'))).toBe(true);
    expect([oops, '{"detail": "nobody"}', ''].map((body) => isNoSuchRecord(failureOf(404, body)))).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('has what the integration reads in it', () => {
    const reply = {
      status: 400,
      headers: [['X-Reason', 'locked'] as const],
      body: Buffer.from('{"oops":"no"}'),
    };
    const read = (reading: ErrorReading | undefined) =>
      replyFailure('POST', reply, readBody(reply), {
        errorMessage,
        readError: ({ status, body, header }) =>
          status === 400 && header('X-Reason') === 'locked' && isDictionary(body) ? reading : undefined,
        now: new Date(),
      });

    expect(read({ message: 'Locked.', kind: 'forbidden', next: 'Unlock it.', retryAfterMs: 5 })).toEqual({
      kind: 'forbidden',
      message: 'Locked.',
      next: 'Unlock it.',
      retryAfterMs: 5,
      status: 400,
      effect: 'none',
      retryable: false,
      recognised: true,
    });
    expect(read({ kind: 'conflict' })).toMatchObject({ kind: 'conflict', message: 'no' });
    expect(read(undefined)).toMatchObject({ kind: 'bad-request', message: 'no' });
  });

  it.each<[string, number, FailureKind, boolean]>([
    ['a 404 that means a wrong state is not "no such record"', 404, 'wrong-state', false],
    ['a 400 that means "not found" is', 400, 'not-found', true],
    ['a 410 that means it too', 410, 'no-such-resource', true],
    ['a 404 that means what it says is', 404, 'no-such-resource', true],
  ])('distinguishes a missing record from a missing user: %s', (_, status, kind, isNone) => {
    const reply = { status, headers: [], body: Buffer.from('{"oops":"no"}') };
    const found = replyFailure('GET', reply, readBody(reply), {
      errorMessage,
      readError: () => ({ kind }),
      now: new Date(),
    });
    expect(isNoSuchRecord(found)).toBe(isNone);
    expect(isNoSuchRecord({ ...found, recognised: false })).toBe(false);
  });

  it('means a wrong state by a code, whatever the status', () => {
    const kindOf = (status: number) => {
      const reply = { status, headers: [], body: Buffer.from('{"oops":"no","code":"E0000038"}') };
      return replyFailure('POST', reply, readBody(reply), {
        errorMessage,
        errorCodes: { E0000038: 'wrong-state' },
        now: new Date(),
      });
    };
    expect([400, 403, 404, 409, 422].map((status) => kindOf(status).kind)).toEqual(
      Array<string>(5).fill('wrong-state'),
    );
    expect(kindOf(404).next).toContain('state');
    expect(kindOf(401).kind).toBe('unauthorized');
  });

  it.each([
    'https://tok%65n.example/',
    'https://tok\ten.example/',
    'https://tökén.example/',
    'https://0x7f.1/',
  ])('names no host that only parsing assembles: %j', (location) => {
    expect(failureOf(302, '', { Location: location }).message).toContain('(another host)');
  });

  it.each([
    [300, 'https://login.example/x', 'login.example'],
    [399, 'https://LOGIN.example:8443/x', 'login.example:8443'],
    [302, '/login?token=hunter2', 'same host'],
  ])('%p to %s is a redirect to %s', (status, location, host) => {
    expect(failureOf(status, '', { Location: location }).message).toBe(
      `The server redirects to another address (${host}); redirects are not followed.`,
    );
  });

  it('reports a redirect without a location by its status', () => {
    expect([failureOf(302).message, failureOf(399).message]).toEqual(['Found', 'status 399']);
  });

  it('names the host of a redirect and nothing that may hold a session', () => {
    expect(failureOf(302, '', { Location: 'https://login.example/sso?token=hunter2' }).message).toBe(
      'The server redirects to another address (login.example); redirects are not followed.',
    );
  });
});
