import { createInstance } from '@iam/core';
import { serveVendor } from '@iam/core/testing';
import type { FakeVendor } from '@iam/core/testing';
import { fake, params } from './__fixtures__/fake';
import recorded from './__fixtures__/user.json';
import { helloIamWorld } from './hello-iam-world';

// Peculiarities of this application. Rules common to all are in hello-iam-world.test.ts.

const runAt = async (vendor: FakeVendor, command: string, profile: object) => {
  const server = await serveVendor(vendor);
  try {
    const instance = createInstance(helloIamWorld, params(server.url), { name: 'test', env: {} });
    return await instance.runByName(command, { 'user-profile': profile });
  } finally {
    await server.close();
  }
};

const answering = (status: number, body: unknown): FakeVendor => ({
  ...fake(),
  handle: () => ({ status, body }),
});

it('reads a recorded reply with unknown fields, nulls and empty texts', async () => {
  const result = await runAt(answering(200, { result: [recorded.result] }), 'iam-get-user', {
    email: 'fred.luddy@example.com',
  });
  expect(result).toMatchObject({
    status: 'done',
    userProfile: { Username: 'fred.luddy', Email: 'fred.luddy@example.com', 'Given Name': 'Fred' },
    vendor: { id: recorded.result.user_id, active: true, details: recorded.result },
  });
});

it('defaults the user name to the email address', async () => {
  const vendor = fake();
  await runAt(vendor, 'iam-create-user', { email: 'jane.doe@example.com' });
  expect(vendor.users()).toEqual([
    expect.objectContaining({ user_name: 'jane.doe@example.com', email: 'jane.doe@example.com' }),
  ]);
});

it('shows both parts of the application’s message', async () => {
  const body = { error: { message: 'Duplicate record', detail: 'The email address is taken' } };
  const result = await runAt(answering(422, body), 'iam-get-user', { email: 'jane.doe@example.com' });
  expect(result).toMatchObject({
    status: 'failed',
    vendor: {
      errorCode: 422,
      errorMessage: expect.stringContaining('Duplicate record: The email address is taken'),
    },
  });
});

describe('users are distinguished by their employee number', () => {
  const jane = {
    username: 'jane',
    email: 'jane@example.com',
    givenname: 'Jane',
    surname: 'Doe',
    employeeid: 'E1',
  };

  it.each([
    ['who has the address of another one', { ...jane, username: 'bob', employeeid: 'E2' }],
    ['who has the user name of another one', { ...jane, givenname: 'Janet', employeeid: 'E2' }],
  ])('a new person %s does not take over the record', async (_who, other) => {
    const vendor = fake();
    await runAt(vendor, 'iam-create-user', jane);
    expect(await runAt(vendor, 'iam-create-user', other)).toMatchObject({
      status: 'failed',
      vendor: { errorCode: 409 },
    });
    expect(vendor.users()).toEqual([expect.objectContaining({ user_name: 'jane', first_name: 'Jane' })]);
  });

  it('does not disable the new owner of an address in place of the leaver', async () => {
    const vendor = fake();
    await runAt(vendor, 'iam-create-user', { ...jane, username: 'heir', employeeid: 'E2' });
    await runAt(vendor, 'iam-create-user', { ...jane, email: 'jane.smith@example.com' });
    const olduserdata = { email: 'jane@example.com', employeeid: 'E1' };
    await runAt(vendor, 'iam-disable-user', {
      email: 'jane.smith@example.com',
      employeeid: 'E1',
      olduserdata,
    });
    expect(vendor.users()).toEqual([
      expect.objectContaining({ user_name: 'heir', active: true }),
      expect.objectContaining({ user_name: 'jane', active: false }),
    ]);
  });
});

it('finds a renamed user by the old user name for updates and disables', async () => {
  const vendor = fake();
  await runAt(vendor, 'iam-create-user', { username: 'jane', email: 'jane@example.com' });
  const renamed = {
    username: 'jane.smith',
    email: 'jane.smith@example.com',
    olduserdata: { username: 'jane' },
  };
  await runAt(vendor, 'iam-update-user', renamed);
  expect(vendor.users()).toEqual([expect.objectContaining({ user_name: 'jane.smith' })]);
  await runAt(vendor, 'iam-disable-user', {
    ...renamed,
    username: 'jane.jones',
    olduserdata: { username: 'jane.smith' },
  });
  expect(vendor.users()).toEqual([expect.objectContaining({ active: false })]);
});
