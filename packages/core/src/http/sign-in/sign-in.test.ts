import * as t from 'io-ts';
import { constants, createPublicKey, generateKeyPairSync, verify, type KeyObject } from 'node:crypto';
import { inspect } from 'node:util';
import { field } from '../../config/field';
import { defineIntegration, type Integration } from '../../contract/integration';
import { createInstance } from '../../instance/instance';
import { acme as withoutGroups } from '../../__fixtures__/acme';
import { createFakeClock } from '../fake-clock';
import { path } from '../path/path';
import type { WireReply, WireRequest } from '../transport/wire';
import type { Connection } from '../connection/connection';
import { livingRedaction } from '../redaction/living-secrets';
import { oauthClientCredentials, oauthPassword, oauthRefreshToken } from './oauth-grant';
import { createSignIn } from './sign-in';
import { Secret } from '../../config/secret';
import { failure, type Failure } from '../../errors/failure';
import { IAMError } from '../../errors/iam-error';

const AcmeError = t.type({ error: t.type({ message: t.string }) });
const URL_ = 'https://x.example';
const TOKEN_URL = 'https://login.example/oauth/token';
const SECRET = 'client-s3cret+/&';

type Answer = {
  readonly status?: number;
  readonly body?: unknown;
  readonly text?: string;
  readonly headers?: WireReply['headers'];
  /** Milliseconds until it comes. */
  readonly after?: number;
  /** What comes instead of a reply. */
  readonly lost?: Failure;
};

const token = (name: string, more: object = {}): Answer => ({
  body: { access_token: name, token_type: 'Bearer', expires_in: 3600, ...more },
});

const unused = (): Promise<never> => Promise.reject(new Error('not needed'));

/** Acme with a write that costs one request, and an error text. */
const acme: Integration<typeof withoutGroups.fields> = {
  ...withoutGroups,
  errorMessage: (body) => (AcmeError.is(body) ? body.error.message : undefined),
  client: (context) => ({
    ...withoutGroups.client(context),
    groups: {
      getGroup: unused,
      findGroup: unused,
      createGroup: unused,
      updateMembers: unused,
      deleteGroup: async (id) => {
        await context.http.delete(path`groups/${id}`);
      },
    },
  }),
};

/** An instance whose token endpoint gives these answers, and whose API accepts the tokens that are `good`. */
const setUp = (
  answers: readonly Answer[],
  {
    auth = oauthClientCredentials({
      tokenUrl: TOKEN_URL,
      clientId: 'client',
      clientSecret: new Secret(SECRET),
    }),
    good = () => true,
    echo = () => ({}),
  }: {
    readonly auth?: Connection['auth'] & object;
    readonly good?: (token: string) => boolean;
    readonly echo?: (token: string) => object;
  } = {},
) => {
  const asked: WireRequest[] = [];
  let arrive: () => void = () => {};
  /** The first token request is under way. */
  const arrived = new Promise<void>((resolve) => void (arrive = resolve));
  const sent: WireRequest[] = [];
  const events: unknown[] = [];
  const clock = createFakeClock();
  const json = (status: number, body: unknown): WireReply => ({
    status,
    headers: [],
    body: Buffer.from(JSON.stringify(body)),
  });
  const transport = async (request: WireRequest): Promise<WireReply> => {
    // As on a socket: others run meanwhile.
    await new Promise((resolve) => setImmediate(resolve));
    if (request.url === TOKEN_URL) {
      asked.push(request);
      arrive();
      await new Promise((resolve) => setImmediate(resolve));
      if (request.signal?.aborted === true) {
        throw new IAMError(failure('interrupted', 'The request was stopped.'));
      }
      const {
        status = 200,
        headers = [],
        body,
        text,
        after,
        lost,
      } = answers[Math.min(asked.length, answers.length) - 1] ?? {};
      if (after !== undefined) {
        await clock.sleep(after);
      }
      if (lost !== undefined) {
        throw new IAMError(lost);
      }
      return {
        ...json(status, text === undefined ? body : 0),
        headers,
        ...(text === undefined ? {} : { body: Buffer.from(text) }),
      };
    }
    sent.push(request);
    const sentToken = request.headers['Authorization']?.replace('Bearer ', '') ?? '';
    return good(sentToken)
      ? json(200, { result: request.method === 'GET' ? 'ok' : {}, ...echo(sentToken) })
      : json(401, { error: { message: `The token ${sentToken} is not valid` } });
  };
  const instance = createInstance(
    { ...acme, connection: () => ({ baseUrl: URL_, auth }) },
    { url: URL_, token: 'not-used' },
    { name: 'Acme_1', env: {}, clock, transport, onRequest: (event) => events.push(event) },
  );
  const form = (index = 0) => Object.fromEntries(new URLSearchParams(asked[index]?.body));
  const bearers = () => sent.map(({ headers }) => headers['Authorization']);
  return {
    instance,
    asked,
    arrived,
    sent,
    events,
    clock,
    form,
    bearers,
    test: () => instance.run('test-module'),
  };
};

