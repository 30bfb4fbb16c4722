import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { Failure } from '../errors/failure';
import { isIAMError } from '../errors/iam-error';
import { createAxiosTransport } from './axios-transport';
import type { WireReply, WireRequest } from './wire';

// The transport against real servers on this machine: what a mock would only repeat is what is tested here.

const pem = (name: string): Buffer => readFileSync(join(__dirname, '__fixtures__', name));
const running: Server[] = [];

const listen = async (server: Server, scheme = 'http'): Promise<string> => {
  running.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const serve = (listener: RequestListener): Promise<string> => listen(createServer(listener));

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

afterEach(async () => {
  await Promise.all(running.splice(0).map(close));
});

const PROXY_VARIABLES = ['http_proxy', 'https_proxy', 'all_proxy', 'no_proxy'].flatMap((name) => [
  name,
  name.toUpperCase(),
]);
const before = { ...process.env };
beforeEach(() => PROXY_VARIABLES.forEach((name) => delete process.env[name]));
afterAll(() => {
  PROXY_VARIABLES.forEach((name) => delete process.env[name]);
  Object.assign(process.env, before);
});

const send = (
  url: string,
  request: Partial<WireRequest> = {},
  options: { insecure?: boolean; proxy?: boolean } = {},
): Promise<WireReply> =>
  createAxiosTransport({ baseUrl: url, insecure: false, proxy: false, ...options })({
    method: 'GET',
    url: `${url}/Users`,
    headers: { Authorization: 'Bearer t0ken' },
    body: undefined,
    timeoutMs: 20_000,
    signal: undefined,
    ...request,
  });

const failureOf = async (reply: Promise<WireReply>): Promise<Failure> => {
  const thrown = await reply.then(
    () => new Error('It did not fail.'),
    (error: unknown) => error,
  );
  if (!isIAMError(thrown)) throw thrown;
  expect(inspect(thrown, { depth: 9, showHidden: true })).not.toContain('t0ken');
  expect(JSON.stringify(thrown)).not.toContain('t0ken');
  return thrown.failure;
};

const textOf = async (incoming: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
};

describe('an exchange', () => {
  it('carries method, path, headers and body as they are given', async () => {
    const seen: unknown[] = [];
    const url = await serve(async (incoming, outgoing) => {
      const { authorization, 'content-type': type } = incoming.headers;
      seen.push([incoming.method, incoming.url, authorization, type, await textOf(incoming)]);
      outgoing.end();
    });
    await send(url, {
      method: 'PATCH',
      url: `${url}/Users/a%2Fb?filter=x%20eq%20%22%C3%A9%22&cursor`,
      headers: { Authorization: 'Bearer t0ken', 'Content-Type': 'application/scim+json' },
      body: '{"a":"é"}',
    });

    expect(seen).toEqual([
      [
        'PATCH',
        '/Users/a%2Fb?filter=x%20eq%20%22%C3%A9%22&cursor',
        'Bearer t0ken',
        'application/scim+json',
        '{"a":"é"}',
      ],
    ]);
  });

  it.each([200, 204, 404, 500])('with status %p is a reply, whatever the status means', async (status) => {
    const url = await serve((_, outgoing) => outgoing.writeHead(status).end());

    expect(await send(url)).toMatchObject({ status, body: Buffer.alloc(0) });
  });

  it('keeps the names of headers as the vendor spells them, and their order', async () => {
    const url = await serve((_, outgoing) =>
      outgoing
        .writeHead(204, ['Date', 'today', 'x-amzn-RequestId', 'r1', 'Set-Cookie', 'a=1', 'Set-Cookie', 'b=2'])
        .end(),
    );
    const { headers } = await send(url);

    expect(headers.slice(0, 4)).toEqual([
      ['Date', 'today'],
      ['x-amzn-RequestId', 'r1'],
      ['Set-Cookie', 'a=1'],
      ['Set-Cookie', 'b=2'],
    ]);
  });

  it('reads a compressed reply', async () => {
    const url = await serve((_, outgoing) =>
      outgoing.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"a":1}')),
    );

    expect((await send(url)).body.toString()).toBe('{"a":1}');
  });

  it.each([301, 302, 303, 307, 308])(
    'does not follow a %p: the credentials go nowhere else',
    async (status) => {
      const asked: (string | undefined)[] = [];
      const other = await serve((incoming, outgoing) => {
        asked.push(incoming.url);
        outgoing.end();
      });
      const url = await serve((_, outgoing) =>
        outgoing.writeHead(status, { Location: `${other}/elsewhere` }).end(),
      );

      expect(await send(url)).toMatchObject({ status });
      expect(asked).toEqual([]);
    },
  );

  it('uses its connection again', async () => {
    const ports = new Set<number | undefined>();
    const url = await serve((incoming, outgoing) => {
      ports.add(incoming.socket.remotePort);
      outgoing.end('x');
    });
    const transport = createAxiosTransport({ baseUrl: url, insecure: false, proxy: false });
    const request = {
      method: 'GET',
      url,
      headers: {},
      body: undefined,
      timeoutMs: 20_000,
      signal: undefined,
    } as const;
    await transport(request);
    await transport(request);

    expect(ports.size).toBe(1);
  });
});

