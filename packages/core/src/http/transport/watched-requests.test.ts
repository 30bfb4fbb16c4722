import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { watchedRequests } from './watched-requests';

const body = gzipSync('a body of some bytes');
let server: Server;
let port: number;

beforeAll(async () => {
  server = createServer((_, outgoing) => outgoing.writeHead(200, { 'content-encoding': 'gzip' }).end(body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

/** How many bytes of a compressed reply are read, or the code of what ended it. */
const readWith = (maxBytes: number): Promise<unknown> =>
  new Promise((resolve) => {
    const maker = watchedRequests({ headers: {}, maxBytes, onConnected: () => {}, onTunnel: () => {} });
    const request = maker.request({ host: '127.0.0.1', port, protocol: 'http:' }, (reply) => {
      let size = 0;
      reply.on('data', (chunk: Buffer) => (size += chunk.length));
      reply.on('end', () => resolve(size));
      reply.on('error', (error: NodeJS.ErrnoException) => resolve(error.code));
    });
    request.on('error', (error: NodeJS.ErrnoException) => resolve(error.code));
    request.end();
  });

it('a compressed reply is read when it has just the bytes that are accepted, and not with one more', async () => {
  expect(await readWith(body.length)).toBe(body.length);
  expect(await readWith(body.length - 1)).toBe('REPLY_TOO_LARGE');
});
