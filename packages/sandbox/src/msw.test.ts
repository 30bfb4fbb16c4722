import { setupServer } from 'msw/node';
import { createAwsVendor } from './aws/aws-vendor';
import { awsUser } from './__fixtures__/aws';
import { vendorHandlers } from './msw';
import { recordRequests } from './record-requests';
import type { SandboxReply } from './wire';

const vendor = recordRequests(createAwsVendor({ tenantId: 't1', token: 't0ken' }));
let reply: SandboxReply | undefined;
const breakable = {
  ...vendor,
  handle: (request: Parameters<typeof vendor.handle>[0]) => reply ?? vendor.handle(request),
};
const msw = setupServer(
  ...vendorHandlers(vendor, 'https://scim.example.com/'),
  ...vendorHandlers(breakable, 'https://proxy.example.com/aws/'),
);
const headers = { authorization: 'Bearer t0ken', 'content-type': 'application/scim+json' };

beforeAll(() => msw.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => {
  reply = undefined;
  vendor.reset();
});
afterAll(() => msw.close());

describe('msw handlers', () => {
  it('answer from the vendor and keep its state', async () => {
    const url = 'https://scim.example.com/t1/scim/v2/Users';
    const created = await fetch(url, { method: 'POST', headers, body: JSON.stringify(awsUser('jane')) });
    expect([created.status, created.headers.get('content-type')]).toEqual([201, 'application/json']);
    const { id } = (await created.json()) as { id: string };
    const removed = await fetch(`${url}/${id}`, { method: 'DELETE', headers });
    expect([removed.status, await removed.text()]).toEqual([204, '']);
    expect(vendor.users()).toEqual([]);
  });

  it('give a delayed reply all the same', async () => {
    reply = { status: 200, body: { a: 1 }, delayMs: 1 };
    expect(await (await fetch('https://proxy.example.com/aws/x')).json()).toEqual({ a: 1 });
  });

  it('hand over the raw query: a bare cursor stays bare', async () => {
    await fetch('https://scim.example.com/t1/scim/v2/Users?cursor&count=1', { headers });
    await fetch('https://scim.example.com/t1/scim/v2/Users?cursor=', { headers });
    expect(vendor.requests().map(({ query }) => query)).toEqual(['cursor&count=1', 'cursor=']);
  });

  it('cut the path of the base URL off', async () => {
    const answer = await fetch('https://proxy.example.com/aws/t1/scim/v2/Users', { headers });
    expect([answer.status, vendor.requests()[0]?.path]).toEqual([200, '/t1/scim/v2/Users']);
  });

  it('fail like a lost connection for a dropped reply', async () => {
    reply = { status: 200, drop: 'after' };
    await expect(fetch('https://proxy.example.com/aws/x')).rejects.toThrow();
  });

  it('break a truncated body off', async () => {
    reply = { status: 200, body: { text: 'x'.repeat(100) }, truncated: true };
    const answer = await fetch('https://proxy.example.com/aws/x');
    await expect(answer.text()).rejects.toThrow();
  });
});
