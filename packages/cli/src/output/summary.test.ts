import { failure, type CommandResult, type UserResult } from '@iam/core';
import { summarize } from './summary';

const base = {
  run: 'run-1',
  command: '',
  brand: 'B',
  instanceName: 'I',
  who: 'jane@example.com',
  warnings: [],
  requests: 1,
};

const user = (
  changes: Partial<UserResult>,
  action: UserResult['vendor']['action'] = 'disable',
): CommandResult =>
  ({
    ...base,
    kind: 'user',
    status: 'done',
    userProfile: {},
    reEnabled: false,
    vendor: { action } as UserResult['vendor'],
    ...changes,
  }) as UserResult;

const failed = (kind: 'not-found' | 'interrupted' | 'network', step = 'POST /Users'): CommandResult =>
  user({
    status: 'failed',
    failure: failure(kind, '', { effect: step === '' ? 'none' : 'unknown', step }),
  });

const group = (contextKey: 'GetGroup' | 'CreateGroup' | 'UpdateGroup' | 'DeleteGroup'): CommandResult => ({
  ...base,
  kind: 'group',
  status: 'done',
  contextKey,
  title: '',
  group: {} as never,
});

describe('the last line', () => {
  it.each<[string, CommandResult]>([
    ['1 created', user({ happened: 'created' })],
    ['1 unchanged', user({ happened: 'unchanged' })],
    ['1 already disabled', user({ status: 'skipped', skipCause: 'already' })],
    ['1 already enabled', user({ status: 'skipped', skipCause: 'already' }, 'enable')],
    ['1 not found', user({ status: 'skipped', skipCause: 'not-found' })],
    ['1 not attempted', user({ status: 'skipped', skipCause: 'not-allowed' })],
    ['1 there already', user({ status: 'skipped', skipCause: 'exists' }, 'create')],
    ['1 not found', failed('not-found')],
    ['1 failed', failed('network')],
    ['1 not attempted', failed('interrupted', '')],
    // A read may follow a write of the same command: only the effect tells them apart.
    ['1 interrupted half-way', failed('interrupted', 'GET /Users')],
    ['1 interrupted half-way', failed('interrupted', 'POST /Users')],
    ['1 found', group('GetGroup')],
    ['1 created', group('CreateGroup')],
    ['1 updated', group('UpdateGroup')],
    ['1 deleted', group('DeleteGroup')],
    ['1 read', { ...base, kind: 'fields', status: 'done', fields: {} }],
    ['1 ok', { ...base, kind: 'test', status: 'done' }],
  ])('%s', (line, result) => {
    expect(summarize([result])).toBe(line);
  });

  it('counts, good news first', () => {
    expect(
      summarize([
        failed('network'),
        user({ status: 'skipped', skipCause: 'not-allowed' }),
        user({ happened: 'disabled' }),
        failed('not-found'),
        user({ happened: 'disabled' }),
      ]),
    ).toBe('2 disabled, 1 not found, 1 not attempted, 1 failed');
  });

  describe('names re-enabled users', () => {
    const again = (instanceName: string, action: UserResult['vendor']['action'] = 'update') =>
      user({ happened: 'enabled', reEnabled: true, instanceName }, action);

    it('once, when all instances agree', () => {
      expect(summarize([again('I'), again('J')])).toBe('2 updated and re-enabled: jane@example.com');
      expect(summarize([again('I', 'enable')])).toBe('1 enabled: jane@example.com');
    });

    it('with their instances otherwise', () => {
      const results = [again('I'), failed('not-found'), again('J')];

      expect(summarize(results)).toBe(
        '2 updated and re-enabled, 1 not found; re-enabled: jane@example.com (I, J)',
      );
    });
  });

  it('counts the found users who cannot sign in', () => {
    const found = (active: boolean | null) =>
      user({ happened: 'found', vendor: { action: 'get', active } as UserResult['vendor'] });

    expect(summarize([found(true), found(null)])).toBe('2 found');
    expect(summarize([found(true), found(false), failed('not-found')])).toBe(
      '2 found (1 inactive), 1 not found',
    );
  });
});
