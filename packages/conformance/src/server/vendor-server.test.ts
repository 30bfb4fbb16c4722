import type { FakeVendor } from '../fake/fake-vendor';
import { instead, isRead, LOST_AFTER, LOST_BEFORE, MALFORMED, TRUNCATED, type Fault } from './fault';
import { serveVendor, type VendorServer } from './vendor-server';

/** Counts what it is asked to store. */
const counter = (): FakeVendor => {
  let stored = 0;
  return {
    name: 'counter',
    handle: (request) => {
      if (!isRead(request)) {
        stored += 1;
      }
      return {
        status: 200,
        headers: { 'X-Seen': request.query },
        body: { stored, text: request.text, long: 'x'.repeat(100) },
      };
    },
    reset: () => void (stored = 0),
    users: () => Array.from({ length: stored }, (_, id) => ({ id })),
    groups: () => [],
  };
};

const withServer = async (
  faults: readonly Fault[],
  use: (server: VendorServer, vendor: FakeVendor) => Promise<void>,
): Promise<void> => {
  const vendor = counter();
  const server = await serveVendor(vendor);
  faults.forEach(server.fail);
  try {
    await use(server, vendor);
  } finally {
    await server.close();
  }
};

const post = (url: string): Promise<Response> =>
  fetch(`${url}/a/b?c=d%20e&f`, { method: 'POST', body: '{"one":1}' });

describe('a served fake vendor', () => {
  it('gets requests as they are and answers on 127.0.0.1', () =>
    withServer([], async (server) => {
      const reply = await post(server.url);
      expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      expect([reply.status, reply.headers.get('x-seen'), reply.headers.get('content-type')]).toEqual([
        200,
        'c=d%20e&f',
        'application/json',
      ]);
      expect(server.exchanges()).toMatchObject([
        {
          changed: true,
          request: { method: 'POST', path: '/a/b', query: 'c=d%20e&f', body: { one: 1 }, text: '{"one":1}' },
        },
      ]);
    }));

  it('tells reading from writing by what is stored, and forgets on demand', () =>
    withServer([], async (server) => {
      await fetch(server.url);
      expect(server.exchanges().map(({ changed }) => changed)).toEqual([false]);
      server.forget();
      expect(server.exchanges()).toEqual([]);
    }));

  it('answers in the vendor’s place', () =>
    withServer(
      [{ on: 'writes', mishap: instead({ status: 503, text: 'later' }) }],
      async (server, vendor) => {
        expect(await (await post(server.url)).text()).toBe('later');
        expect(vendor.users()).toHaveLength(0);
        expect((await post(server.url)).status).toBe(200);
      },
    ));

  it('loses a request before the vendor sees it', () =>
    withServer([{ on: 'writes', mishap: LOST_BEFORE }], async (server, vendor) => {
      await expect(post(server.url)).rejects.toThrow();
      expect(vendor.users()).toHaveLength(0);
    }));

  it('loses the reply after the vendor carried the request out', () =>
    withServer([{ on: 'writes', mishap: LOST_AFTER }], async (server, vendor) => {
      await expect(post(server.url)).rejects.toThrow();
      expect(vendor.users()).toHaveLength(1);
      expect(server.exchanges()).toMatchObject([{ changed: true, reply: undefined }]);
    }));

  it('cuts a reply off', () =>
    withServer([{ on: 'writes', mishap: TRUNCATED }], async (server, vendor) => {
      const reply = await post(server.url);
      await expect(reply.text()).rejects.toThrow();
      expect(vendor.users()).toHaveLength(1);
    }));

  it('breaks the JSON of a reply', () =>
    withServer([{ on: 'writes', mishap: MALFORMED }], async (server) => {
      await expect((await post(server.url)).json()).rejects.toThrow();
    }));

  it('lets some requests through first and hits as many as it is told', () =>
    withServer([{ on: 'reads', after: 1, times: 2, mishap: instead({ status: 500 }) }], async (server) => {
      const statuses: number[] = [];
      for (let count = 0; count < 4; count += 1) {
        statuses.push((await fetch(server.url)).status);
      }
      expect(statuses).toEqual([200, 500, 500, 200]);
    }));

  it('is whole again after a repair', () =>
    withServer([{ on: 'all', times: Infinity, mishap: instead({ status: 500 }) }], async (server) => {
      server.repair();
      expect((await fetch(server.url)).status).toBe(200);
    }));

  it('answers 500 when the fake itself throws', async () => {
    const server = await serveVendor({
      ...counter(),
      handle: () => {
        throw new Error('a bug in the fake');
      },
    });
    const reply = await fetch(server.url);
    expect([reply.status, await reply.text()]).toEqual([500, expect.stringContaining('a bug in the fake')]);
    await server.close();
  });
});