describe('a token', () => {
  it('is requested on demand with the client’s secret in the header, and kept', async () => {
    const { test, asked, form, bearers, instance } = setUp([token('t0ken-one')]);
    expect(asked).toEqual([]);
    const first = await test();
    await test();

    expect(first).toMatchObject({ status: 'done', requests: 2 });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        Authorization: `Basic ${Buffer.from('client:client-s3cret%2B%2F%26').toString('base64')}`,
      },
    });
    expect(form()).toEqual({ grant_type: 'client_credentials' });
    expect(bearers()).toEqual(['Bearer t0ken-one', 'Bearer t0ken-one']);
    expect(inspect(instance, { depth: null, showHidden: true })).not.toContain('t0ken-one');
  });

  it('is requested with the secret in the body, scopes and further parameters', async () => {
    const auth = oauthClientCredentials({
      tokenUrl: TOKEN_URL,
      clientId: 'client',
      clientSecret: new Secret(SECRET),
      secretIn: 'body',
      scopes: ['users', 'groups'],
      parameters: { resource: 'https://x.example' },
    });
    const { test, form, asked } = setUp([token('t0ken-one')], { auth });
    await test();

    expect(form()).toEqual({
      grant_type: 'client_credentials',
      client_id: 'client',
      client_secret: SECRET,
      scope: 'users groups',
      resource: 'https://x.example',
    });
    expect(asked[0]?.headers['Authorization']).toBeUndefined();
  });

  it.each([200, 201, 299])('may come with status %p', async (status) => {
    expect((await setUp([{ ...token('t0ken-one'), status }]).test()).status).toBe('done');
  });

  it('is requested once, however many commands wait for it', async () => {
    const { test, asked } = setUp([token('t0ken-one')]);
    const results = await Promise.all(Array.from({ length: 20 }, test));

    expect(results.every(({ status }) => status === 'done')).toBe(true);
    expect(asked).toHaveLength(1);
    expect(results.map(({ requests }) => requests).sort()).toEqual([...Array<number>(19).fill(1), 2]);
  });

  it.each([
    ['a minute before it expires', 3600, 3540],
    ['after nine tenths of its time, where that is later', 100, 90],
  ])('is renewed %s', async (_, expires_in, seconds) => {
    const { test, clock, bearers } = setUp([token('t0ken-one', { expires_in }), token('t0ken-two')]);
    await test();
    await clock.sleep(seconds * 1000 - 1);
    await test();
    await clock.sleep(1);
    await test();

    expect(bearers()).toEqual(['Bearer t0ken-one', 'Bearer t0ken-one', 'Bearer t0ken-two']);
  });

  it('that took long to come has lived since it was asked for', async () => {
    const { test, clock, bearers } = setUp([
      { ...token('t0ken-one', { expires_in: 100 }), after: 80_000 },
      token('t0ken-two'),
    ]);
    await test();
    await clock.sleep(10_000);
    await test();

    expect(bearers()).toEqual(['Bearer t0ken-one', 'Bearer t0ken-two']);
  });

  it.each(['Bearer', 'bearer', 'BEARER', null, undefined])('may be of the type %j', async (token_type) => {
    const { test, bearers } = setUp([token('t0ken-one', { token_type })]);
    expect((await test()).status).toBe('done');
    expect(bearers()).toEqual(['Bearer t0ken-one']);
  });

  it.each<[unknown, number]>([
    ['3600', 2],
    [3600, 2],
    [undefined, 1],
    [null, 1],
    ['soon', 1],
    [-1, 1],
    [0, 1],
    [1e15, 1],
    [{}, 1],
  ])('with a lifetime of %p seconds is requested %d times in an hour', async (expires_in, times) => {
    const { test, asked, clock } = setUp([token('t0ken-one', { expires_in })]);
    await test();
    await clock.sleep(3600_000);
    await test();

    expect(asked).toHaveLength(times);
  });
});

