import type { LedgerCall } from '../ledger/calls-of-run';
import { whatWasDone } from './what-was-done';

type Over = Partial<Omit<LedgerCall, 'ended'>> & { readonly ended?: Partial<LedgerCall['ended'] & object> };

const call = ({ ended, ...over }: Over = {}): LedgerCall => ({
  run: 1,
  n: 1,
  app: 'aws',
  person: 'E1',
  call: 'c',
  command: 'iam-update-user',
  vendorId: 'v1',
  actor: 'jane',
  worker: 'w',
  begun: [{ at: '', before: { title: 'a' }, changes: { title: { from: 'a', to: 'b' } }, requests: [] }],
  ...(ended === undefined
    ? {}
    : { ended: { at: '', outcome: 'updated', effect: 'none', requests: [], ...ended } }),
  isForgotten: false,
  ...over,
});

const title = (from: string, to: string) => ({ title: { from, to } });

describe('whatWasDone', () => {
  it.each<[string, readonly LedgerCall[], 'update' | 'create' | 'disable']>([
    ['no call', [], 'update'],
    ['everything was so already', [call({ begun: [], ended: { outcome: 'unchanged' } })], 'update'],
    ['a write that was refused', [call({ ended: { outcome: 'refused' } })], 'update'],
    ['a write without effect', [call({ ended: { outcome: 'rate-limited', effect: 'none' } })], 'update'],
    [
      'no account was there to be disabled',
      [call({ begun: [], ended: { outcome: 'not-found' } })],
      'disable',
    ],
    ['an account that was there', [call({ begun: [], ended: { outcome: 'adopted' } })], 'update'],
  ])('is nothing: %s', (_what, calls, op) => {
    expect(whatWasDone({ op, calls })).toEqual({ tag: 'nothing' });
  });

  it('is from before the first attempt to after the last', () => {
    const calls = [
      call({ ended: { changes: title('a', 'b'), after: { title: 'b' } } }),
      call({ ended: { changes: title('b', 'c'), after: { title: 'c' } } }),
    ];
    expect(whatWasDone({ op: 'update', calls })).toEqual({
      tag: 'changed',
      vendorId: 'v1',
      isMade: false,
      changes: title('a', 'c'),
      after: { title: 'c' },
      isUncertain: false,
    });
  });

  it('has what an attempt began whose end is not known, when the next one finds it done', () => {
    const found = call({ begun: [], ended: { outcome: 'unchanged' } });
    expect(whatWasDone({ op: 'update', calls: [call(), found] })).toMatchObject({
      changes: title('a', 'b'),
      isUncertain: false,
    });
  });

  it.each([
    ['died', call()],
    ['has an unknown effect', call({ ended: { outcome: 'timeout', effect: 'unknown' } })],
  ])('is uncertain when the last attempt %s', (_what, last) => {
    expect(whatWasDone({ op: 'update', calls: [last] })).toMatchObject({
      changes: title('a', 'b'),
      isUncertain: true,
    });
  });

  it('tells who was let in and who was locked out, by the change, else by the outcome', () => {
    const active = (from: boolean | null, to: boolean) => ({ active: { from, to } });
    const activityOf = (outcome: string, changes: object) =>
      whatWasDone({ op: 'update', calls: [call({ ended: { outcome, changes: changes as never } })] });
    expect(activityOf('enabled', active(false, true))).toMatchObject({ activity: 'opened', changes: {} });
    expect(activityOf('disabled', active(true, false))).toMatchObject({ activity: 'shut' });
    expect(activityOf('disabled', {})).toMatchObject({ activity: 'shut' });
    expect(activityOf('updated', {})).not.toHaveProperty('activity');
  });

  const create = (over: Over): LedgerCall =>
    call({
      command: 'iam-create-user',
      begun: [{ at: '', changes: title('', 'b'), requests: [] }],
      ...over,
    });

  it('is an account that was made, also when an attempt was lost and the next one found it', () => {
    const made = create({ ended: { outcome: 'created', after: { title: 'b' } } });
    expect(whatWasDone({ op: 'create', calls: [made] })).toMatchObject({ isMade: true, isUncertain: false });
    const lost = create({ vendorId: null });
    const found = create({ begun: [], ended: { outcome: 'unchanged' } });
    expect(whatWasDone({ op: 'create', calls: [lost, found] })).toMatchObject({
      isMade: true,
      vendorId: 'v1',
      isUncertain: false,
    });
  });

  it('is not undone where an account may be there that no read has seen', () => {
    expect(whatWasDone({ op: 'create', calls: [create({ vendorId: null })] })).toMatchObject({
      tag: 'final',
      why: expect.stringContaining('may have been made'),
    });
  });

  it('is not undone where values are forgotten; an account that was made needs none', () => {
    const calls = [call({ ended: {}, isForgotten: true })];
    expect(whatWasDone({ op: 'update', calls })).toMatchObject({
      tag: 'final',
      why: expect.stringContaining('90 days'),
    });
    const made = [create({ ended: { outcome: 'created' }, isForgotten: true })];
    expect(whatWasDone({ op: 'create', calls: made })).toMatchObject({ tag: 'changed', isMade: true });
  });
});
