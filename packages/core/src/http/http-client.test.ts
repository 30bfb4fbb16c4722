import * as t from 'io-ts';
import { inspect } from 'node:util';
import { Secret } from '../config/secret';
import { failure, type Failure } from '../errors/failure';
import { IAMError, toFailure } from '../errors/iam-error';
import { createFakeClock } from './fake-clock';
import { createHttp } from './http-client';
import type { HttpSettings } from './http-settings';
import type { RequestEvent } from './request-event';
import { path } from './path/path';
import { unlimited, type RateLimit } from './limits/rate-limit';
import { createRedact, type Redact } from './redaction/redact';
import { joinedHeader, type WireReply, type WireRequest } from './transport/wire';

type Answer =
  { readonly status: number; readonly body?: string; readonly headers?: Record<string, string> } | Failure;

const TOKEN = 't0ken-of-the-instance';
const lost = failure('network', 'The connection was lost.', { effect: 'unknown' });
const refused = failure('network', 'No connection.');

/** The client before a transport that gives the answers one after the other, the last one for ever. */
const setUp = (...answers: readonly Answer[]) => setUpWith({}, ...answers);

const setUpWith = (settings: Partial<HttpSettings>, ...answers: readonly Answer[]) => {
  const sent: WireRequest[] = [];
  const events: RequestEvent[] = [];
  const templates: string[] = [];
  const heard = jest.fn();
  const replies: WireReply['headers'][] = [];
  const clock = createFakeClock();
  const connection = {
    baseUrl: 'https://x.example/scim/v2',
    bearer: new Secret(TOKEN),
    contentType: 'application/scim+json',
  };
  const stop = new AbortController();
  const transport = async (request: WireRequest): Promise<WireReply> => {
    sent.push(request);
    const answer = answers[Math.min(sent.length, answers.length) - 1];
    if (answer === undefined || 'kind' in answer) {
      throw new IAMError(answer ?? lost);
    }
    const { status, body = '', headers = {} } = answer;
    return { status, headers: Object.entries(headers), body: Buffer.from(body) };
  };
  const http = createHttp(
    {
      connection,
      transport,
      clock,
      rateLimit: unlimited,
      redact: createRedact(connection),
      errorMessage: (body) => (ErrorBody.is(body) ? body.oops : undefined),
      timeoutMs: 30_000,
      ...settings,
    },
    {
      signal: stop.signal,
      onRequest: (event, template) => {
        templates.push(template);
        heard(events.push(event));
      },
      onReply: (headers) => replies.push(headers),
    },
  );
  return { http, sent, events, templates, heard, replies, clock, stop };
};

const ErrorBody = t.type({ oops: t.string });
const User = t.type({ id: t.string });
const USER = { status: 200, body: '{"id":"42","more":true}' };

const failureOf = (promise: Promise<unknown>): Promise<Failure> =>
  promise.then(
    () => {
      throw new Error('It did not fail.');
    },
    (thrown: unknown) => toFailure(thrown),
  );

