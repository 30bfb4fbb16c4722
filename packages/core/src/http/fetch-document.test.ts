import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import * as E from 'fp-ts/Either';
import { Secret } from '../config/secret';
import { fetchDocument, type DocumentRequest } from './fetch-document';

const running: Server[] = [];

const serve = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener);
  running.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

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

  it.each(['http://hr.example.com/', 'file:///etc/passwd', 'nonsense'])('is not at %s', async (url) => {
    expect(await get(url)).toMatchObject({ kind: 'invalid-config' });
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
