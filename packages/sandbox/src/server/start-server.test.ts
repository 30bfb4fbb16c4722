import { Agent, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import type { FakeVendor } from '@iam/conformance';
import { recordRequests, type RecordingVendor } from '../record-requests';
import type { SandboxReply } from '../wire';
import { startServer, type RunningServer } from './start-server';

const vendorOf = (reply: SandboxReply | (() => SandboxReply)): RecordingVendor => {
  const vendor: FakeVendor = {
    name: 'echo',
    handle: () => (typeof reply === 'function' ? reply() : reply),
    reset: () => undefined,
    users: () => [],
    groups: () => [],
  };
  return recordRequests(vendor);
};

let running: RunningServer | undefined;

const serve = async (vendor: FakeVendor): Promise<string> => {
  running = await startServer(vendor);
  return running.url;
};

afterEach(async () => {
  await running?.close();
  running = undefined;
});

describe('the server', () => {
  it('listens on 127.0.0.1 and on no other address', async () => {
    expect(await serve(vendorOf({ status: 200 }))).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('sends a delayed reply all the same', async () => {
    const url = await serve(vendorOf({ status: 200, body: { a: 1 }, delayMs: 1 }));
    expect(await (await fetch(url)).json()).toEqual({ a: 1 });
  });

  it('hands over method, path as encoded, raw query, lower-case headers, and the body parsed and as text', async () => {
    const vendor = vendorOf({ status: 200, body: {} });
    const url = await serve(vendor);
    await fetch(`${url}/a%2Fb/c?cursor&x=1%202`, {
      method: 'PATCH',
      headers: { 'X-Own': 'y' },
      body: '{"a":1}',
    });
    expect(vendor.requests()).toEqual([
      expect.objectContaining({
        method: 'PATCH',
        path: '/a%2Fb/c',
        query: 'cursor&x=1%202',
        headers: expect.objectContaining({ 'x-own': 'y' }),
        body: { a: 1 },
        text: '{"a":1}',
      }),
    ]);
  });

  it('hands over a body that is no JSON as text only', async () => {
    const vendor = vendorOf({ status: 400 });
    await fetch(await serve(vendor), { method: 'POST', body: '{"a":' });
    expect(vendor.requests()[0]).toMatchObject({ body: undefined, text: '{"a":' });
  });

  it('sends a body as JSON, a text as it is, and a 204 with neither body nor length', async () => {
    const replies: SandboxReply[] = [
      { status: 201, headers: { 'Content-Type': 'application/scim+json' }, body: { ü: 1 } },
      { status: 404, headers: { 'content-type': 'text/html' }, text: '<html>' },
      { status: 204, headers: { 'x-own': 'y' } },
    ];
    const url = await serve(vendorOf(() => replies.shift() ?? { status: 500 }));
    const first = await fetch(url);
    expect([first.status, first.headers.get('content-type'), await first.json()]).toEqual([
      201,
      'application/scim+json',
      { ü: 1 },
    ]);
    const second = await fetch(url);
    expect([second.status, second.headers.get('content-type'), await second.text()]).toEqual([
      404,
      'text/html',
      '<html>',
    ]);
    const third = await fetch(url);
    expect([
      third.status,
      third.headers.get('content-length'),
      third.headers.get('x-own'),
      await third.text(),
    ]).toEqual([204, null, 'y', '']);
  });

  it('sends a header line for each link', async () => {
    const Link = '<http://127.0.0.1/a?x=1,2>; rel="self", <http://127.0.0.1/b>; rel="next"';
    const url = await serve(vendorOf({ status: 200, headers: { Link }, body: [] }));
    const lines = await new Promise<readonly string[]>((resolve, reject) => {
      httpRequest(url, (response) => {
        response.resume();
        resolve(response.rawHeaders.filter((_, at) => response.rawHeaders[at - 1] === 'Link'));
      })
        .on('error', reject)
        .end();
    });
    expect(lines).toEqual(['<http://127.0.0.1/a?x=1,2>; rel="self"', '<http://127.0.0.1/b>; rel="next"']);
  });

  it('answers 413 to a body beyond 5 MB and keeps it from the vendor', async () => {
    const vendor = vendorOf({ status: 200 });
    const reply = await fetch(await serve(vendor), { method: 'POST', body: 'x'.repeat(5 * 1024 * 1024 + 1) });
    expect([reply.status, vendor.requests()]).toEqual([413, []]);
  });

  it('answers 500 with the reason when the vendor itself fails', async () => {
    const url = await serve(
      vendorOf(() => {
        throw new Error('a bug in the vendor');
      }),
    );
    const reply = await fetch(url);
    expect([reply.status, await reply.text()]).toEqual([500, expect.stringContaining('a bug in the vendor')]);
  });

  it.each(['before', 'after'] as const)('cuts the connection for a reply dropped %s', async (drop) => {
    await expect(fetch(await serve(vendorOf({ status: 200, drop })))).rejects.toThrow();
  });

  it('breaks a truncated body off half-way', async () => {
    const url = await serve(vendorOf({ status: 200, body: { text: 'x'.repeat(1000) }, truncated: true }));
    const reply = await fetch(url);
    expect(reply.status).toBe(200);
    await expect(reply.text()).rejects.toThrow();
  });

  it('ends idle keep-alive connections when it closes, and is then gone', async () => {
    const url = await serve(vendorOf({ status: 200, body: {} }));
    const agent = new Agent({ keepAlive: true });
    await new Promise<void>((resolve, reject) => {
      httpRequest(url, { agent }, (response) => response.resume().on('end', resolve))
        .on('error', reject)
        .end();
    });
    await running?.close();
    running = undefined;
    const { port } = new URL(url);
    await expect(
      new Promise((resolve, reject) =>
        connect(Number(port), '127.0.0.1', () => resolve('open')).on('error', reject),
      ),
    ).rejects.toThrow('ECONNREFUSED');
    agent.destroy();
  });

  it('rejects when the port is taken', async () => {
    const url = await serve(vendorOf({ status: 200 }));
    await expect(startServer(vendorOf({ status: 200 }), { port: Number(new URL(url).port) })).rejects.toThrow(
      'EADDRINUSE',
    );
  });
});