describe('a request', () => {
  it('goes to the path below the base URL with credentials, query and JSON', async () => {
    const { http, sent } = setUp(USER);
    await http.post(path`Users/${'a/b'}`, { query: { count: 1 }, body: { userName: 'jane' } });

    expect(sent).toMatchObject([
      {
        method: 'POST',
        url: 'https://x.example/scim/v2/Users/a%2Fb?count=1',
        headers: {
          Authorization: `Bearer ${TOKEN}`,
          'Content-Type': 'application/scim+json',
          Accept: 'application/scim+json, application/json',
        },
        body: '{"userName":"jane"}',
        timeoutMs: 30_000,
      },
    ]);
  });

  it('without a body has no content type', async () => {
    const { http, sent } = setUp(USER);
    await http.get(path`Users`);

    expect(sent[0]?.body).toBeUndefined();
    expect(Object.keys(sent[0]?.headers ?? {})).not.toContain('Content-Type');
  });

  it('returns the decoded body as it came', async () => {
    const { http, replies } = setUp({ ...USER, headers: { Date: 'today' } });

    expect(await http.get(path`Users/${'42'}`, { reply: User })).toEqual({ id: '42', more: true });
    expect(replies).toEqual([[['Date', 'today']]]);
  });

  it('is reported to listeners without secrets', async () => {
    const { http, events } = setUp({ status: 503 }, { ...USER, headers: { 'x-request-id': 'r1' } });
    await http.get(path`Users`, { query: { filter: 'x' } });

    expect(events).toMatchObject([
      { method: 'GET', path: '/Users?filter=x', attempt: 1, status: 503, failure: { kind: 'vendor-error' } },
      { method: 'GET', path: '/Users?filter=x', attempt: 2, status: 200, requestId: 'r1' },
    ]);
    expect(inspect(events, { depth: 9 })).not.toContain(TOKEN);
  });

  it('is reported with a path that identifies no user, and with its duration', async () => {
    const clock = createFakeClock();
    const { http, events, templates } = setUpWith({
      clock,
      transport: async () => {
        await clock.sleep(70);
        return { status: 200, headers: [], body: Buffer.from('{}') };
      },
    });
    await http.get(path`Users/${'ann'}`);
    await http.get(path`Users`);

    expect(templates).toEqual(['/Users/{}', '/Users']);
    expect(events.map(({ durationMs }) => durationMs)).toEqual([70, 70]);
  });
});

describe('a reply that is not the vendor’s', () => {
  it.each<[string, Answer, RegExp]>([
    [
      'lacks what is used',
      { status: 200, body: '{"uid": "hunter2"}' },
      /not what the vendor documents: id: is missing \(string\)/,
    ],
    ['is a web page', { status: 200, body: '<html>Sign in</html>' }, /is an HTML page/],
    ['is cut off', { status: 200, body: '{"id": "hunter2' }, /cut off or broken/],
    ['is empty', { status: 200 }, /has no body/],
  ])('fails the command when it %s', async (_, answer, message) => {
    const { http } = setUp(answer);
    const failed = await failureOf(http.get(path`Users/${'42'}`, { reply: User }));

    expect(failed).toMatchObject({ kind: 'malformed-reply', status: 200, step: 'GET /Users/42' });
    expect(failed.message).toMatch(message);
    expect(failed.message).not.toContain('hunter2');
  });

  it('has an unknown effect after a write', async () => {
    const { http } = setUp({ status: 201, body: '<html></html>' });

    expect(await failureOf(http.post(path`Users`, { body: {}, reply: User }))).toMatchObject({
      effect: 'unknown',
    });
  });

  it.each(['get', 'post', 'put', 'patch', 'delete'] as const)(
    'is a failure when a %s from which nothing is read gets the vendor’s error under a 2xx',
    async (method) => {
      const { http } = setUp({ status: 200, body: `{"oops":"No such member as ${TOKEN}."}` });
      expect(await failureOf(http[method](path`groups/1`))).toMatchObject({
        kind: 'malformed-reply',
        status: 200,
        effect: method === 'get' ? 'none' : 'unknown',
        message: 'The status says that it was done, the body that it failed: No such member as [secret].',
      });
    },
  );

  it.each([
    [199, false],
    [200, true],
    [299, true],
    [300, false],
  ])('is no success outside 2xx: %p', async (status, succeeds) => {
    const reply = setUp({ ...USER, status }).http.get(path`Users`);

    expect(
      await reply.then(
        () => true,
        () => false,
      ),
    ).toBe(succeeds);
  });

  it('may be empty when nothing is read from it', async () => {
    const { http } = setUp({ status: 204 });

    expect(await http.delete(path`Users/${'42'}`)).toBeUndefined();
  });

  it('has no error of the vendor in it when it is empty, whatever the vendor reads out of one', async () => {
    const { http } = setUpWith({ errorMessage: () => 'Unknown error.' }, { status: 204 });

    expect(await http.delete(path`Users/${'42'}`)).toBeUndefined();
  });

  it.each([[301], [302], [307], [308], [304]])('is a redirect that is not followed: %p', async (status) => {
    const { http, sent } = setUp({ status, headers: { Location: 'https://evil.example/' } });

    expect(await failureOf(http.get(path`Users`))).toMatchObject({ kind: 'malformed-reply', status });
    expect(sent).toHaveLength(1);
  });
});

