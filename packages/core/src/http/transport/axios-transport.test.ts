import { getEventListeners } from 'node:events';
import { readFileSync } from 'node:fs';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import {
  connect,
  createServer as createSocketServer,
  type AddressInfo,
  type Server as SocketServer,
  type Socket,
} from 'node:net';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { Failure } from '../../errors/failure';
import { isIAMError } from '../../errors/iam-error';
import { createAxiosTransport } from './axios-transport';
import { DIRECT, systemProxy } from '../proxy/system-proxy';
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
  { insecure = false, proxy = false }: { insecure?: boolean; proxy?: boolean } = {},
): Promise<WireReply> =>
  createAxiosTransport({ insecure, route: proxy ? systemProxy(url, process.env) : DIRECT })({
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
  if (!isIAMError(thrown)) {
    throw thrown;
  }
  expect(inspect(thrown, { depth: 9, showHidden: true })).not.toContain('t0ken');
  expect(JSON.stringify(thrown)).not.toContain('t0ken');
  return thrown.failure;
};

const textOf = async (incoming: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

/** Only timers: sockets need the rest. */
const fakeTimers = (): void =>
  void jest.useFakeTimers({
    doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance', 'Date'],
  });

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
    expect(headers.filter(([name]) => name === '')).toEqual([]);
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

  it('sends a content type only with a body, and no headers of axios', async () => {
    const seen: unknown[] = [];
    const url = await serve((incoming, outgoing) => {
      seen.push(incoming.rawHeaders);
      outgoing.end();
    });
    await send(url, { method: 'POST', headers: { 'X-Org': 'a', 'Content-Type': 'application/scim+json' } });

    expect(seen).toEqual([
      [
        ...['User-Agent', 'iam', 'Accept-Encoding', 'gzip, br', 'X-Org', 'a'],
        ...['Host', new URL(url).host, 'Connection', 'keep-alive', 'Content-Length', '0'],
      ],
    ]);
  });

  it('is not started when the signal is already aborted', async () => {
    let asked = 0;
    const url = await serve((_, outgoing) => {
      asked += 1;
      outgoing.end();
    });
    const request = { method: 'POST', body: '{}', signal: AbortSignal.abort() } as const;

    expect(await failureOf(send(url, request))).toMatchObject({ kind: 'interrupted', effect: 'none' });
    // A later request gets its answer: the earlier one would have been there by then.
    await send(url);
    expect(asked).toBe(1);
  });

  it.each([
    ['a reply', (outgoing: ServerResponse) => void outgoing.end('{}')],
    ['a failure', (outgoing: ServerResponse) => void outgoing.destroy()],
  ])('leaves nothing behind that waits, after %s', async (_, answer) => {
    const clears = jest.spyOn(global, 'clearTimeout');
    const sets = jest.spyOn(global, 'setTimeout');
    const { signal } = new AbortController();
    const url = await serve((_incoming, outgoing) => answer(outgoing));
    await send(url, { signal, timeoutMs: 54_321 }).catch(() => undefined);
    const timer = sets.mock.results[sets.mock.calls.findIndex(([, ms]) => ms === 54_321)]?.value as unknown;
    const cleared = clears.mock.calls.map(([id]) => id as unknown);
    jest.restoreAllMocks();

    expect(getEventListeners(signal, 'abort')).toEqual([]);
    expect(timer).toBeDefined();
    expect(cleared).toContain(timer);
  });

  it('waits for the caller to stop once, however many are under way', async () => {
    const stop = new AbortController();
    const transport = createAxiosTransport({ insecure: false, route: DIRECT });
    let arrived = 0;
    let counted = -1;
    const url = await serve(() => {
      arrived += 1;
      if (arrived === 20) {
        counted = getEventListeners(stop.signal, 'abort').length;
        stop.abort();
      }
    });
    const request = { method: 'GET', url, headers: {}, body: undefined, timeoutMs: 20_000 } as const;
    const all = Array.from({ length: 20 }, () => failureOf(transport({ ...request, signal: stop.signal })));

    expect((await Promise.all(all)).map(({ kind }) => kind)).toEqual(Array(20).fill('interrupted'));
    expect(counted).toBe(1);
  });

  it('uses its connection again', async () => {
    const ports = new Set<number | undefined>();
    const url = await serve((incoming, outgoing) => {
      ports.add(incoming.socket.remotePort);
      outgoing.end('x');
    });
    const transport = createAxiosTransport({ insecure: false, route: DIRECT });
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

describe('the callback for a request on the wire', () => {
  const sending = async (
    url: string,
    transport = createAxiosTransport({ insecure: true, route: DIRECT }),
  ) => {
    const onSent = jest.fn();
    const request = {
      method: 'POST',
      url,
      headers: {},
      body: '{}',
      timeoutMs: 20_000,
      signal: undefined,
    } as const;
    const reply = await transport({ ...request, onSent }).catch((thrown: unknown) => thrown);
    return { sent: onSent.mock.calls.length, reply };
  };

  it('is called for a new connection and for a kept one', async () => {
    const url = await serve((_, outgoing) => outgoing.end('x'));
    const transport = createAxiosTransport({ insecure: false, route: DIRECT });

    expect((await sending(url, transport)).sent).toBe(1);
    expect((await sending(url, transport)).sent).toBe(1);
  });

  it('is not called for a refused connection, nor before TLS is made', async () => {
    const url = await serve(() => undefined);
    expect((await sending(url.replace('http:', 'https:'))).sent).toBe(0);
    await Promise.all(running.splice(0).map(close));

    expect((await sending(url)).sent).toBe(0);
  });

  it('gives an unknown effect to a request whose reply was lost on a kept connection', async () => {
    let asked = 0;
    const url = await serve((_, outgoing) => {
      asked += 1;
      if (asked === 1) {
        outgoing.end('x');
      } else {
        outgoing.destroy();
      }
    });
    const transport = createAxiosTransport({ insecure: false, route: DIRECT });
    await sending(url, transport);

    expect((await sending(url, transport)).reply).toMatchObject({
      failure: { kind: 'network', effect: 'unknown' },
    });
  });
});

describe('a connection that is not made in time', () => {
  afterEach(() => jest.useRealTimers());

  it('is given up where TLS stalls: nothing stays open', async () => {
    const sockets: Promise<void>[] = [];
    let arrived: () => void = () => undefined;
    const connected = new Promise<void>((resolve) => (arrived = resolve));
    const server = createServer();
    server.on('connection', (socket) => {
      sockets.push(new Promise((resolve) => socket.once('close', () => resolve())));
      arrived();
    });
    // Not a server of HTTP any more: it says nothing at all.
    server.removeAllListeners('request');
    const url = (await listen(server)).replace('http:', 'https:');
    fakeTimers();
    const failed = failureOf(send(url, { method: 'POST', body: '{}', timeoutMs: 60_000 }));
    await connected;
    jest.advanceTimersByTime(10_000);

    expect(await failed).toMatchObject({
      kind: 'timeout',
      effect: 'none',
      message: 'No connection could be made in time.',
    });
    await Promise.all(sockets);
  });

  it('is another thing than a reply that takes longer', async () => {
    let answer: () => void = () => undefined;
    let arrived: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => (arrived = resolve));
    const url = await serve((_, outgoing) => {
      answer = () => outgoing.end('late');
      arrived();
    });
    fakeTimers();
    const reply = send(url, { timeoutMs: 60_000 });
    await asked;
    jest.advanceTimersByTime(30_000);
    answer();

    expect((await reply).body.toString()).toBe('late');
  });
});

describe('no whole reply', () => {
  afterEach(() => jest.useRealTimers());

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

  it('is refused when it is too large only as it arrives: compressed bytes that become nothing', async () => {
    const nothing = gzipSync('');
    const many = Buffer.alloc(17 * 1024 * 1024, nothing);
    const url = await serve(
      (_, outgoing) => void outgoing.writeHead(200, { 'content-encoding': 'gzip' }).end(many),
    );

    expect(await failureOf(send(url))).toMatchObject({
      kind: 'malformed-reply',
      message: expect.stringContaining('larger') as string,
    });
  });

  it('is unreadable when the server upgrades without a request to', async () => {
    const server = createServer();
    server.on('connection', (socket) =>
      socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n'),
    );

    expect(await failureOf(send(await listen(server)))).toMatchObject({
      kind: 'malformed-reply',
      effect: 'unknown',
    });
  });

  it('is a refused connection that changed nothing when no server listens', async () => {
    const url = await serve(() => undefined);
    await Promise.all(running.splice(0).map(close));

    expect(await failureOf(send(url, { method: 'POST', body: '{}' }))).toMatchObject({
      kind: 'network',
      effect: 'none',
      message: expect.stringContaining('ECONNREFUSED') as string,
    });
  });

  it('is a timeout of unknown effect when the server does not answer', async () => {
    let arrived: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => (arrived = resolve));
    const url = await serve(() => arrived());
    fakeTimers();
    const failed = failureOf(send(url, { method: 'POST', body: '{}', timeoutMs: 50 }));
    await asked;
    jest.advanceTimersByTime(50);

    expect(await failed).toMatchObject({ kind: 'timeout', effect: 'unknown' });
  });

  it('is a timeout as well when the body never ends', async () => {
    let begun: () => void = () => undefined;
    const written = new Promise<void>((resolve) => (begun = resolve));
    const url = await serve((_, outgoing) => outgoing.writeHead(200).write('{', () => begun()));
    fakeTimers();
    const failed = failureOf(send(url, { timeoutMs: 50 }));
    await written;
    jest.advanceTimersByTime(50);

    expect(await failed).toMatchObject({ kind: 'timeout', effect: 'unknown' });
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

it('a request that cannot be built is a defect, not a network failure', async () => {
  const url = await serve((_, outgoing) => outgoing.end());

  expect(await failureOf(send(url, { headers: { 'X-Org': 'Nord – t0ken' } }))).toMatchObject({
    kind: 'defect',
    effect: 'none',
    message: 'The request cannot be sent (ERR_INVALID_CHAR).',
  });
});

it('what is no error of the network is not reported as one', async () => {
  const url = await serve((_, outgoing) => outgoing.end());

  await expect(send(url, { method: 7 as never })).rejects.toThrow(TypeError);
});

describe('TLS', () => {
  const secure = (): Promise<string> =>
    listen(
      createTlsServer({ key: pem('self-signed-key.pem'), cert: pem('self-signed-cert.pem') }, (_, outgoing) =>
        outgoing.end('ok'),
      ),
      'https',
    );

  it('is verified: a self-signed certificate is refused before anything is sent', async () => {
    expect(await failureOf(send(await secure()))).toMatchObject({
      kind: 'tls',
      effect: 'none',
      message: expect.stringContaining('DEPTH_ZERO_SELF_SIGNED_CERT') as string,
    });
  });

  it('is not verified when the instance says so', async () => {
    expect((await send(await secure(), {}, { insecure: true })).body.toString()).toBe('ok');
  });

  it('leaves a request in doubt whose reply was lost after it was made', async () => {
    const url = await listen(
      createTlsServer(
        { key: pem('self-signed-key.pem'), cert: pem('self-signed-cert.pem') },
        (_, outgoing) => void outgoing.destroy(),
      ),
      'https',
    );
    const onSent = jest.fn();
    const lost = send(url, { method: 'POST', body: '{}', onSent }, { insecure: true });

    expect(await failureOf(lost)).toMatchObject({ kind: 'network', effect: 'unknown', status: null });
    expect(onSent).toHaveBeenCalledTimes(1);
  });

  it('fails when the server has none, without advice to trust any certificate', async () => {
    const url = (await serve((_, outgoing) => outgoing.end())).replace('http:', 'https:');
    const failed = await failureOf(send(url));

    expect(failed).toMatchObject({ kind: 'tls', effect: 'none' });
    expect(failed.next).not.toContain('insecure');
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

  it('may carry credentials, which the proxy gets', async () => {
    const got: (string | undefined)[] = [];
    const url = await serve((incoming, outgoing) => {
      got.push(incoming.headers['proxy-authorization'], incoming.headers.host);
      outgoing.end('from the proxy');
    });
    process.env['http_proxy'] = url.replace('//', '//me:p%40ss@');
    await send('http://vendor.example', {}, { proxy: true });

    expect(got).toEqual([`Basic ${Buffer.from('me:p@ss').toString('base64')}`, 'vendor.example']);
  });

  it('may name a proxy that speaks TLS: its certificate is checked for its own name', async () => {
    const names: unknown[] = [];
    const server = createTlsServer({
      key: pem('self-signed-key.pem'),
      cert: pem('self-signed-cert.pem'),
      SNICallback: (name, done) => {
        names.push(name);
        done(null);
      },
    });
    server.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) => outgoing.end(incoming.url));
    const port = new URL(await listen(server, 'https')).port;
    process.env['http_proxy'] = `https://localhost:${port}`;
    const reply = await send('http://vendor.example', {}, { proxy: true, insecure: true });

    expect([reply.body.toString(), names]).toEqual(['http://vendor.example/Users', ['localhost']]);
  });

  it('may name a proxy by its address, which is no name to ask its certificate for', async () => {
    const names: unknown[] = [];
    const server = createTlsServer({
      key: pem('self-signed-key.pem'),
      cert: pem('self-signed-cert.pem'),
      SNICallback: (name, done) => {
        names.push(name);
        done(null);
      },
    });
    server.on('request', (_: IncomingMessage, outgoing: ServerResponse) => outgoing.end('from the proxy'));
    process.env['http_proxy'] = await listen(server, 'https');
    const reply = await send('http://vendor.example', {}, { proxy: true, insecure: true });

    expect([reply.body.toString(), names]).toEqual(['from the proxy', []]);
  });

  it.each(['http://[bad', 'http://a%zz:b@127.0.0.1:9', 'socks5://127.0.0.1:9'])(
    'are told of when they cannot be read, and nothing is sent: %s',
    async (text) => {
      process.env['https_proxy'] = text;

      expect(await failureOf(send('https://vendor.invalid', {}, { proxy: true }))).toMatchObject({
        kind: 'proxy',
        effect: 'none',
        message: expect.stringContaining('https_proxy') as string,
      });
    },
  );
});

describe('a tunnel through a proxy', () => {
  /** A proxy on a bare socket; what it does with a connection is up to the test. */
  const proxyThat = async (treat: (socket: Socket, head: string) => void) => {
    const closed: Promise<void>[] = [];
    const heads: string[] = [];
    let arrived: () => void = () => undefined;
    const connected = new Promise<void>((resolve) => (arrived = resolve));
    const server = createSocketServer((socket) => {
      closed.push(new Promise((resolve) => socket.once('close', () => resolve())));
      open.add(socket);
      socket.on('error', () => undefined);
      socket.once('data', (head: Buffer) => {
        heads.push(head.toString('latin1'));
        treat(socket, head.toString('latin1'));
        arrived();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    sockets.push(server);
    process.env['https_proxy'] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return { closed, heads, connected };
  };
  const sockets: SocketServer[] = [];
  const open = new Set<Socket>();
  afterEach(() => {
    sockets.splice(0).forEach((server) => server.close());
    open.forEach((socket) => socket.destroy());
    open.clear();
  });

  const through = (request: Partial<WireRequest> = {}, options: { insecure?: boolean } = {}) =>
    send('https://vendor.invalid', { method: 'POST', body: '{}', ...request }, { proxy: true, ...options });

  const passTo = (url: string) => (socket: Socket) => {
    const upstream = connect(Number(new URL(url).port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('close', () => upstream.destroy());
  };

  const secure = (): Promise<string> =>
    listen(
      createTlsServer(
        { key: pem('self-signed-key.pem'), cert: pem('self-signed-cert.pem') },
        (incoming, outgoing) => outgoing.end(JSON.stringify(incoming.headers)),
      ),
      'https',
    );

  it('carries the request, and the proxy sees nothing of it', async () => {
    const { heads } = await proxyThat(passTo(await secure()));
    process.env['https_proxy'] = process.env['https_proxy']?.replace('//', '//me:p%40ss@');
    const reply = await through({}, { insecure: true });

    expect(reply.body.toString()).toContain('Bearer t0ken');
    expect(reply.body.toString()).not.toContain('proxy-authorization');
    expect(heads).toHaveLength(1);
    expect(heads[0]).toMatch(/^CONNECT vendor\.invalid:443 HTTP\/1\.1\r\n/);
    expect(heads[0]).toContain(`Proxy-Authorization: Basic ${Buffer.from('me:p@ss').toString('base64')}`);
    expect(heads[0]).not.toContain('t0ken');
  });

  it('does without a scheme in the variable: the proxy is not spoken to over TLS', async () => {
    await proxyThat(passTo(await secure()));
    process.env['https_proxy'] = process.env['https_proxy']?.replace('http://', '');

    expect((await through({}, { insecure: true })).status).toBe(200);
  });

  it('is made whatever the case of the scheme: the proxy sees nothing of the request', async () => {
    const { heads } = await proxyThat(passTo(await secure()));
    const url = 'HTTPS://vendor.invalid/Users';

    expect((await through({ url }, { insecure: true })).body.toString()).not.toContain('proxy-authorization');
    expect(heads[0]).toMatch(/^CONNECT vendor\.invalid:443 /);
  });

  it.each([
    ['https://vendor.invalid:8443/Users', 'vendor.invalid:8443'],
    ['https://[::1]/Users', '[::1]:443'],
    ['https://[::1]:8443/Users', '[::1]:8443'],
    ['https://127.0.0.1/Users', '127.0.0.1:443'],
  ])('leads to where %s is: %s', async (url, authority) => {
    const { heads } = await proxyThat((socket) => void socket.end());
    await failureOf(through({ url }));

    expect(heads[0]).toMatch(
      new RegExp(
        `^CONNECT ${authority.replace(/[[\]]/g, '\\$&')} HTTP/1.1\r\nHost: ${authority.replace(/[[\]]/g, '\\$&')}\r\n`,
      ),
    );
    expect(heads[0]).not.toContain('Proxy-Authorization');
  });

  it('is used again, in the one as in the other direction', async () => {
    const { heads } = await proxyThat(passTo(await secure()));
    const url = 'https://vendor.invalid/Users';
    const transport = createAxiosTransport({ insecure: true, route: systemProxy(url, process.env) });
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

    expect(heads).toHaveLength(1);
  });

  it('is opened by any 2xx', async () => {
    const server = await secure();
    await proxyThat((socket) => {
      const upstream = connect(Number(new URL(server).port), '127.0.0.1', () => {
        socket.write('HTTP/1.1 299 Fine\r\n\r\n');
        upstream.pipe(socket).pipe(upstream);
      });
      upstream.on('error', () => socket.destroy());
      socket.on('close', () => upstream.destroy());
    });

    expect((await through({}, { insecure: true })).status).toBe(200);
  });

  it('that is closed before TLS is made changed nothing', async () => {
    const { closed } = await proxyThat((socket) => void socket.end('HTTP/1.1 200 OK\r\n\r\n'));

    expect(await failureOf(through())).toMatchObject({ kind: 'network', effect: 'none' });
    await Promise.all(closed);
  });

  describe('through a proxy that speaks TLS itself', () => {
    const secureProxy = async () => {
      const heads: string[] = [];
      const vendor = await secure();
      const server = createTlsServer({
        key: pem('self-signed-key.pem'),
        cert: pem('self-signed-cert.pem'),
      });
      server.on('connect', ({ url }: IncomingMessage, socket: Socket) => {
        heads.push(url ?? '');
        open.add(socket);
        passTo(vendor)(socket);
      });
      process.env['https_proxy'] = await listen(server, 'https');
      return heads;
    };

    it('leads to the vendor', async () => {
      const heads = await secureProxy();

      expect((await through({}, { insecure: true })).body.toString()).toContain('Bearer t0ken');
      expect(heads).toEqual(['vendor.invalid:443']);
    });

    it('is not made where the certificate of the proxy is not accepted', async () => {
      const heads = await secureProxy();

      expect(await failureOf(through())).toMatchObject({ kind: 'tls', effect: 'none' });
      expect(heads).toEqual([]);
    });
  });

  it('does not keep the certificate from being checked, before anything is sent', async () => {
    await proxyThat(passTo(await secure()));

    expect(await failureOf(through())).toMatchObject({ kind: 'tls', effect: 'none' });
  });

  it.each<[string, (socket: Socket) => void]>([
    ['the proxy does not answer', () => undefined],
    ['TLS stalls in it', (socket) => void socket.write('HTTP/1.1 200 OK\r\n\r\n')],
  ])('is given up with the request when %s: nothing stays open', async (_, treat) => {
    fakeTimers();
    try {
      const { closed, connected } = await proxyThat(treat);
      const failed = failureOf(through({ timeoutMs: 50 }));
      await connected;
      jest.advanceTimersByTime(50);

      expect(await failed).toMatchObject({ kind: 'timeout', effect: 'none' });
      expect(closed).toHaveLength(1);
      await Promise.all(closed);
    } finally {
      jest.useRealTimers();
    }
  });

  it('is given up when the command is stopped', async () => {
    const stop = new AbortController();
    const { closed } = await proxyThat(() => stop.abort());

    expect(await failureOf(through({ signal: stop.signal }))).toMatchObject({
      kind: 'interrupted',
      effect: 'none',
    });
    await Promise.all(closed);
  });

  it('does not stay open until that time when the command is stopped before', async () => {
    fakeTimers();
    try {
      const stop = new AbortController();
      const { closed } = await proxyThat(() => stop.abort());

      expect(await failureOf(through({ signal: stop.signal }))).toMatchObject({ kind: 'interrupted' });
      await Promise.all(closed);
      expect(closed).toHaveLength(1);
    } finally {
      jest.useRealTimers();
    }
  });

  it('must be made in the time there is for a connection', async () => {
    fakeTimers();
    try {
      const { closed, connected } = await proxyThat(() => undefined);
      const failed = failureOf(through());
      await connected;
      jest.advanceTimersByTime(10_000);

      expect(await failed).toMatchObject({
        kind: 'timeout',
        effect: 'none',
        message: 'No connection could be made in time.',
      });
      await Promise.all(closed);
    } finally {
      jest.useRealTimers();
    }
  });

  it.each([
    ['401 Unauthorized', 'proxy', 'The proxy refuses the connection (401 Unauthorized).'],
    ['403 Forbidden', 'proxy', 'The proxy refuses the connection (403 Forbidden).'],
    ['404 Not Found', 'proxy', 'The proxy refuses the connection (404 Not Found).'],
    [
      '407 Proxy Authentication Required',
      'proxy',
      'The proxy refuses the connection (407 Proxy Authentication Required).',
    ],
    ['302 Found', 'proxy', 'The proxy refuses the connection (302 Found).'],
    ['502 Bad Gateway', 'network', 'The proxy cannot reach the server (502 Bad Gateway).'],
    ['504 Gateway Timeout', 'network', 'The proxy cannot reach the server (504 Gateway Timeout).'],
  ])(
    'that the proxy answers with %s is of kind %s, whatever was to be sent',
    async (status, kind, message) => {
      const { closed } = await proxyThat(
        (socket) => void socket.write(`HTTP/1.1 ${status}\r\nContent-Length: 2\r\n\r\nno`),
      );
      const failed = await failureOf(through());

      expect(failed).toMatchObject({ kind, message, effect: 'none', status: null });
      expect(failed.next).toContain('proxy');
      expect(failed.next).not.toMatch(/credentials of this instance|insecure/);
      await Promise.all(closed);
    },
  );

  it.each<[string, (socket: Socket) => void, string]>([
    ['hangs up', (socket) => void socket.end(), 'network'],
    ['speaks no HTTP', (socket) => void socket.end('SSH-2.0-OpenSSH_9.6\r\n'), 'proxy'],
  ])('with a proxy that %s changed nothing', async (_, treat, kind) => {
    await proxyThat(treat);
    const failed = await failureOf(through());

    expect(failed).toMatchObject({ kind, effect: 'none' });
    expect(failed.next).toContain('proxy');
  });
});