it('a token endpoint on the host of the API counts against its limits, one elsewhere does not', async () => {
  const at = async (tokenUrl: string) => {
    const clock = createFakeClock();
    let isCountedWhenSent: boolean | undefined;
    const auth = oauthClientCredentials({ tokenUrl, clientId: 'client', clientSecret: new Secret(SECRET) });
    const instance = createInstance(
      { ...acme, rateLimit: 1, connection: () => ({ baseUrl: URL_, auth }) },
      { url: URL_, token: 'not-used' },
      {
        name: 'Acme_1',
        env: {},
        clock,
        transport: async ({ onSent }) => {
          isCountedWhenSent ??= onSent !== undefined;
          return {
            status: 200,
            headers: [],
            body: Buffer.from('{"access_token": "t0ken-one", "result": "ok"}'),
          };
        },
      },
    );
    expect((await instance.run('test-module')).status).toBe('done');
    return [clock.slept(), isCountedWhenSent];
  };
  expect([await at(`${URL_}/oauth/token`), await at(TOKEN_URL)]).toEqual([
    [[1020], true],
    [[], false],
  ]);
});

describe('a token that the vendor refuses', () => {
  it('is renewed once for all refused requests, which are sent again', async () => {
    const { test, asked, sent } = setUp([token('t0ken-old'), token('t0ken-new')], {
      good: (used) => used === 't0ken-new',
    });
    const results = await Promise.all([test(), test(), test()]);
    expect(results.map(({ status }) => status)).toEqual(['done', 'done', 'done']);
    expect(asked).toHaveLength(2);
    expect(sent).toHaveLength(6);
  });

  it('is renewed for a write too, because a refusal had no effect', async () => {
    const { instance, sent } = setUp([token('t0ken-old'), token('t0ken-new')], {
      good: (used) => used === 't0ken-new',
    });
    const result = await instance.run('iam-delete-group', { scim: { id: 'g1' } });

    expect(result).toMatchObject({ status: 'done', requests: 4 });
    expect(sent.map(({ method }) => method)).toEqual(['DELETE', 'DELETE']);
  });

  it('twice fails with the vendor’s message after two writes', async () => {
    const { instance, asked, sent } = setUp([token('t0ken-old'), token('t0ken-new')], {
      good: () => false,
    });
    const result = await instance.run('iam-delete-group', { scim: { id: 'g1' } });

    expect(result.failure).toMatchObject({ kind: 'unauthorized', status: 401 });
    expect(JSON.stringify(result)).toContain('The token [secret] is not valid');
    expect(asked).toHaveLength(2);
    expect(sent).toHaveLength(2);
  });
});

