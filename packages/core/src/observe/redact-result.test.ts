import type { CommandResult, UserResult } from '../commands/result';
import { failure } from '../errors/failure';
import { redactResult } from './redact-result';

const redact = (text: string): string => text.replaceAll('hush', '[secret]');
const frame = {
  brand: 'hush',
  instanceName: 'hush',
  run: 'run-1',
  warnings: [],
  requests: 1,
  status: 'done',
  who: 'hush',
} as const;

const user = (action: 'get' | 'update', details: unknown): UserResult => ({
  kind: 'user',
  command: `iam-${action}-user`,
  ...frame,
  happened: 'updated',
  reEnabled: false,
  userProfile: { email: 'hush@example.com' },
  vendor: {
    brand: 'hush',
    instanceName: 'hush',
    action,
    success: true,
    active: true,
    id: 'hush',
    username: 'hush',
    email: 'hush@example.com',
    errorCode: null,
    errorMessage: '',
    details,
    skipped: false,
    reason: '',
  },
});

describe('a secret that a vendor sends back', () => {
  it('is taken out of a user’s record, however deep, names included', () => {
    const { vendor } = redactResult(
      redact,
      user('update', { a: [{ b: 'x hush y', hush: 1 }] }),
    ) as UserResult;
    expect(vendor).toMatchObject({ id: '[secret]', username: '[secret]', email: '[secret]@example.com' });
    expect(vendor.details).toEqual({ a: [{ b: 'x [secret] y', '[secret]': 1 }] });
  });

  it('is taken out of the profile a get answers, and the caller’s own profile is left alone', () => {
    expect((redactResult(redact, user('get', {})) as UserResult).userProfile).toEqual({
      email: '[secret]@example.com',
    });
    expect((redactResult(redact, user('update', {})) as UserResult).userProfile).toEqual({
      email: 'hush@example.com',
    });
  });

  it('is left in the profile of a get that failed: it is the caller’s own', () => {
    const failed = {
      ...user('get', {}),
      status: 'failed',
      failure: failure('conflict', 'x'),
    } as CommandResult;

    expect((redactResult(redact, failed) as UserResult).userProfile).toEqual({ email: 'hush@example.com' });
  });

  it('is taken out of groups, fields and failures', () => {
    const failed = { status: 'failed', failure: failure('conflict', 'hush', { requestId: 'hush' }) } as const;
    const results = [
      {
        kind: 'fields',
        command: 'get-mapping-fields',
        ...frame,
        who: '',
        brand: 'B',
        instanceName: 'I',
        fields: { a: 'hush' },
      },
      { kind: 'test', command: 'test-module', ...frame, who: '', brand: 'B', instanceName: 'I', ...failed },
      {
        kind: 'group',
        command: 'iam-get-group',
        ...frame,
        who: '',
        brand: 'B',
        instanceName: 'I',
        group: {
          id: 'hush',
          displayName: 'hush',
          members: [{ value: 'hush' }],
          details: { a: 'hush' },
          errorMessage: 'hush',
        },
      },
    ] as unknown as readonly CommandResult[];
    expect(JSON.stringify(results.map((one) => redactResult(redact, one)))).not.toContain('hush');
  });

  it('is taken out of what a command of one integration answers, as text and as tables', () => {
    const extra = {
      ...frame,
      kind: 'extra',
      command: 'acme-list',
      output: { a: ['x hush'] },
      tables: [{ title: 'hush', rows: [{ hush: 'hush' }] }],
    } as unknown as CommandResult;

    expect(redactResult(redact, extra)).toEqual({
      ...extra,
      output: { a: ['x [secret]'] },
      tables: [{ title: '[secret]', rows: [{ '[secret]': '[secret]' }] }],
    });
  });

  it('is taken out of the state of a user that a list shows', () => {
    const listed = { ...user('get', {}), state: 'on hush' } as CommandResult;

    expect(redactResult(redact, listed)).toMatchObject({ state: 'on [secret]' });
    expect(redactResult(redact, user('get', { a: 'hush' }))).not.toHaveProperty('state');
  });

  it('is taken out of warnings and of all that a failure says in words', () => {
    const failed: CommandResult = {
      kind: 'test',
      command: 'test-module',
      ...frame,
      status: 'failed',
      warnings: ['the record hush has no login'],
      failure: failure('conflict', 'x', {
        step: 'GET /Users/hush',
        next: 'Look at hush.',
        problems: ['hush: is missing'],
      }),
    };

    expect(redactResult(redact, failed)).toMatchObject({
      warnings: ['the record [secret] has no login'],
      failure: {
        kind: 'conflict',
        effect: 'none',
        step: 'GET /Users/[secret]',
        next: 'Look at [secret].',
        problems: ['[secret]: is missing'],
      },
    });
  });

  it('leaves the kind and the effect of a failure alone, whatever the secret is', () => {
    const every = (text: string): string => text.replace(/conflict|none/g, '[secret]');
    const failed: CommandResult = {
      kind: 'test',
      command: 'test-module',
      ...frame,
      status: 'failed',
      failure: failure('conflict', 'a conflict'),
    };

    expect(redactResult(every, failed).failure).toMatchObject({
      kind: 'conflict',
      effect: 'none',
      message: 'a [secret]',
    });
  });

  it('leaves advice that is always the same alone: a gap in it would tell the secret', () => {
    const wrong = (text: string): string => text.replaceAll('wrong', '[secret]');
    const failed: CommandResult = {
      kind: 'test',
      command: 'test-module',
      ...frame,
      status: 'failed',
      failure: failure('unauthorized', 'wrong token'),
    };

    const { failure: told } = redactResult(wrong, failed);
    expect(told?.message).toBe('[secret] token');
    expect(told?.next).toContain('may be wrong');
  });

  it('costs no copy when there is none', () => {
    const details = { a: [{ b: 'c' }] };
    expect((redactResult(redact, user('update', details)) as UserResult).vendor.details).toBe(details);
  });
});

it('a failure has no words that it did not have before', () => {
  const bare = failure('timeout', 'hush came late');
  const { failure: shown } = redactResult(redact, {
    kind: 'test',
    command: 'test-module',
    ...frame,
    status: 'failed',
    failure: bare,
  } as CommandResult);

  expect(shown).toStrictEqual({ ...bare, message: '[secret] came late' });
});