describe('an exchange', () => {
  const headers = { ETag: 'W/"1"', Link: '<a>; rel="next"', 'Set-Cookie': 'a=b' };

  it('returns status and headers beside the decoded body', async () => {
    const { http, sent } = setUp({ ...USER, status: 201, headers });
    const reply = await http.exchange('POST', path`Users`, { body: { userName: 'jane' }, reply: User });

    expect(sent[0]).toMatchObject({ method: 'POST', body: '{"userName":"jane"}' });
    expect([reply.status, reply.body.id, reply.header('etag'), reply.header('LINK')]).toEqual([
      201,
      '42',
      'W/"1"',
      '<a>; rel="next"',
    ]);
    expect([reply.header('x-none'), reply.header('Set-Cookie')]).toEqual([undefined, undefined]);
  });

  it('joins headers of one name', () => {
    const reply: WireReply = {
      status: 200,
      headers: [
        ['Link', 'a'],
        ['link', 'b'],
      ],
      body: Buffer.from(''),
    };

    expect(joinedHeader(reply, 'link')).toBe('a, b');
  });

  it('returns undefined where find does', async () => {
    expect(
      await setUp({ status: 404, body: '{"oops":"nobody"}' }).http.findExchange(path`Users/${'42'}`),
    ).toBeUndefined();
    const found = await setUp({ ...USER, headers }).http.findExchange(path`Users/${'42'}`, { reply: User });
    expect([found?.body.id, found?.header('etag')]).toEqual(['42', 'W/"1"']);
  });

  it('fails like any other request', async () => {
    const { http } = setUp({ status: 409, body: '{"oops":"taken"}' });

    expect(await failureOf(http.exchange('PUT', path`Users/${'42'}`))).toMatchObject({
      kind: 'conflict',
      step: 'PUT /Users/42',
    });
  });
});

describe('a write under a version', () => {
  it('sends the version unchanged in If-Match', async () => {
    const { http, sent } = setUp(USER);
    await http.put(path`Users/${'42'}`, { body: {}, ifMatch: 'W/"1"' });
    await http.put(path`Users/${'42'}`, { body: {}, ifMatch: undefined });

    expect(sent.map((request) => request.headers['If-Match'])).toEqual(['W/"1"', undefined]);
  });

  it('is refused as changed meanwhile, whatever the method', async () => {
    const { http } = setUp({ status: 412 });

    expect(await failureOf(http.patch(path`Users/${'42'}`, { ifMatch: '"1"' }))).toMatchObject({
      kind: 'changed-meanwhile',
      effect: 'none',
    });
    expect(await failureOf(http.patch(path`Users/${'42'}`))).toMatchObject({ kind: 'bad-request' });
  });
});

it('every method of the client sends its own', async () => {
  const { http, sent } = setUp(USER);
  const user = path`Users/${'42'}`;
  await http.get(user);
  await http.find(user);
  await http.findExchange(user);
  await http.page(user, undefined);
  await http.findPage(user, undefined);
  await http.post(user);
  await http.put(user);
  await http.patch(user);
  await http.delete(user);
  await http.exchange('POST', user);

  expect(sent.map(({ method }) => method)).toEqual([
    ...Array.from({ length: 5 }, () => 'GET'),
    'POST',
    'PUT',
    'PATCH',
    'DELETE',
    'POST',
  ]);
});