describe('a sign-in that fails', () => {
  it.each<[string, Answer, RegExp, string]>([
    [
      'a wrong secret',
      { status: 401, body: { error: 'invalid_client', error_description: `No ${SECRET} here` } },
      /^Could not sign in: invalid_client: No \[secret\] here$/,
      'unauthorized',
    ],
    ['a wrong grant', { status: 400, body: { error: 'invalid_grant' } }, /: invalid_grant$/, 'unauthorized'],
    [
      'an error under 200',
      { body: { error: 'bad_verification', error_description: 'No.' } },
      /bad_verification: No\./,
      'unauthorized',
    ],
    ['a page', { text: '<html><title>Sign in</title></html>' }, /is an HTML page instead/, 'malformed-reply'],
    ['no body', { text: '' }, /has no body/, 'malformed-reply'],
    ['no token', { body: { token_type: 'Bearer' } }, /gave no access token/, 'malformed-reply'],
    ['a token that is no text', { body: { access_token: 7 } }, /gave no access token/, 'malformed-reply'],
    ['a token with a line break', token('t0ken\r\nX-Admin: 1'), /cannot carry/, 'malformed-reply'],
    ['a token with a space', token('t0ken two'), /cannot carry/, 'malformed-reply'],
    [
      'a type that is no text',
      token('t0ken-one', { token_type: 7 }),
      /Bearer \(unknown\)/,
      'malformed-reply',
    ],
    [
      'a type that is no name',
      token('t0ken-one', { token_type: `Bearer ${SECRET}` }),
      /Bearer \(unknown\)/,
      'malformed-reply',
    ],
    ['another type', token('t0ken-one', { token_type: 'mac' }), /than Bearer \(mac\)/, 'malformed-reply'],
    ['no address', { status: 404, text: '<html></html>' }, /Not Found/, 'unauthorized'],
    ['a redirect', { status: 302, text: '' }, /Could not sign in/, 'malformed-reply'],
    [
      'a status below success',
      { status: 199, body: { access_token: 't0ken' } },
      /Could not/,
      'malformed-reply',
    ],
    [
      'a status above success',
      { status: 300, body: { access_token: 't0ken' } },
      /Could not/,
      'malformed-reply',
    ],
    ['a broken endpoint', { status: 500, text: '' }, /Internal Server Error/, 'vendor-error'],
  ])('is reported: %s', async (_, answer, message, kind) => {
    const { test, sent } = setUp([answer]);
    const { failure } = await test();

    expect(failure).toMatchObject({
      kind,
      message: expect.stringMatching(message),
      step: `POST ${TOKEN_URL}`,
      status: answer.status ?? 200,
      effect: 'none',
    });
    expect(failure?.message).toMatch(/^Could not sign in: /);
    expect(sent).toEqual([]);
  });

  it('keeps the advice for what is no refusal, and has its own for one', async () => {
    const next = 'Check the URL of this instance and that the proxy can reach it.';
    const lost = await setUp([{ lost: failure('network', 'No way.', { next }) }]).test();
    const refused = await setUp([{ status: 400, body: { error: 'invalid_client' } }]).test();
    const unknown = await setUp([{ status: 401, body: { error: 'invalid_client' } }]).test();
    const own = /^Check client id, secret or key, scopes/;

    expect([lost, refused, unknown].map(({ failure: failed }) => failed?.next)).toEqual([
      next,
      expect.stringMatching(own),
      expect.stringMatching(own),
    ]);
  });

  it('is repeated by the next command', async () => {
    const { test } = setUp([{ status: 400, body: { error: 'invalid_client' } }, token('t0ken-one')]);
    expect([(await test()).status, (await test()).status]).toEqual(['failed', 'done']);
  });

  it('is in what is told of its request, and is not where it succeeded', async () => {
    const { test, events } = setUp([{ status: 400, body: { error: 'invalid_client' } }, token('t0ken-one')]);
    await test();
    await test();

    expect(events).toMatchObject([
      {
        method: 'POST',
        path: TOKEN_URL,
        status: 400,
        signIn: true,
        attempt: 1,
        failure: { kind: 'unauthorized', message: 'Could not sign in: invalid_client' },
      },
      { method: 'POST', path: TOKEN_URL, status: 200, signIn: true },
      { method: 'GET', status: 200 },
    ]);
    expect(events[1]).not.toHaveProperty('failure');
  });

  it('is told with its request id, without secrets, and with the time it took', async () => {
    const { test, events, clock } = setUp([
      {
        status: 400,
        body: { error: 'invalid_client' },
        headers: [['X-Request-Id', `r-7-${SECRET}`]],
        after: 40,
      },
    ]);
    await clock.sleep(1000);
    const { failure: failed } = await test();

    expect(failed).toMatchObject({ requestId: 'r-7-[secret]' });
    expect(events).toMatchObject([
      { requestId: 'r-7-[secret]', durationMs: 40, failure: { requestId: 'r-7-[secret]' } },
    ]);
    expect(inspect(events, { depth: null })).not.toContain(SECRET);
  });

  it('is given up when the attempts have taken all the time there is, counted from the first', async () => {
    const busy: Answer = { status: 503, text: '', headers: [['Retry-After', '40']] };
    const { test, asked, clock } = setUp([busy]);
    await clock.sleep(3600_000);

    expect((await test()).failure).toMatchObject({ status: 503, effect: 'none' });
    expect(asked).toHaveLength(2);
  });

  it('by a lost reply is tried again, but not with a refresh token, which may be used up by then', async () => {
    const lost = failure('network', 'The connection was lost.', { effect: 'unknown' });
    const client = setUp([{ lost }, token('t0ken-one')]);
    const refresh = setUp([{ lost }, token('t0ken-one')], {
      auth: oauthRefreshToken({
        tokenUrl: TOKEN_URL,
        clientId: 'client',
        refreshToken: new Secret('refresh-1'),
      }),
    });

    expect([(await client.test()).status, client.asked.length]).toEqual(['done', 2]);
    expect((await refresh.test()).failure).toMatchObject({ kind: 'network', effect: 'none' });
    expect(refresh.asked).toHaveLength(1);
    expect(refresh.events).toMatchObject([{ status: null, signIn: true, failure: { kind: 'network' } }]);
  });

  it('temporarily is retried like other requests', async () => {
    const { test, clock, asked } = setUp([{ status: 503, text: '' }, token('t0ken-one')]);
    expect((await test()).status).toBe('done');
    expect([clock.slept(), asked.length]).toEqual([[312.5], 2]);
  });

  it('does not hold up a command that is stopped, nor stop the others', async () => {
    const { test, instance, asked, arrived } = setUp([token('t0ken-one')]);
    const stop = new AbortController();
    const stopped = instance.run('test-module', {}, { signal: stop.signal });
    const other = test();
    await arrived;
    stop.abort();

    expect((await stopped).failure).toMatchObject({ kind: 'interrupted', effect: 'none' });
    expect((await other).status).toBe('done');
    expect(asked).toHaveLength(1);
  });

  it('is not continued for nobody: its request ends with the last command that waits for it', async () => {
    const { instance, asked, sent, arrived } = setUp([token('t0ken-one')]);
    const stops = [new AbortController(), new AbortController()];
    const stopped = stops.map(({ signal }) => instance.run('test-module', {}, { signal }));
    await arrived;
    stops.forEach((stop) => stop.abort());
    await Promise.all(stopped);

    expect(asked.map(({ signal }) => signal?.aborted)).toEqual([true]);
    expect(sent).toEqual([]);
  });
});

