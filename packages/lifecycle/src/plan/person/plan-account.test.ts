import { account } from '../../accounts/__fixtures__/account';
import type { Account, Correlation } from '../../accounts/account';
import { planAccount } from './plan-account';
import type { AccountPlan, Assigned, PlannedApp, PlannedPair, PlannedPerson } from './planned-pair';
import type { Profile } from '../../config/lifecycle-config';

const APP: PlannedApp = {
  name: 'AWS',
  whenLeaving: { account: 'disable', groups: 'keep' },
  adopt: 'apply',
  deletes: true,
  rulesChanged: false,
  words: {
    desired: (profile) => ({ attributes: profile, references: [], hash: JSON.stringify(profile) }),
    difference: ({ record }, profile) =>
      Object.fromEntries(
        Object.entries(profile)
          .filter(([key, value]) => key !== 'olduserdata' && (record[key] ?? null) !== value)
          .map(([key, value]) => [key, [record[key] ?? null, value] as const]),
      ),
    names: () => ({ username: undefined, email: undefined }),
    peopleKeys: [],
    shapesNames: false,
    recordHash: () => 'hash',
  },
};
const PROFILE: Profile = { employeeid: 'E1', email: 'e1@x', title: 'Engineer' };
const PERSON: PlannedPerson = {
  key: 'E1',
  who: 'e1@x',
  profile: PROFILE,
  before: PROFILE,
  state: 'active',
  event: undefined,
  because: [],
  hold: undefined,
};
const IN: Assigned = { account: 'enabled', why: 'assigned', because: [], groups: [] };
const out = (why: Assigned['why'], more: Partial<Assigned> = {}): Assigned => ({
  account: 'disabled',
  why,
  because: [],
  groups: [],
  ...more,
});
const NONE: Correlation = { tag: 'none', holders: [] };
const LINKED: Partial<Account> = { person: 'E1', record: PROFILE, email: 'e1@x', employeeId: 'E1' };
const one = (more: Partial<Account> = {}): Correlation => ({
  tag: 'one',
  account: account('a', { ...LINKED, ...more }),
  by: 'email',
  holders: [],
});

const plan = (pair: Partial<PlannedPair> & { readonly who?: Partial<PlannedPerson> } = {}): AccountPlan =>
  planAccount({
    app: APP,
    assigned: IN,
    correlation: one(),
    gone: undefined,
    memberships: [],
    idOf: () => undefined,
    now: new Date('2026-06-01T12:00:00Z'),
    ...pair,
    person: { ...PERSON, ...pair.who },
  });

const said = (...parameters: Parameters<typeof plan>): string => {
  const result = plan(...parameters);
  switch (result.tag) {
    case 'nothing':
      return `nothing${result.disabledBy === undefined ? '' : ` (${result.disabledBy})`}`;
    case 'skip':
      return `skip ${result.would}: ${result.reason}`;
    case 'item': {
      const { op, reason, hold } = result.item;
      return `${op} ${reason}${hold === undefined ? '' : ' held'}${result.away ? ' away' : ''}`;
    }
  }
};

describe('a person who is to have an active account', () => {
  const SHUT = { active: false } as const;
  it.each<[string, string, Parameters<typeof plan>[0]]>([
    ['has no account: a joiner', 'create joiner', { correlation: NONE, who: { event: 'joiner' } }],
    ['has no account: comes back', 'create rehire', { correlation: NONE, who: { event: 'rehire' } }],
    [
      'has no account: the rules give one now',
      'create assigned',
      { correlation: NONE, who: { event: 'mover' } },
    ],
    ['has the account as it should be', 'nothing', {}],
    ['changed', 'update mover', { correlation: one({ record: {} }), who: { event: 'mover' } }],
    [
      'changed earlier, and the vendor was changed since',
      'update drift',
      { correlation: one({ record: {}, desiredHash: JSON.stringify(PROFILE) }), who: { event: 'mover' } },
    ],
    ['has a mapper that changed', 'update mover', { correlation: one({ record: {}, desiredHash: 'x' }) }],
    ['was changed at the application', 'update drift', { correlation: one({ record: {} }) }],
    [
      'has one that we disabled, and comes back',
      'enable rehire',
      { correlation: one({ ...SHUT, disabledBy: '42' }), who: { event: 'rehire' } },
    ],
    [
      'has one that was disabled before the first day, and not by us',
      'enable drift held',
      { correlation: one({ ...SHUT, disabledBy: 'before' }), who: { event: 'joiner' } },
    ],
    ['has one that was disabled by hand', 'enable drift held', { correlation: one(SHUT) }],
    [
      'has one that was disabled by hand while at work, and returns',
      'enable drift held',
      { correlation: one({ ...SHUT, disabledBy: 'hand' }), who: { event: 'rehire' } },
    ],
    ['has one that is not ours yet', 'adopt adopt', { correlation: one({ person: null }) }],
    [
      'has one that is not ours yet and differs',
      'update adopt',
      { correlation: one({ person: null, record: {} }), who: { event: 'joiner' } },
    ],
    [
      'has one that is not ours yet and is disabled',
      'enable adopt held',
      { correlation: one({ person: null, ...SHUT }), who: { event: 'joiner' } },
    ],
    [
      'has one that is not ours yet, which is to be looked at',
      'adopt adopt held',
      { correlation: one({ person: null }), app: { ...APP, adopt: 'hold' } },
    ],
    [
      'lost it: it was removed by hand',
      'create drift held',
      { correlation: NONE, gone: account('g', { person: 'E1' }) },
    ],
    [
      'lost it after it was disabled',
      'create rehire',
      { correlation: NONE, gone: account('g', { person: 'E1', active: false }), who: { event: 'rehire' } },
    ],
  ])('%s', (_, wanted, pair) => {
    expect(said(pair)).toBe(wanted);
  });
});