describe('finding one record', () => {
  it('returns undefined for a 404 in the vendor’s error shape', async () => {
    const { http } = setUp({ status: 404, body: '{"oops": "no such user"}' });

    expect(await http.find(path`Users/${'42'}`, { reply: User })).toBeUndefined();
  });

  it.each([['<html>404</html>'], [''], ['{"message": "no route"}']])(
    'fails for a 404 that says %p',
    async (body) => {
      const { http } = setUp({ status: 404, body });

      expect(await failureOf(http.find(path`Users/${'42'}`, { reply: User }))).toMatchObject({ status: 404 });
    },
  );

  it('is the only request that returns undefined for a 404', async () => {
    const { http } = setUp({ status: 404, body: '{"oops": "no such list"}' });

    expect(await failureOf(http.get(path`Users`))).toMatchObject({ status: 404, message: 'no such list' });
  });
});

describe('a failure', () => {
  it('keeps method, path, status, the vendor’s words and the request id', async () => {
    const { http } = setUp({
      status: 409,
      body: '{"oops": "login taken"}',
      headers: { 'x-request-id': 'r1' },
    });

    expect(
      await failureOf(http.post(path`Users`, { query: { q: 'jane@example.com' }, body: {} })),
    ).toMatchObject({
      kind: 'conflict',
      step: 'POST /Users',
      status: 409,
      message: 'login taken',
      requestId: 'r1',
    });
  });

  it('never keeps the token, even when the vendor echoes it across the place where a long text is cut', async () => {
    const { http } = setUp({
      status: 400,
      body: JSON.stringify({ oops: `${'x'.repeat(490)}${TOKEN} ${TOKEN}` }),
    });
    const failed = await failureOf(http.get(path`Users`));

    expect(inspect(failed, { depth: 9 })).not.toContain(TOKEN.slice(0, 6));
    expect(failed.message.length).toBeLessThan(520);
  });
});

describe('the effect of a command of several requests', () => {
  const broken: Answer = { status: 400, headers: { 'x-request-id': 'r1' } };

  it('is none where a read fails before any write was acknowledged', async () => {
    const { http } = setUp(broken);
    await failureOf(http.post(path`Users`, { body: {} }));

    expect(await failureOf(http.get(path`Users`))).toMatchObject({ effect: 'none' });
  });

  it('is none where a read fails after others that succeeded', async () => {
    const { http } = setUp(USER, broken);
    await http.get(path`Users`);

    expect(await failureOf(http.get(path`Users`))).toMatchObject({ effect: 'none' });
  });

  it('is unknown where a read fails after a write was acknowledged', async () => {
    const { http } = setUp(USER, USER, broken, { status: 200, body: '<html>' });
    await http.get(path`Users`);
    await http.post(path`Users`, { body: {} });

    expect(await failureOf(http.get(path`Users`))).toMatchObject({ effect: 'unknown', status: 400 });
    expect(await failureOf(http.get(path`Users`))).toMatchObject({ effect: 'unknown', status: 200 });
  });

  it('is none where a reply to a read cannot be read', async () => {
    const { http } = setUp({ status: 200, body: '<html>', headers: { 'x-request-id': 'r1' } });
    const failed = await failureOf(http.get(path`Users`));

    expect(failed).toMatchObject({ effect: 'none', requestId: 'r1', step: 'GET /Users' });
  });
});

describe('a stop while a request is under way', () => {
  const stopped = failure('interrupted', 'Stopped.', { effect: 'unknown' });

  it('reports an unknown effect of a write', async () => {
    expect(await failureOf(setUp(stopped).http.post(path`Users`, { body: {} }))).toMatchObject({
      message: 'Stopped. Whether the vendor carried it out is not known.',
      effect: 'unknown',
    });
  });

  it('reports no effect for a read, for a request that was not sent, and for another failure', async () => {
    const unsent = failure('interrupted', 'Stopped.');
    const messages = await Promise.all([
      failureOf(setUp(stopped).http.get(path`Users`)),
      failureOf(setUp(unsent).http.post(path`Users`, { body: {} })),
      failureOf(setUp(failure('tls', 'Stopped.', { effect: 'unknown' })).http.post(path`Users`)),
    ]);

    expect(messages.map(({ message }) => message)).toEqual(['Stopped.', 'Stopped.', 'Stopped.']);
  });
});