it('starts a new sign-in after the former one was aborted with its last command', async () => {
  const { instance, test } = setUp([token('t0ken-one')]);
  const stop = new AbortController();
  const stopped = instance.run('test-module', {}, { signal: stop.signal });
  await Promise.resolve();
  stop.abort();
  const next = stopped.then(() => test());

  expect((await stopped).failure?.kind).toBe('interrupted');
  expect((await next).status).toBe('done');
});

describe('a renewal', () => {
  /** A sign-in whose token requests are answered by the test: `answers[0]` is that of the first. */
  const signingIn = () => {
    const answers: ((name: string | undefined) => Promise<void>)[] = [];
    const { authorization, refused } = createSignIn(
      oauthClientCredentials({ tokenUrl: TOKEN_URL, clientId: 'client' }),
      {
        transport: () =>
          new Promise((resolve) => {
            answers.push(async (name) => {
              const { body } = name === undefined ? { body: { error: 'no' } } : token(name);
              resolve({ status: 200, headers: [], body: Buffer.from(JSON.stringify(body)) });
              await new Promise((next) => setImmediate(next));
            });
          }),
        clock: createFakeClock(),
        redaction: livingRedaction({ baseUrl: URL_ }, []),
        timeoutMs: 1000,
      },
    );
    return {
      answers,
      refused,
      ask: (signal?: AbortSignal) => authorization({ signal, onRequest: () => {} }),
    };
  };
  const turn = () => new Promise((next) => setImmediate(next));

  it('is not undone by a refusal of the token before it, which came late', async () => {
    const { answers, ask, refused } = signingIn();
    const first = ask();
    await turn();
    await answers[0]?.('old');
    refused(await first);
    const second = ask();
    await turn();
    await answers[1]?.('new');
    refused('Bearer old');
    const third = ask();
    await turn();

    expect(answers).toHaveLength(2);
    expect([await second, await third]).toEqual(['Bearer new', 'Bearer new']);
  });

  it('is joined although one that was abandoned before it ends meanwhile', async () => {
    const { answers, ask } = signingIn();
    const stop = new AbortController();
    const stopped = ask(stop.signal);
    await turn();
    stop.abort(new Error('stop'));
    await expect(stopped).rejects.toThrow('stop');
    const second = ask();
    await turn();
    await answers[0]?.(undefined);
    const third = ask();
    await turn();
    expect(answers).toHaveLength(2);
    await answers[1]?.('new');
    expect(await Promise.all([second, third])).toEqual(['Bearer new', 'Bearer new']);
  });
});

