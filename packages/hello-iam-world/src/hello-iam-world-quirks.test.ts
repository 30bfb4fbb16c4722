import { createInstance } from '@iam/core';
import { serveVendor, type FakeVendor } from '@iam/conformance';
import { fake, params } from './__fixtures__/fake';
import recorded from './__fixtures__/user.json';
import { helloIamWorld } from './hello-iam-world';

// What is peculiar to this application. What all have in common is in hello-iam-world.test.ts.

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

it('reads a recorded reply, with fields that nobody asked for, nulls and empty texts', async () => {
  const result = await runAt(answering(200, { result: [recorded.result] }), 'iam-get-user', {
    email: 'fred.luddy@example.com',
  });
  expect(result).toMatchObject({
    status: 'done',
    userProfile: { Username: 'fred.luddy', Email: 'fred.luddy@example.com', 'Given Name': 'Fred' },
    vendor: { id: recorded.result.user_id, active: true, details: recorded.result },
  });
});

it('takes the email address for the user name when a profile has none', async () => {
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

it.each(['user_name', 'username'])('asks for a user name that is given as %s', async (key) => {
  const vendor = fake();
  await runAt(vendor, 'iam-create-user', { username: 'jane', email: 'jane@example.com' });
  const result = await runAt(vendor, 'iam-disable-user', { [key]: 'jane', email: 'new@example.com' });

  expect(result).toMatchObject({ status: 'done', vendor: { active: false } });
});

describe('people are told apart by their employee number', () => {
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

  it('the heir of an old address is not disabled in place of the leaver', async () => {
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

it('finds somebody by an old user name, so that a renamed person is neither doubled nor left in', async () => {
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

it('writes the id of the manager whose address the profile has', async () => {
  const vendor = fake();
  const boss = await runAt(vendor, 'iam-create-user', { email: 'ann.lee@example.com' });
  const created = await runAt(vendor, 'iam-create-user', {
    email: 'jane.doe@example.com',
    manageremailaddress: 'ann.lee@example.com',
  });
  expect(created).toMatchObject({ status: 'done', warnings: [] });
  expect(vendor.users()[1]).toMatchObject({ manager: (boss as { vendor: { id: string } }).vendor.id });
});