it('reports a failed attempt to listeners with its failure and the vendor’s request id', async () => {
  const { http, events } = setUp({ status: 400, headers: { 'x-request-id': `r-${TOKEN}` } }, { status: 400 });
  await failureOf(http.post(path`Users`, { body: {} }));
  await failureOf(http.post(path`Users`, { body: {} }));

  expect(events).toMatchObject([
    { status: 400, requestId: 'r-[secret]', failure: { kind: 'bad-request', step: 'POST /Users' } },
    { status: 400, failure: { kind: 'bad-request' } },
  ]);
  expect(events[1]).not.toHaveProperty('requestId');
});

it('redacts a vendor’s advice, and shows core’s own advice unchanged', async () => {
  const advised = setUpWith({ readError: () => ({ next: `Renew ${TOKEN}.` }) }, { status: 400 });
  const clean = jest.fn((text: string) => text);
  const usual = setUpWith({ redact: clean }, { status: 400 });

  expect((await failureOf(advised.http.get(path`Users`))).next).toBe('Renew [secret].');
  const { next } = await failureOf(usual.http.get(path`Users`));
  expect(next).toBe(failure('bad-request', '').next);
  expect(clean.mock.calls.map(([text]) => text)).not.toContain(next);
});

it('names the first five differences of a reply from its codec', async () => {
  const Six = t.type({ a: t.string, b: t.string, c: t.string, d: t.string, e: t.string, f: t.string });
  const { http } = setUp({ status: 200, body: '{}' });
  const { message } = await failureOf(http.get(path`Users`, { reply: Six }));

  expect(message.match(/is missing/g)).toHaveLength(5);
});

it.each([
  [undefined, 'application/json', 'application/json'],
  ['application/json', 'application/json', 'application/json'],
  ['application/scim+json', 'application/scim+json', 'application/scim+json, application/json'],
])(
  'where the content type of a connection is %p, bodies are %s and replies %s',
  async (contentType, sends, accepts) => {
    const { http, sent } = setUpWith(
      { connection: { baseUrl: 'https://x.example', ...(contentType === undefined ? {} : { contentType }) } },
      USER,
    );
    await http.post(path`Users`, { body: {} });

    expect(sent[0]?.headers).toStrictEqual({ Accept: accepts, 'Content-Type': sends });
  },
);

describe('a long text of the vendor', () => {
  const LONG = TOKEN.repeat(500_000);

  it.each<[string, Answer]>([
    ['a text', { status: 400, body: LONG }],
    ['the vendor’s own words', { status: 400, body: JSON.stringify({ oops: LONG }) }],
    [
      'a reason in other JSON',
      { status: 400, body: JSON.stringify({ detail: [{ loc: [LONG], msg: LONG }] }) },
    ],
    ['a page', { status: 400, body: `<html><title>${LONG}</title>` }],
    ['a request id', { status: 400, headers: { 'x-request-id': LONG } }],
    ['a redirect', { status: 302, headers: { location: `https://${LONG}.example` } }],
    ['a request id of a good reply', { ...USER, headers: { 'x-request-id': LONG } }],
  ])('is read only as far as it is shown: %s', async (_, answer) => {
    let looks = 0;
    const clean = createRedact({ baseUrl: 'https://x.example', bearer: new Secret(TOKEN) });
    const redact: Redact = (text, atMost = text.length) => {
      looks += Math.min(text.length, atMost);
      return clean(text, atMost);
    };
    const { http, events } = setUpWith({ redact }, answer);
    await http.get(path`Users`).catch(() => undefined);
    const shown = inspect(events, { depth: 9, maxStringLength: null });

    expect(looks).toBeLessThan(50_000);
    expect(shown.length).toBeLessThan(3_000);
    expect(shown).not.toContain(TOKEN.slice(0, 6));
  });
});