describe('nothing shows a token, an assertion or a secret', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

  it('in replies that echo them', async () => {
    const asked: string[] = [];
    const auth = oauthClientCredentials({
      tokenUrl: TOKEN_URL,
      clientId: 'client',
      privateKey: new Secret(pem),
    });
    const { test, events, form } = setUp(
      [token('t0ken-old', { refresh_token: 'refr3sh-token' }), { status: 400, body: { error: 'no' } }],
      { auth, good: () => false, echo: () => ({}) },
    );
    const result = await test();
    const shown = `${JSON.stringify(result)}${inspect(events, { depth: null })}`;
    asked.push(
      't0ken-old',
      'refr3sh-token',
      String(form()['client_assertion']),
      String(form(1)['client_assertion']),
    );

    expect(asked.filter((secret) => secret.length > 4 && shown.includes(secret))).toEqual([]);
  });

  it('in an error reply that quotes the assertion', async () => {
    const auth = oauthClientCredentials({
      tokenUrl: TOKEN_URL,
      clientId: 'client',
      privateKey: new Secret(pem),
    });
    const quoting: Answer = { status: 400 };
    const parts = setUp([quoting], { auth });
    Object.defineProperty(quoting, 'body', {
      get: () => ({ error: 'invalid_client', error_description: `bad ${parts.form()['client_assertion']}` }),
    });
    expect((await parts.test()).failure?.message).toBe('Could not sign in: invalid_client: bad [secret]');
  });

  it.each(['access_token', 'refresh_token', 'id_token'])(
    'in a refusal that has one and quotes it: %s',
    async (name) => {
      const { test } = setUp([
        {
          status: 400,
          body: { error: 'invalid', error_description: 'not with g1ven-token', [name]: 'g1ven-token' },
        },
      ]);
      expect((await test()).failure?.message).toBe('Could not sign in: invalid: not with [secret]');
    },
  );

  it('in an error reply that quotes a secret among the further parameters', async () => {
    const auth = oauthClientCredentials({
      tokenUrl: TOKEN_URL,
      clientId: 'client',
      parameters: { tenant: 'x.example', device_key: new Secret('d3vice-key') },
    });
    const said = 'No device d3vice-key at x.example';
    const { test, form } = setUp(
      [{ status: 400, body: { error: 'invalid_client', error_description: said } }],
      {
        auth,
      },
    );
    const { failure: failed } = await test();

    expect(form()).toMatchObject({ tenant: 'x.example', device_key: 'd3vice-key' });
    expect(failed?.message).toBe('Could not sign in: invalid_client: No device [secret] at x.example');
  });
});