describe('no whole reply', () => {
  const destroy = (outgoing: ServerResponse): void => void outgoing.destroy();

  it('is a lost connection of unknown effect when the server hangs up', async () => {
    const url = await serve((_, outgoing) => destroy(outgoing));

    expect(await failureOf(send(url, { method: 'POST', body: '{}' }))).toMatchObject({
      kind: 'network',
      effect: 'unknown',
      status: null,
    });
  });

  it.each<[string, Record<string, string>]>([
    ['shorter than announced', { 'content-length': '100' }],
    ['cut off between chunks', {}],
  ])('is a lost connection when the body is %s', async (_, headers) => {
    const url = await serve((__, outgoing) => {
      outgoing.writeHead(200, headers);
      outgoing.write('{"id": "4', () => destroy(outgoing));
    });

    expect(await failureOf(send(url))).toMatchObject({ kind: 'network', effect: 'unknown' });
  });

  it('is unreadable when a body is not compressed as it claims', async () => {
    const url = await serve((_, outgoing) =>
      outgoing.writeHead(200, { 'content-encoding': 'gzip' }).end('{"a":1}'),
    );

    expect(await failureOf(send(url))).toMatchObject({ kind: 'malformed-reply', effect: 'unknown' });
  });

  it.each([
    ['plain', (outgoing: ServerResponse) => outgoing.writeHead(200).end(Buffer.alloc(17 * 1024 * 1024))],
    [
      'compressed',
      (outgoing: ServerResponse) =>
        outgoing.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(17 * 1024 * 1024))),
    ],
  ])('is refused when it is too large: %s', async (_, answer) => {
    const url = await serve((__, outgoing) => void answer(outgoing));

    expect(await failureOf(send(url))).toMatchObject({
      kind: 'malformed-reply',
      message: expect.stringContaining('larger') as string,
    });
  });

  it('is a refused connection that changed nothing when nobody listens', async () => {
    const url = await serve(() => undefined);
    await Promise.all(running.splice(0).map(close));

    expect(await failureOf(send(url, { method: 'POST', body: '{}' }))).toMatchObject({
      kind: 'network',
      effect: 'none',
      message: expect.stringContaining('ECONNREFUSED') as string,
    });
  });

  it('is a timeout of unknown effect when the server does not answer', async () => {
    const url = await serve(() => undefined);

    expect(await failureOf(send(url, { method: 'POST', body: '{}', timeoutMs: 50 }))).toMatchObject({
      kind: 'timeout',
      effect: 'unknown',
    });
  });

  it('is a timeout as well when the body never ends', async () => {
    const url = await serve((_, outgoing) => outgoing.writeHead(200).write('{'));

    expect(await failureOf(send(url, { timeoutMs: 50 }))).toMatchObject({
      kind: 'timeout',
      effect: 'unknown',
    });
  });

  it('is not a timeout when more time is given than a timer can hold', async () => {
    const url = await serve((_, outgoing) => outgoing.end('x'));

    expect(await send(url, { timeoutMs: 1e12 })).toMatchObject({ status: 200 });
  });

  it('is an interruption when the caller stops the command', async () => {
    const stop = new AbortController();
    const url = await serve(() => stop.abort());

    expect(await failureOf(send(url, { signal: stop.signal }))).toMatchObject({
      kind: 'interrupted',
      effect: 'unknown',
    });
  });

  it('is unreadable when the server does not speak HTTP', async () => {
    const server = createServer();
    server.on('connection', (socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'));

    expect(await failureOf(send(await listen(server)))).toMatchObject({ kind: 'malformed-reply' });
  });
});

describe('TLS', () => {
  const secure = (): Promise<string> =>
    listen(
      createTlsServer({ key: pem('self-signed-key.pem'), cert: pem('self-signed-cert.pem') }, (_, outgoing) =>
        outgoing.end('ok'),
      ),
      'https',
    );

  it('is verified: a certificate nobody vouches for is refused before anything is sent', async () => {
    expect(await failureOf(send(await secure()))).toMatchObject({
      kind: 'tls',
      effect: 'none',
      message: expect.stringContaining('DEPTH_ZERO_SELF_SIGNED_CERT') as string,
    });
  });

  it('is not verified when the instance says so', async () => {
    expect((await send(await secure(), {}, { insecure: true })).body.toString()).toBe('ok');
  });

  it('fails when the server has none', async () => {
    const url = (await serve((_, outgoing) => outgoing.end())).replace('http:', 'https:');

    expect(await failureOf(send(url))).toMatchObject({ effect: 'none' });
  });
});

describe('the system’s proxy variables', () => {
  const proxy = (asked: string[]): Promise<string> =>
    serve((incoming, outgoing) => {
      asked.push(incoming.url ?? '');
      outgoing.end('from the proxy');
    });

  it('are ignored unless the instance says so', async () => {
    const asked: string[] = [];
    process.env['http_proxy'] = await proxy(asked);
    const url = await serve((_, outgoing) => outgoing.end('from the vendor'));

    expect((await send(url)).body.toString()).toBe('from the vendor');
    expect(asked).toEqual([]);
  });

  it('are honoured when it does', async () => {
    const asked: string[] = [];
    process.env['http_proxy'] = await proxy(asked);
    const url = 'http://vendor.example';

    expect((await send(url, {}, { proxy: true })).body.toString()).toBe('from the proxy');
    expect(asked).toEqual(['http://vendor.example/Users']);
  });

  it('are honoured where they name no proxy for the host', async () => {
    process.env['http_proxy'] = 'http://127.0.0.1:1';
    process.env['no_proxy'] = '127.0.0.1';
    const url = await serve((_, outgoing) => outgoing.end('from the vendor'));

    expect((await send(url, {}, { proxy: true })).body.toString()).toBe('from the vendor');
  });
});