describe('sending again', () => {
  it.each<[string, Answer]>([
    ['429', { status: 429 }],
    ['503', { status: 503 }],
    ['a connection that was refused', refused],
  ])('after %s is safe for a write', async (_, answer) => {
    const { http, sent, clock } = setUp(answer, answer, USER);

    expect(await http.post(path`Users`, { body: {} })).toMatchObject({ id: '42' });
    expect([sent.length, clock.slept()]).toEqual([3, [312.5, 625]]);
  });

  it.each<[string, Answer]>([
    ['500', { status: 500 }],
    ['502', { status: 502 }],
    ['504', { status: 504 }],
    ['408', { status: 408 }],
    ['a lost reply', lost],
  ])(
    'after %s is left to the caller’s verification when it was a write, and done when it was a read',
    async (_, answer) => {
      const write = setUp(answer, USER);
      const read = setUp(answer, USER);

      expect(await failureOf(write.http.patch(path`Users/${'42'}`, { body: {} }))).toMatchObject({
        effect: 'unknown',
      });
      expect(write.sent).toHaveLength(1);
      expect(await read.http.get(path`Users/${'42'}`)).toMatchObject({ id: '42' });
    },
  );

  it('ends after four attempts with the last failure', async () => {
    const { http, sent } = setUp({ status: 503, body: '{"oops": "busy"}' });

    expect(await failureOf(http.get(path`Users`))).toMatchObject({
      status: 503,
      message: 'busy',
      effect: 'none',
    });
    expect(sent).toHaveLength(4);
  });

  it('waits as long as the vendor asks, and gives up at once when that is too long', async () => {
    const patient = setUp({ status: 429, headers: { 'Retry-After': '7' } }, USER);
    const hopeless = setUp({ status: 429, headers: { 'Retry-After': '3600' } }, USER);
    await patient.http.get(path`Users`);

    expect(patient.clock.slept()).toEqual([7000]);
    expect(await failureOf(hopeless.http.get(path`Users`))).toMatchObject({
      status: 429,
      retryAfterMs: 3_600_000,
    });
    expect(hopeless.clock.slept()).toEqual([]);
  });

  it('does not happen after a 4xx', async () => {
    const { http, sent } = setUp({ status: 401, body: '{"oops": "expired"}' });

    expect(await failureOf(http.get(path`Users`))).toMatchObject({ kind: 'unauthorized' });
    expect(sent).toHaveLength(1);
  });
});