describe('other grants', () => {
  it('keep a replaced refresh token', async () => {
    const auth = oauthRefreshToken({
      tokenUrl: TOKEN_URL,
      clientId: 'client',
      refreshToken: new Secret('refresh-1'),
    });
    const { test, form, clock } = setUp(
      [token('t0ken-one', { refresh_token: 'refresh-2' }), token('t0ken-two'), token('t0ken-three')],
      { auth },
    );
    for (let count = 0; count < 3; count += 1) {
      await test();
      await clock.sleep(3600_000);
    }
    expect([0, 1, 2].map((index) => form(index)['refresh_token'])).toEqual([
      'refresh-1',
      'refresh-2',
      'refresh-2',
    ]);
    expect(form()).toMatchObject({ grant_type: 'refresh_token', client_id: 'client' });
  });

  it('send user name and password', async () => {
    const auth = oauthPassword({
      tokenUrl: TOKEN_URL,
      clientId: 'client',
      username: 'jane',
      password: new Secret('p4ss&word'),
    });
    const { test, form } = setUp([token('t0ken-one')], { auth });
    await test();
    expect(form()).toEqual({
      grant_type: 'password',
      username: 'jane',
      password: 'p4ss&word',
      client_id: 'client',
    });
  });
});

describe('an assertion', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey;
  const p521 = generateKeyPairSync('ec', { namedCurve: 'P-521' }).privateKey;
  const ed448 = generateKeyPairSync('ed448').privateKey;
  const ed = generateKeyPairSync('ed25519').privateKey;
  const jwk = (alg: string) => JSON.stringify({ ...rsa.export({ format: 'jwk' }), kid: 'key-1', alg });

  it.each<[string, KeyObject, string, object]>([
    ['RS256', rsa, rsa.export({ type: 'pkcs8', format: 'pem' }).toString(), {}],
    ['RS256', rsa, rsa.export({ type: 'pkcs1', format: 'pem' }).toString().replaceAll('\n', '\\n'), {}],
    ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'].map(
      (alg): [string, KeyObject, string, object] => [alg, rsa, jwk(alg), { kid: 'key-1' }],
    ),
    ['ES256', p256, p256.export({ type: 'pkcs8', format: 'pem' }).toString(), {}],
    ['ES384', p384, p384.export({ type: 'sec1', format: 'pem' }).toString(), {}],
    ['ES512', p521, p521.export({ type: 'sec1', format: 'pem' }).toString(), {}],
    ['EdDSA', ed, ed.export({ type: 'pkcs8', format: 'pem' }).toString(), {}],
    ['EdDSA', ed448, ed448.export({ type: 'pkcs8', format: 'pem' }).toString(), {}],
  ])('authenticates the client by %s', async (alg, used, key, header) => {
    const auth = oauthClientCredentials({
      tokenUrl: TOKEN_URL,
      clientId: 'client',
      privateKey: new Secret(key),
    });
    const { test, form } = setUp([token('t0ken-one')], { auth });
    await test();
    const assertion = form()['client_assertion'] ?? '';
    const [head = '', claims = '', signature = ''] = assertion.split('.');
    const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as object;

    expect(form()).toMatchObject({
      client_id: 'client',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    });
    expect(read(head)).toEqual({ alg, typ: 'JWT', ...header });
    const iat = Date.UTC(2026, 0, 5, 8) / 1000;
    expect(read(claims)).toEqual({
      iss: 'client',
      sub: 'client',
      aud: TOKEN_URL,
      jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
      iat,
      exp: iat + 300,
    });
    const hash = alg === 'EdDSA' ? null : `sha${alg.slice(2)}`;
    const options = alg.startsWith('PS')
      ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
      : { dsaEncoding: 'ieee-p1363' as const };
    expect(
      verify(
        hash,
        Buffer.from(`${head}.${claims}`),
        { key: createPublicKey(used), ...options },
        Buffer.from(signature, 'base64url'),
      ),
    ).toBe(true);
  });
});

