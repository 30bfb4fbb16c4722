import { defineMapper } from '../profile/mapper/define-mapper';
import type { CommandResult } from './result';
import { failing, setUpVendor } from './__fixtures__/in-memory-vendor';
import { failure } from '../errors/failure';
import { failedCall } from './run-command';

const FRAME = { brand: 'Acme', run: 'run-1', instanceName: 'acme_1', warnings: [], requests: 0 };
const REFUSED = failure('invalid-input', 'Refused.', { status: 400 });

describe('commands about the instance', () => {
  it('tell the fields of the application', async () => {
    const { instance, calls } = setUpVendor();

    expect(await instance.runByName('get-mapping-fields', {})).toMatchObject({
      kind: 'fields',
      command: 'get-mapping-fields',
      status: 'done',
      who: '',
      fields: { userName: 'Login name' },
    });
    expect(calls).toEqual(['getAppFields']);
  });

  it('tell that the connection works', async () => {
    const { instance, calls } = setUpVendor();

    expect(await instance.runByName('test-module', {})).toMatchObject({
      kind: 'test',
      command: 'test-module',
      status: 'done',
      who: '',
    });
    expect(calls).toEqual(['testConnection']);
  });

  it.each([
    ['get-mapping-fields', 'getAppFields', { kind: 'fields', fields: {} }],
    ['test-module', 'testConnection', { kind: 'test' }],
  ] as const)('%s fails with the vendor', async (command, method, expected) => {
    const { instance, next } = setUpVendor();
    next(method, failing('vendor-error', 500));

    expect(await instance.runByName(command, {})).toMatchObject({
      ...expected,
      command,
      status: 'failed',
      who: '',
      failure: { kind: 'vendor-error' },
    });
  });
});

describe('a call that failed before its policy', () => {
  const failed = (command: string): CommandResult =>
    failedCall(
      command,
      FRAME,
      'Acme',
      { profile: { email: 'jane@example.com' }, scim: { id: 'g1', displayName: 'Staff' } },
      REFUSED,
    );

  it.each([
    ['iam-get-user', 'get'],
    ['iam-create-user', 'create'],
    ['iam-update-user', 'update'],
    ['iam-enable-user', 'enable'],
    ['iam-disable-user', 'disable'],
  ])('%s is about the person of the profile, of whom nothing is known', (command, action) => {
    expect(failed(command)).toMatchObject({
      kind: 'user',
      command,
      status: 'failed',
      userProfile: { email: 'jane@example.com' },
      vendor: {
        action,
        success: false,
        id: null,
        username: null,
        email: 'jane@example.com',
        active: null,
        errorCode: 400,
        errorMessage: 'Refused.',
      },
    });
  });

  it.each(['iam-get-group', 'iam-create-group', 'iam-update-group', 'iam-delete-group'])(
    '%s is about the group that was named',
    (command) => {
      expect(failed(command)).toMatchObject({
        kind: 'group',
        command,
        status: 'failed',
        group: { success: false, id: 'g1', displayName: 'Staff', errorCode: 400 },
      });
    },
  );

  it.each<[string, object]>([
    ['get-mapping-fields', { kind: 'fields', fields: {} }],
    ['test-module', { kind: 'test' }],
    ['constructor', { kind: 'test' }],
  ])('%s has no subject', (command, expected) => {
    expect(failed(command)).toMatchObject({ ...expected, command, status: 'failed', who: '' });
  });
});

it('a record that the incoming mapper cannot read is a failure of the mapper, not a person without a profile', async () => {
  const { run } = setUpVendor({
    users: [{ id: '42', userName: 'jane', title: { a: 1 } }],
    definition: {
      mappers: {
        incoming: defineMapper({
          name: 'Broken (Incoming)',
          direction: 'incoming',
          fields: { Title: { from: 'title', then: [['toUpperCase']] } },
        }),
        outgoing: defineMapper({
          name: 'Acme (Outgoing)',
          direction: 'outgoing',
          fields: { userName: 'username' },
        }),
      },
    },
  });

  expect(await run('iam-get-user', { username: 'jane' })).toMatchObject({
    status: 'failed',
    vendor: { action: 'get', success: false },
    failure: {
      kind: 'defect',
      message: 'Broken (Incoming): Title: toUpperCase: needs text, found an object',
      next: 'Correct the incoming mapper.',
    },
  });
});