describe('the queue of the rate limit', () => {
  /** A queue in which the requests wait this long, one after the other. */
  const queue = (...waits: readonly number[]): RateLimit => {
    const left = [...waits];
    return async (pause) => {
      const ms = left.shift() ?? 0;
      if (ms > 0) {
        await pause(ms);
      }
    };
  };
  const timeouts = (sent: readonly WireRequest[]) => sent.map(({ timeoutMs }) => timeoutMs);

  it('does not count towards the time of the attempts, however long the first one waits', async () => {
    const { http, sent } = setUpWith({ rateLimit: queue(59_900) }, { status: 503 }, USER);
    await http.get(path`Users`);

    expect(timeouts(sent)).toEqual([30_000, 30_000]);
  });

  it('leaves an attempt that waited in it only the time there still is', async () => {
    const { http, sent } = setUpWith({ rateLimit: queue(0, 45_000) }, { status: 503 }, USER);
    await http.get(path`Users`);

    expect(timeouts(sent)).toEqual([30_000, 60_000 - 312.5 - 45_000]);
  });

  it('ends the attempts when it takes all the time there is', async () => {
    const { http, sent } = setUpWith({ rateLimit: queue(0, 60_000 - 312.5) }, { status: 503 }, USER);

    expect(await failureOf(http.get(path`Users`))).toMatchObject({ status: 503 });
    expect(sent).toHaveLength(1);
  });

  it('leaves an attempt all the time it may take, where that is more than there usually is', async () => {
    const { http, sent } = setUpWith({ timeoutMs: 120_000 }, { status: 503 }, USER);
    await http.get(path`Users`);

    expect(timeouts(sent)).toEqual([120_000, 120_000 - 312.5]);
  });

  it('ends the attempts when it takes longer than there is time', async () => {
    const { http, sent } = setUpWith({ rateLimit: queue(0, 70_000) }, { status: 503 }, USER);

    expect(await failureOf(http.get(path`Users`))).toMatchObject({ status: 503 });
    expect(sent).toHaveLength(1);
  });

  it('is notified when each attempt is on the wire', async () => {
    const told: number[] = [];
    const answers = [{ status: 503 }, { status: 200 }];
    const { http } = setUpWith({
      rateLimit: async () => () => void told.push(answers.length),
      transport: async ({ onSent }) => {
        onSent?.();
        return { status: answers.shift()?.status ?? 200, headers: [], body: Buffer.from('{}') };
      },
    });
    await http.get(path`Users`);

    expect(told).toEqual([2, 1]);
  });

  it('ends when the command is stopped before the request', async () => {
    const { http, sent, stop } = setUpWith({
      rateLimit: async (pause) => {
        stop.abort();
        await pause(1000);
      },
    });

    expect(await failureOf(http.post(path`Users`, { body: {} }))).toMatchObject({
      kind: 'interrupted',
      message: 'The command was stopped before this request.',
      step: 'POST /Users',
      effect: 'none',
    });
    expect(sent).toEqual([]);
  });
});

describe('a write that is resent after verification', () => {
  const busy = { status: 503 };

  it('gets one attempt when all were used up', async () => {
    const { http, sent, events } = setUp(busy, busy, busy, { status: 500 }, busy, USER);
    const write = () => http.post(path`Users`, { body: { userName: 'jane' } });
    await failureOf(write());

    expect(await failureOf(write())).toMatchObject({ status: 503 });
    expect(sent).toHaveLength(5);
    expect(events.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 5]);
  });

  it('gets the remaining attempts', async () => {
    const { http, sent } = setUp({ status: 500 }, busy);
    const write = () => http.post(path`Users`, { body: { userName: 'jane' } });
    await failureOf(write());
    await failureOf(write());

    expect(sent).toHaveLength(4);
  });

  it('counts by method, URL and body, and reads separately', async () => {
    const { http, sent } = setUp(busy);
    await failureOf(http.post(path`Users`, { body: { userName: 'jane' } }));
    await failureOf(http.post(path`Users`, { body: { userName: 'joe' } }));
    await failureOf(http.get(path`Users`));
    await failureOf(http.get(path`Users`));

    expect(sent).toHaveLength(16);
  });
});

describe('stopping', () => {
  it('sends nothing more', async () => {
    const { http, sent, stop } = setUp(USER);
    stop.abort();

    expect(await failureOf(http.get(path`Users`))).toMatchObject({ kind: 'interrupted', step: 'GET /Users' });
    expect(sent).toEqual([]);
  });

  it('ends a wait before the next attempt, and names the request', async () => {
    const { http, clock, stop } = setUpWith({}, { status: 429, headers: { 'Retry-After': '7' } });
    const { sleep } = clock;
    Object.assign(clock, {
      sleep: (ms: number, signal: AbortSignal) => {
        stop.abort();
        return sleep(ms, signal);
      },
    });

    expect(await failureOf(http.post(path`Users`, { body: {} }))).toMatchObject({
      kind: 'interrupted',
      message: 'The command was stopped while it waited to send the request again.',
      step: 'POST /Users',
      effect: 'none',
    });
  });

  it('ends the attempts', async () => {
    const { http, sent, stop, heard } = setUp({ status: 429, headers: { 'Retry-After': '7' } });
    heard.mockImplementation(() => stop.abort());

    expect(await failureOf(http.get(path`Users`))).toMatchObject({ status: 429 });
    expect(sent).toHaveLength(1);
  });
});