describe('a definition', () => {
  const define = (
    auth: (config: {
      key: Secret | undefined;
      secret: Secret | undefined;
      tokenUrl: string;
    }) => Connection['auth'] & object,
  ) =>
    defineIntegration({
      brand: 'Acme',
      lookupBy: acme.lookupBy,
      attributes: [],
      mappers: acme.mappers,
      errorMessage: () => undefined,
      config: {
        tokenUrl: field.text('Token endpoint', { default: TOKEN_URL }),
        key: field.optionalPrivateKey('Key'),
        secret: field.optionalSecret('Secret'),
      },
      connection: (config) => ({ baseUrl: URL_, auth: auth(config) }),
      client: () => {
        throw new Error('not needed');
      },
    });
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const both = define(({ key: privateKey_, secret, tokenUrl }) =>
    oauthClientCredentials({
      tokenUrl,
      clientId: 'c',
      clientSecret: secret,
      privateKey: privateKey_,
      algorithm: 'RS256',
    }),
  );
  const problems = (params: object, definition: typeof both = both): string => {
    try {
      createInstance(definition, params, { name: 'A', env: {} });
      return '';
    } catch (thrown) {
      return String(thrown);
    }
  };

  it.each<[string, object, RegExp]>([
    ['both proofs', { key, secret: 'a-secret' }, /a client secret or a private key, not both/],
    ['no address', { tokenUrl: 'login.example' }, /params\.tokenUrl: the token endpoint must be/],
    ['an address with credentials', { tokenUrl: 'https://a:b@x.example/' }, /params\.tokenUrl/],
    ['an address with a user name', { tokenUrl: 'https://a@x.example/' }, /params\.tokenUrl/],
    ['an address with a password', { tokenUrl: 'https://:b@x.example/' }, /params\.tokenUrl/],
    ['an address with a fragment', { tokenUrl: 'https://x.example/#a' }, /params\.tokenUrl/],
    ['an address of another scheme', { tokenUrl: 'ftp://x.example/' }, /params\.tokenUrl/],
    ['an address of a scheme that ends alike', { tokenUrl: 'xhttps://x.example/' }, /params\.tokenUrl/],
    ['no key', { key: 'not-a-key' }, /params\.key: must be a private key: PEM .* or JWK/],
    ['broken JSON', { key: '{"kty":' }, /params\.key: must be a private key/],
    [
      'a public key',
      { key: publicKey.export({ type: 'spki', format: 'pem' }).toString() },
      /params\.key: is the public key/,
    ],
    [
      'a public JWK',
      { key: JSON.stringify(publicKey.export({ format: 'jwk' })) },
      /params\.key: is the public key/,
    ],
    [
      'a key with a passphrase',
      {
        key: privateKey
          .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })
          .toString(),
      },
      /params\.key: .*without a passphrase/,
    ],
    [
      'a key of another kind',
      { key: generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() },
      /params\.key: is no key for RS256/,
    ],
  ])('is refused for %s, without showing a value', (_, params, message) => {
    expect(problems(params)).toMatch(message);
    expect(problems(params)).not.toMatch(/not-a-key|-----BEGIN|"kty"|a:b@/);
  });

  it('is refused for a key that signs by none of the algorithms', () => {
    const keyed = define(({ key: given, tokenUrl }) =>
      oauthClientCredentials({ tokenUrl, clientId: 'c', privateKey: given }),
    );
    const { privateKey: other } = generateKeyPairSync('ec', { namedCurve: 'secp256k1' });
    const pem = other.export({ type: 'pkcs8', format: 'pem' }).toString();
    expect(problems({ key: pem }, keyed)).toMatch(
      /params\.key: is a key \(ec\) that signs by none of RS256, /,
    );
  });

  it.each<[string, RegExp]>([
    ['', /the client of OAuth 2\.0 has no id/],
    [' ', /the client of OAuth 2\.0 has no id/],
    ['c', /not needed/],
  ])('is refused for a client without an id: %p', (clientId, message) => {
    const named = define(({ tokenUrl }) => oauthClientCredentials({ tokenUrl, clientId }));
    expect(problems({}, named)).toMatch(message);
  });
});