describe('a person who is to have no active account', () => {
  const LEFT = { assigned: out('left'), who: { state: 'left', event: 'leaver' } } as const;
  const SHUT = { active: false } as const;
  it.each<[string, string, Parameters<typeof plan>[0]]>([
    ['left', 'disable leaver away', LEFT],
    [
      'left long ago, and the account works again',
      'disable leaver away',
      { ...LEFT, who: { state: 'left' } },
    ],
    [
      'left, and the vendor does not say whether it works',
      'disable leaver away',
      { ...LEFT, correlation: one({ active: null }) },
    ],
    [
      'left, with an account that is not ours yet',
      'disable leaver away',
      { ...LEFT, correlation: one({ person: null }) },
    ],
    ['left, and has none', 'nothing', { ...LEFT, correlation: NONE }],
    ['left, and it is disabled already', 'nothing (before)', { ...LEFT, correlation: one(SHUT) }],
    ['left, and we disabled it', 'nothing', { ...LEFT, correlation: one({ ...SHUT, disabledBy: '42' }) }],
    ['left, where accounts are kept', 'nothing', { ...LEFT, assigned: out('left', { account: 'as-it-is' }) }],
    [
      'is on leave',
      'disable leave away',
      { assigned: out('leave'), who: { state: 'leave', event: 'leave' } },
    ],
    [
      'starts later than was said',
      'disable postponed away',
      { assigned: out('future'), who: { state: 'future', event: 'postponed' } },
    ],
    [
      'starts later, and the account works already',
      'disable postponed held away',
      { assigned: out('future'), who: { state: 'future' } },
    ],
    [
      'starts later, and the account waits',
      'nothing (before)',
      { assigned: out('future'), who: { state: 'future' }, correlation: one({ person: null, ...SHUT }) },
    ],
    [
      'is not assigned any more',
      'disable unassigned away',
      { assigned: out('who'), who: { event: 'mover' } },
    ],
    [
      'is missing',
      'disable missing held away',
      { who: { state: 'missing', event: 'missing', hold: 'missing' } },
    ],
    [
      'is missing, and it is disabled',
      'nothing (before)',
      { who: { state: 'missing', event: 'missing', hold: 'missing' }, correlation: one(SHUT) },
    ],
  ])('%s', (_, wanted, pair) => {
    expect(said(pair)).toBe(wanted);
  });

  it('and whose account was never ours keeps it, when no rule gives it', () => {
    const kept = { assigned: out('who'), correlation: one({ person: null }) };
    expect(said(kept)).toContain('skip disable: not ours');
    // A reader knows what happens, and has the whole call.
    expect(plan(kept)).toMatchObject({
      reason: expect.stringMatching(
        /goes on working\. .* type `iam link E1 --app "AWS" --account \S+`, then `iam plan`$/,
      ) as string,
    });
  });

  it('loses a disabled account after so many days, and not before', () => {
    const since = (disabledAt: string, more: Partial<PlannedPair> = {}) =>
      plan({
        ...LEFT,
        assigned: out('left', { deleteAfterDays: 30 }),
        correlation: one({ ...SHUT, disabledBy: '42', disabledAt }),
        ...more,
      });
    expect(since('2026-05-02T12:00:00.000Z')).toMatchObject({
      tag: 'item',
      item: { op: 'delete' },
      away: true,
    });
    expect(since('2026-05-02T12:00:01.000Z')).toEqual({ tag: 'nothing', due: '2026-06-01T12:00:01.000Z' });
    expect(since('2020-01-01T00:00:00.000Z', { app: { ...APP, deletes: false } })).toEqual({
      tag: 'nothing',
    });
  });
});

describe('groups', () => {
  const rule = (name: string, wanted: boolean, exclusive = false) => ({ name, wanted, exclusive });
  const groupsOf = (result: AccountPlan) => (result.tag === 'item' ? result.item.groups : undefined);

  it('are those of the rules, and no others', () => {
    const result = plan({
      assigned: {
        ...IN,
        groups: [
          rule('Add', true),
          rule('Has', true),
          rule('Ours', false),
          rule('Hand', false),
          rule('Strict', false, true),
        ],
      },
      memberships: [
        { group: 'Has', ours: false },
        { group: 'Ours', ours: true },
        { group: 'Hand', ours: false },
        { group: 'Strict', ours: false },
        { group: 'Nobody’s', ours: true },
      ],
    });
    expect(groupsOf(result)).toEqual({ add: ['Add'], remove: ['Ours', 'Strict'] });
    expect(result).toMatchObject({ item: { op: 'groups' } });
  });

  it('come with the account of a joiner', () => {
    expect(groupsOf(plan({ correlation: NONE, assigned: { ...IN, groups: [rule('G', true)] } }))).toEqual({
      add: ['G'],
      remove: [],
    });
  });

  it('are all taken from a leaver where the rule says so', () => {
    const memberships = [{ group: 'G', ours: false }];
    const left = { state: 'left' } as const;
    expect(
      groupsOf(plan({ who: left, memberships, assigned: out('left', { groups: [rule('G', false)] }) })),
    ).toEqual({ add: [], remove: ['G'] });
    expect(groupsOf(plan({ who: left, memberships, assigned: out('left') }))).toBeUndefined();
  });
});

it('says the old names, and that the account gives them up', () => {
  const result = plan({
    who: { profile: { ...PROFILE, email: 'new@x' }, event: 'mover', because: ['email'] },
  });
  expect(result).toMatchObject({
    item: { op: 'update', profile: { email: 'new@x', olduserdata: { email: 'e1@x' } }, vendorId: 'a' },
    givesUp: ['e1@x'],
  });
});
