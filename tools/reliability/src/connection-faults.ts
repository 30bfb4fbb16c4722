import type { FaultRow } from './fault-row';
import { bodyOf, chunk, rawHead, rawReply, wellFormed } from './http-text';

const group = 'The connection';
const JSON_TYPE = ['Content-Type', 'application/json'] as const;

/** Connections that break before, during and after the reply, and replies that come too slowly or never end. */
export const connectionFaults: readonly FaultRow[] = [
  { group, fault: 'reset before the vendor acts', strike: ({ socket }) => void socket.resetAndDestroy() },
  { group, fault: 'closed before the vendor acts', strike: ({ socket }) => void socket.end() },
  {
    group,
    fault: 'reset after the vendor acted, before the reply',
    strike: ({ socket, carryOut }) => {
      carryOut();
      socket.resetAndDestroy();
    },
  },
  {
    group,
    fault: 'closed within the reply’s headers',
    strike: ({ socket, carryOut }) => {
      const reply = wellFormed(carryOut());
      socket.end(reply.subarray(0, 20));
    },
  },
  {
    group,
    fault: 'closed half-way through a body with a length',
    strike: ({ socket, carryOut }) => {
      const body = bodyOf(carryOut());
      socket.end(
        Buffer.concat([
          rawHead({ headers: [JSON_TYPE], length: Buffer.byteLength(body) }),
          Buffer.from(body.slice(0, 30)),
        ]),
      );
    },
  },
  {
    group,
    fault: 'reset half-way through a body with a length',
    strike: async ({ socket, carryOut, wait }) => {
      const body = bodyOf(carryOut());
      socket.write(
        Buffer.concat([
          rawHead({ headers: [JSON_TYPE], length: Buffer.byteLength(body) }),
          Buffer.from(body.slice(0, 30)),
        ]),
      );
      await wait(20);
      socket.resetAndDestroy();
    },
  },
  {
    group,
    fault: 'closed half-way through a chunked body',
    strike: ({ socket, carryOut }) => {
      const body = bodyOf(carryOut());
      socket.end(
        Buffer.concat([
          rawHead({ headers: [JSON_TYPE, ['Transfer-Encoding', 'chunked']] }),
          chunk(body.slice(0, 30)),
        ]),
      );
    },
  },
  {
    group,
    fault: 'closed after the whole reply',
    strike: ({ socket, carryOut }) => void socket.end(wellFormed(carryOut())),
  },
  {
    group,
    fault: 'no reply at all',
    stalls: true,
    strike: ({ carryOut }) => void carryOut(),
  },
  {
    group,
    fault: 'headers one byte at a time, never done',
    stalls: true,
    strike: async ({ socket, carryOut, wait }) => {
      carryOut();
      socket.write('HTTP/1.1 200 OK\r\nX-Slow: ');
      while (!socket.destroyed) {
        socket.write('x');
        await wait(10);
      }
    },
  },
  {
    group,
    fault: 'body one byte at a time, too slow',
    stalls: true,
    strike: async ({ socket, carryOut, wait }) => {
      carryOut();
      socket.write(rawHead({ headers: [JSON_TYPE], length: 1_000_000 }));
      while (!socket.destroyed) {
        socket.write(' ');
        await wait(10);
      }
    },
  },
  {
    group,
    fault: 'body in small pieces, in time',
    strike: async ({ socket, carryOut, wait }) => {
      const reply = wellFormed(carryOut());
      for (let from = 0; from < reply.length; from += 100) {
        socket.write(reply.subarray(from, from + 100));
        await wait(1);
      }
    },
  },
  {
    group,
    fault: 'a body that never ends',
    strike: async ({ socket, carryOut, wait }) => {
      carryOut();
      socket.write(rawHead({ headers: [JSON_TYPE, ['Transfer-Encoding', 'chunked']] }));
      const piece = chunk(Buffer.alloc(1024 * 1024, ' '));
      while (!socket.destroyed) {
        if (!socket.write(piece)) {
          await Promise.race([new Promise((resolve) => socket.once('drain', resolve)), wait(1000)]);
        }
      }
    },
  },
  {
    group,
    fault: 'something that is not HTTP',
    strike: ({ socket, carryOut }) => {
      carryOut();
      socket.end('SSH-2.0-OpenSSH_9.6\r\n');
    },
  },
  {
    group,
    fault: 'a second reply nobody asked for',
    strike: ({ socket, carryOut }) => {
      socket.write(
        Buffer.concat([wellFormed(carryOut()), rawReply({ status: 200, body: '{"id":"somebody else"}' })]),
      );
    },
  },
];
