import { createServer, type AddressInfo } from 'node:net';
import { awsIlm } from '@iam/aws-ilm';
import { createInstance, type CommandResult } from '@iam/core';
import { serveWithFaults, type Strike } from './fault-server';
import { rawReply, wellFormed } from './http-text';
import { freshVendor, SCENARIOS } from './run-under-fault';
import { paramsAt } from './vendor-params';

const createUnder = async (strike: Strike): Promise<{ result: CommandResult; created: number }> => {
  const vendor = freshVendor();
  const server = await serveWithFaults(vendor, { trouble: { on: 'reads', times: 1, strike } });
  try {
    const instance = createInstance(awsIlm, paramsAt(server.port), { name: 'vendor' });
    const result = await instance.run('iam-create-user', { 'user-profile': SCENARIOS.create.profile });
    return { result, created: vendor.users().length - 1 };
  } finally {
    await server.close();
  }
};

const stray = rawReply({
  status: 201,
  headers: [['Content-Type', 'application/json']],
  body: '{"id":"stray","userName":"stray"}',
});

describe('a reply belongs to its request', () => {
  it.each<[string, Strike]>([
    [
      'in the same packet as the right one',
      ({ socket, carryOut }) => void socket.write(Buffer.concat([wellFormed(carryOut()), stray])),
    ],
    [
      'a moment after the right one',
      async ({ socket, carryOut, wait }) => {
        socket.write(wellFormed(carryOut()));
        await wait(1);
        socket.write(stray);
      },
    ],
  ])('a stray reply %s is not taken for the answer to the next request', async (_when, strike) => {
    const { result, created } = await createUnder(strike);
    expect(JSON.stringify(result)).not.toContain('stray');
    expect(created).toBe(1);
    // A stray reply in between shifts all later replies by one: the effect is then unknown, and the result says so.
    expect(result.failure?.effect ?? 'done').toMatch(/^(done|unknown)$/);
  });
});

describe('a redirect', () => {
  it.each([301, 302, 303, 307, 308])(
    '%i to another host is not followed: no connection is made',
    async (status) => {
      let connections = 0;
      const elsewhere = createServer((socket) => {
        connections += 1;
        socket.destroy();
      });
      await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
      const { port } = elsewhere.address() as AddressInfo;
      const location = `http://127.0.0.1:${port}/users?session=x`;
      try {
        const { result, created } = await createUnder(
          ({ socket }) => void socket.write(rawReply({ status, headers: [['Location', location]] })),
        );
        expect(result.failure).toMatchObject({ kind: 'malformed-reply', status, effect: 'none' });
        expect(result.failure?.message).toBe(
          `The server redirects to another address (127.0.0.1:${port}); redirects are not followed.`,
        );
        expect([connections, created]).toEqual([0, 0]);
      } finally {
        elsewhere.close();
      }
    },
  );
});
