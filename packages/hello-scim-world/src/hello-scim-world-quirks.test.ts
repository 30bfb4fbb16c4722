import { createInstance } from '@iam/core';
import { serveVendor, type FakeVendor } from '@iam/conformance';
import { fake, params } from './__fixtures__/fake';
import recorded from './__fixtures__/user.json';
import { helloScimWorld } from './hello-scim-world';

// Peculiarities of this application. Rules common to all are in hello-scim-world.test.ts.

const runAt = async (vendor: FakeVendor, command: string, profile: object) => {
  const server = await serveVendor(vendor);
  try {
    const instance = createInstance(helloScimWorld, params(server.url), { name: 'test', env: {} });
    return await instance.runByName(command, { 'user-profile': profile });
  } finally {
    await server.close();
  }
};

const answering = (status: number, body: unknown): FakeVendor => ({
  ...fake(),
  handle: () => ({ status, body }),
});

it('reads a recorded reply', async () => {
  const list = { totalResults: 1, Resources: [recorded] };
  const result = await runAt(answering(200, list), 'iam-get-user', { username: 'bjensen@example.com' });
  expect(result).toMatchObject({
    status: 'done',
    userProfile: { Username: 'bjensen@example.com', Surname: 'Jensen', 'Employee ID': '701984' },
    vendor: { id: recorded.id, active: true, email: 'bjensen@example.com', details: recorded },
  });
});

it('warns of keys without an attribute in the application', async () => {
  const vendor = fake();
  const result = await runAt(vendor, 'iam-create-user', {
    email: 'jane.doe@example.com',
    photos: 'https://…',
  });
  expect(result.warnings).toEqual([expect.stringContaining('photos')]);
  expect(vendor.users()).toEqual([expect.not.objectContaining({ photos: expect.anything() })]);
});

it('shows the application’s message', async () => {
  const body = {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    detail: 'Too many users',
    status: '400',
  };
  const result = await runAt(answering(400, body), 'iam-get-user', { username: 'jane.doe@example.com' });
  expect(result).toMatchObject({
    status: 'failed',
    vendor: { errorCode: 400, errorMessage: expect.stringContaining('Too many users') },
  });
});
