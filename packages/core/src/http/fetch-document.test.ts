import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as E from 'fp-ts/Either';
import { Secret } from '../config/secret';
import { fetchDocument, type DocumentRequest } from './fetch-document';

const running: Server[] = [];

const listen = async (server: Server, scheme: string): Promise<string> => {
  running.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const serve = (listener: RequestListener): Promise<string> => listen(createServer(listener), 'http');

const pem = (name: string): Buffer => readFileSync(join(__dirname, 'transport/__fixtures__', name));

afterEach(async () => {
  await Promise.all(
    running.splice(0).map(
      (server) =>
        new Promise<void>((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    ),
  );
});

const get = async (url: string, more: Partial<DocumentRequest> = {}) => {
  const got = await fetchDocument({ url, timeoutMs: 20_000, maxBytes: 1000, env: {}, ...more });
  return E.isRight(got) ? got.right.toString() : got.left;
};

describe('a document', () => {
  it('is larger than a page of records, and no larger than allowed', async () => {
    const url = await serve((_, outgoing) => outgoing.end(Buffer.alloc(17 * 1024 * 1024, 'x')));

    expect(await get(url, { maxBytes: 18 * 1024 * 1024 })).toHaveLength(17 * 1024 * 1024);
    expect(await get(url)).toMatchObject({ message: expect.stringContaining('larger') as string });
  });

  it('is not larger than allowed when it is unpacked', async () => {
    const url = await serve((_, outgoing) =>
      outgoing.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(5000))),
    );

    expect(await get(url)).toMatchObject({ message: expect.stringContaining('larger') as string });
  });

  it('is asked for with the credentials at its own host only', async () => {
    const asked: unknown[] = [];
    const other = await serve((incoming, outgoing) => {
      asked.push(incoming.url);
      outgoing.end();
    });
    const url = await serve((incoming, outgoing) => {
      asked.push(incoming.headers.authorization);
      outgoing.writeHead(307, { Location: incoming.url === '/a' ? '/b' : `${other}/c` }).end();
    });

    expect(await get(`${url}/a`, { bearer: new Secret('t0ken') })).toMatchObject({
      status: 307,
      message: `The server redirects to ${other}, where the credentials are not sent.`,
    });
    expect(asked).toEqual(['Bearer t0ken', 'Bearer t0ken']);
  });

  it('is not asked for a second time after a failure, and shows no secret', async () => {
    let asked = 0;
    const url = await serve((_, outgoing) => {
      asked += 1;
      outgoing.writeHead(503).end('{"message":"no t0ken"}');
    });

    expect(await get(url, { bearer: new Secret('t0ken') })).toMatchObject({
      status: 503,
      message: 'no [secret]',
    });
    expect(asked).toBe(1);
  });

  it.each([
    'http://hr.example.com/',
    'http://127.0.0.1.example.com/',
    'http://x127.0.0.1/',
    'http://localhost.example.com/',
    'http://my-localhost/',
    'http://[::2]/',
    'file:///etc/passwd',
    'file://localhost/etc/passwd',
    'ftp://127.0.0.1/',
    'nonsense',
  ])('is not at %s', async (url) => {
    expect(await get(url)).toMatchObject({
      kind: 'invalid-config',
      message: 'The address must begin with https:// (http:// only to this machine).',
    });
  });

  it.each(['localhost', '127.0.0.1', '127.1.22.133', '[::1]'])(
    'may come without TLS from this machine, %s',
    async (host) => {
      // Stopped before anything is sent: only the address is looked at.
      expect(await get(`http://${host}:1/`, { signal: AbortSignal.abort() })).toMatchObject({
        kind: 'interrupted',
      });
    },
  );

  it.each(['jane:s3cret@', 'jane@', ':s3cret@'])(
    'has no credentials in its address: %s',
    async (userinfo) => {
      const asked: unknown[] = [];
      const url = await serve((incoming, outgoing) => {
        asked.push(incoming.url);
        outgoing.end();
      });

      expect(await get(url.replace('://', `://${userinfo}`))).toMatchObject({
        kind: 'invalid-config',
        message: 'The address must not contain a user name or password.',
      });
      expect(asked).toEqual([]);
    },
  );

  it.each<[string, Partial<DocumentRequest>, string | undefined]>([
    ['without credentials', {}, undefined],
    ['with a token', { bearer: new Secret('t0ken') }, 'Bearer t0ken'],
    [
      'with user name and password',
      { basic: { username: 'jane', password: new Secret('s3cret') } },
      `Basic ${Buffer.from('jane:s3cret').toString('base64')}`,
    ],
  ])('is asked for as JSON by GET, %s', async (_, credentials, authorization) => {
    const asked: unknown[] = [];
    const url = await serve((incoming, outgoing) => {
      const { accept, authorization: proof, 'content-type': type } = incoming.headers;
      asked.push([incoming.method, incoming.url, accept, proof, type]);
      outgoing.end('{}');
    });

    expect(await get(`${url}/report?a=b%20c`, credentials)).toBe('{}');
    expect(asked).toEqual([['GET', '/report?a=b%20c', 'application/json', authorization, undefined]]);
  });

  it('is not asked for with credentials that no header can carry', async () => {
    const asked: unknown[] = [];
    const url = await serve((incoming, outgoing) => {
      asked.push(incoming.url);
      outgoing.end();
    });
    const got = await get(url, { bearer: new Secret('t0ken\n') });

    expect(got).toMatchObject({
      kind: 'invalid-config',
      message: expect.stringMatching(/^the header Authorization has a character/) as string,
    });
    expect(JSON.stringify(got)).not.toContain('t0ken');
    expect(asked).toEqual([]);
  });

  it.each([200, 201, 299])('comes with status %p', async (status) => {
    const url = await serve((_, outgoing) => outgoing.writeHead(status).end('whole'));

    expect(await get(url)).toBe('whole');
  });

  it.each([300, 304, 400, 404, 500])('does not come with status %p', async (status) => {
    const url = await serve((_, outgoing) => outgoing.writeHead(status).end());

    expect(await get(url)).toMatchObject({ status });
  });

  it('is not where a reply that is no redirect names a place', async () => {
    const asked: unknown[] = [];
    const url = await serve((incoming, outgoing) => {
      asked.push(incoming.url);
      outgoing.writeHead(404, { Location: '/there' }).end('{"message":"No such report."}');
    });

    expect(await get(`${url}/a`)).toMatchObject({ status: 404, message: 'No such report.' });
    expect(asked).toEqual(['/a']);
  });

  it.each([
    [5, 'here'],
    [6, 'The server redirects more than 5 times.'],
  ])('is reached by %p redirects within its host: %s', async (count, expected) => {
    const asked: unknown[] = [];
    const url = await serve((incoming, outgoing) => {
      asked.push(incoming.url);
      const number = Number(incoming.url?.slice(1));
      if (number < count) {
        outgoing.writeHead(302, { Location: `/${number + 1}` }).end();
      } else {
        outgoing.end('here');
      }
    });
    const got = await get(`${url}/0`);

    expect(typeof got === 'string' ? got : got.message).toBe(expected);
    expect(asked).toEqual(['/0', '/1', '/2', '/3', '/4', '/5']);
  });

  it('is redirected to: the failure says what to name instead', async () => {
    const url = await serve((_, outgoing) =>
      outgoing.writeHead(302, { Location: 'https://sign-in.example/start?x=y' }).end(),
    );

    expect(await get(url)).toMatchObject({
      kind: 'malformed-reply',
      status: 302,
      message: 'The server redirects to https://sign-in.example, where the credentials are not sent.',
      next: 'Name the address that the document has in the end; a redirect to a sign-in means that the credentials do not open it.',
    });
  });

  it('has a long error of which only the beginning is read', async () => {
    const url = await serve((_, outgoing) => outgoing.writeHead(400).end('x '.repeat(200_000)));
    const got = await get(url, { maxBytes: 1_000_000 });

    expect(typeof got === 'string' ? got : got.message.length).toBeLessThan(2000);
  });

  it('comes from a server with a certificate of its own only where any is trusted', async () => {
    const url = await listen(
      createTlsServer({ cert: pem('self-signed-cert.pem'), key: pem('self-signed-key.pem') }, (_, outgoing) =>
        outgoing.end('whole'),
      ),
      'https',
    );

    expect(await get(url)).toMatchObject({ kind: 'tls' });
    expect(await get(url, { insecure: false })).toMatchObject({ kind: 'tls' });
    expect(await get(url, { insecure: true })).toBe('whole');
  });

  it('is waited for as long as allowed, and until the caller stops', async () => {
    const stop = new AbortController();
    const url = await serve((incoming) => {
      if (incoming.url === '/stop') {
        stop.abort();
      }
    });

    expect(await get(`${url}/slow`, { timeoutMs: 50 })).toMatchObject({ kind: 'timeout' });
    expect(await get(`${url}/stop`, { signal: stop.signal })).toMatchObject({ kind: 'interrupted' });
  });

  it('goes through a proxy where that is asked for', async () => {
    const proxy = await serve((incoming, outgoing) => outgoing.end(incoming.url));
    const url = await serve((_, outgoing) => outgoing.end('direct'));
    const env = { http_proxy: proxy };

    expect(await get(url, { env })).toBe('direct');
    expect(await get(`${url}/x`, { env, proxy: true })).toBe(`${url}/x`);
  });
});

describe('a document that is posted', () => {
  const posted = async (listener: RequestListener, more: Partial<DocumentRequest> = {}) =>
    get(await serve(listener), {
      post: { json: '{"a":1}', headers: { 'X-Signature': 's' } },
      bearer: new Secret('a token of its own'),
      ...more,
    });

  it('arrives with its headers and the credentials', async () => {
    const arrived: unknown[] = [];
    const answer = await posted((incoming, outgoing) => {
      const { method, headers } = incoming;
      incoming.on('data', (part: Buffer) => arrived.push(part.toString()));
      incoming.on('end', () => {
        arrived.push(method, headers['content-type'], headers['x-signature'], headers.authorization);
        outgoing.writeHead(202).end('thanks');
      });
    });
    expect(answer).toBe('thanks');
    expect(arrived).toEqual(['{"a":1}', 'POST', 'application/json', 's', 'Bearer a token of its own']);
  });

  it('is sent once, wherever the server redirects to', async () => {
    const asked: unknown[] = [];
    const answer = await posted((incoming, outgoing) => {
      asked.push(incoming.url);
      outgoing.writeHead(307, { Location: '/there' }).end();
    });
    expect(asked).toEqual(['/']);
    expect(answer).toMatchObject({
      status: 307,
      message: expect.stringContaining('what is posted is not sent on') as string,
      next: 'Name the address that takes it in the end.',
    });
  });

  it('that is refused says why, without the token', async () => {
    const answer = await posted((incoming, outgoing) => {
      outgoing.writeHead(403).end(`no rights for ${incoming.headers.authorization ?? ''}`);
    });
    expect(answer).toMatchObject({ kind: 'forbidden', status: 403 });
    expect(JSON.stringify(answer)).not.toContain('a token of its own');
  });
});
