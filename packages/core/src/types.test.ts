import { acme } from './__fixtures__/acme';
import type { CommandArgumentsByName } from './commands/call-types';
import { COMMANDS } from './commands/command';
import { field } from './config/field';
import { defineIntegration } from './contract/integration';
import { createInstance, type Instance } from './instance/instance';
import type { IAMUserProfile } from './profile/iam-user-profile';

// The compiler is the test here: `tsc` fails when one of the marked lines is accepted, and when anything else is refused.
const typed = defineIntegration({
  brand: 'Typed',
  config: {
    tenantId: field.text('Tenant'),
    token: field.secret('Token'),
    region: field.choice('Region', ['eu', 'us'], { default: 'eu' }),
  },
  connection: ({ tenantId, token, region }) => {
    const chosen: 'eu' | 'us' = region;
    return { baseUrl: `https://${chosen}.example.com/${tenantId}`, bearer: token };
  },
  lookupBy: ['id'],
  mappers: acme.mappers,
  attributes: [],
  errorMessage: () => undefined,
  client: ({ http }) => acme.client({ http, config: {} }),
});
const named = { name: 'typed_1' };
const params = { tenantId: 't', token: 'env:TOKEN' };

/** Never called: what is in it is for the compiler alone. */
const mistakes = async (instance: Instance): Promise<void> => {
  // @ts-expect-error tenant is not a parameter; tenantId is missing
  createInstance(typed, { tenant: 't', token: 'x' }, named);
  // @ts-expect-error a token is a text
  createInstance(typed, { tenantId: 't', token: 42 }, named);
  // @ts-expect-error there are two regions
  createInstance(typed, { ...params, region: 'asia' }, named);
  // @ts-expect-error a command's name is misspelt
  await instance.run('iam-disabel-user', { 'user-profile': { email: 'jane@example.com' } });
  // @ts-expect-error an argument's name is misspelt
  await instance.run('iam-disable-user', { userprofile: { email: 'jane@example.com' } });
  // @ts-expect-error a profile names a person
  await instance.run('iam-disable-user', { 'user-profile': { emial: 'jane@example.com' } });
  // @ts-expect-error an argument is missing
  await instance.run('iam-disable-user');
  await instance.run('iam-disable-user', {
    'user-profile': { email: 'jane@example.com' },
    // @ts-expect-error disabling has no such argument: it never enables
    'allow-enable': true,
  });
  // @ts-expect-error a group is changed by its id
  await instance.run('iam-update-group', { scim: { displayName: 'Staff' }, memberIdsToAdd: ['1'] });

  const result = await instance.run('iam-disable-user', { 'user-profile': { email: 'jane@example.com' } });
  // @ts-expect-error only a failed result has a failure for certain
  result.failure.kind.toUpperCase();
  if (result.status === 'failed') {
    result.failure.kind.toUpperCase();
  } else if (result.status === 'done') {
    result.happened.toUpperCase();
  } else {
    result.skipCause.toUpperCase();
  }
};

/** Never called either: each of these is right. */
const rightCalls = async (instance: Instance): Promise<void> => {
  const further: IAMUserProfile = { employeeid: 42, shoesize: 43 };
  await instance.run('iam-create-user', { 'user-profile': further, 'allow-enable': false });
  await instance.run('iam-get-user', { 'user-profile': { userName: 'jane' } });
  await instance.run('test-module');
  await instance.run('get-mapping-fields', {}, { signal: new AbortController().signal });
  await instance.run('iam-get-group', { scim: { displayName: 'Staff' }, includeMembers: true });
  createInstance(typed, { ...params, region: 'us', timeout: 10, proxy: 'yes' }, named);
};

describe('what the compiler knows of a call', () => {
  it('is a function for the compiler only', () => {
    expect([typeof mistakes, typeof rightCalls]).toEqual(['function', 'function']);
  });

  it('takes the types of the parameters that an integration has', () => {
    expect(createInstance(typed, params, { ...named, env: { TOKEN: 'secret' } }).brand).toBe('Typed');
  });

  it('has the arguments that the commands have', () => {
    type Named = { [C in keyof CommandArgumentsByName]: readonly (keyof CommandArgumentsByName[C])[] };
    const known: Named = {
      'iam-get-user': ['user-profile'],
      'iam-create-user': ['user-profile', 'allow-enable'],
      'iam-update-user': ['user-profile', 'allow-enable'],
      'iam-enable-user': ['user-profile'],
      'iam-disable-user': ['user-profile'],
      'iam-get-group': ['scim', 'includeMembers'],
      'iam-create-group': ['scim'],
      'iam-update-group': ['scim', 'memberIdsToAdd', 'memberIdsToDelete'],
      'iam-delete-group': ['scim'],
      'get-mapping-fields': [],
      'test-module': [],
    };
    const documented = Object.fromEntries(
      Object.values(COMMANDS).map((command) => [command.name, command.arguments.map(({ name }) => name)]),
    );
    expect(known).toEqual(documented);
  });
});
