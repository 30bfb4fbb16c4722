import type { GuardLimits } from '../../config/lifecycle-config';
import { countError, countPerson, judgeGuards, newTally, stoppedApps, type Totals } from './guards';
import type { AccountPlan } from '../person/planned-pair';

const LIMITS: GuardLimits = {
  leavers: { percent: 2, floor: 5, count: 500 },
  feedShrinks: { percent: 5, floor: 5 },
  identifiers: { percent: 5, floor: 5 },
  creations: { percent: 20, floor: 5 },
  groups: { percent: 20, floor: 5 },
  errors: { percent: 5, floor: 5 },
  values: { percent: 20, floor: 5 },
};

const item = (
  more: Partial<Extract<AccountPlan, { tag: 'item' }>> = {},
  op: 'create' | 'disable' | 'enable' = 'disable',
): AccountPlan => ({
  tag: 'item',
  item: { op, reason: 'leaver', because: [], change: {}, post: { active: false }, requests: 2 },
  away: op === 'disable',
  givesUp: [],
  holders: [],
  ...more,
});

const totals = (accounts: number, more: Partial<Totals> = {}): Totals => ({
  people: accounts,
  rows: accounts,
  previousRows: accounts,
  apps: {
    A: { accounts, complete: true, members: { G: 100 } },
    B: { accounts, complete: false, members: {} },
  },
  ...more,
});

const guardsOf = (parts: readonly (readonly [string, AccountPlan])[], of: Totals, errors = 0) => {
  const counts = newTally(['A', 'B']);
  parts.forEach(([app, plan], index) => {
    countPerson(counts, `E${String(index).padStart(4, '0')}`, [{ app: { name: app }, plan }]);
  });
  for (let n = 0; n < errors; n += 1) {
    countError(counts, `line ${n}`);
  }
  return judgeGuards(counts, of, LIMITS);
};

const many = (count: number, app: string, plan: AccountPlan) =>
  Array.from({ length: count }, () => [app, plan] as const);
const failing = (...parameters: Parameters<typeof guardsOf>) =>
  guardsOf(...parameters)
    .filter(({ ok }) => !ok)
    .map(({ rule, app, value, of }) => `${rule} ${app} ${value} of ${of}`);

describe('the guard of leavers', () => {
  it.each([
    [1000, 20, []],
    [1000, 21, ['leavers * 21 of 1000', 'leavers A 21 of 1000']],
    // A small company: never less than the floor.
    [10, 5, []],
    [10, 6, ['leavers * 6 of 10', 'leavers A 6 of 10']],
    // A large one: the number that was set.
    [100_000, 500, []],
    [100_000, 501, ['leavers * 501 of 100000', 'leavers A 501 of 100000']],
  ])('of %i people lets %i go: %j', (of, count, stopped) => {
    expect(failing(many(count, 'A', item()), totals(of))).toEqual(stopped);
  });

  it('counts whatever is taken away, held or not, whatever the event is called', () => {
    const held = item();
    const parts = many(
      6,
      'A',
      held.tag === 'item' ? { ...held, item: { ...held.item, reason: 'unassigned', hold: 'x' } } : held,
    );
    expect(failing(parts, totals(10))).toEqual(['leavers * 6 of 10', 'leavers A 6 of 10']);
  });

  it('names the first ten people, how many more, and what allows it', () => {
    const text = guardsOf(many(25, 'A', item()), totals(10)).find(({ ok }) => !ok)?.text;

    expect(text).toContain('E0000, E0001');
    expect(text).toContain('E0009 and 15 more');
    expect(text).not.toContain('E0010');
  });

  it('stops its own application only', () => {
    const guards = guardsOf(many(21, 'A', item()), totals(1000, { people: 5000 }));
    expect([...stoppedApps(guards, ['A', 'B'])]).toEqual(['A']);
  });

  it('for all together stops every application', () => {
    const guards = guardsOf([...many(15, 'A', item()), ...many(15, 'B', item())], totals(1000));
    expect([...stoppedApps(guards, ['A', 'B'])]).toEqual(['A', 'B']);
  });

  it('counts a person once, in however many applications', () => {
    const counts = newTally(['A', 'B']);
    countPerson(counts, 'E1', [
      { app: { name: 'A' }, plan: item() },
      { app: { name: 'B' }, plan: item() },
    ]);
    expect(counts.leavers.count).toBe(1);
  });
});

it('judges a feed by the rows of last time', () => {
  const feed = (rows: number, previousRows: number | null) =>
    failing([], totals(100, { rows, previousRows }));
  expect(feed(95, 100)).toEqual([]);
  expect(feed(94, 100)).toEqual(['feedShrinks * 6 of 100']);
  expect(feed(10, null)).toEqual([]);
  expect(feed(200, 100)).toEqual([]);
});

it('judges creations once an application was complete', () => {
  expect(failing(many(21, 'A', item({}, 'create')), totals(100))).toEqual(['creations A 21 of 100']);
  expect(failing(many(21, 'B', item({}, 'create')), totals(100))).toEqual([]);
});

it('judges accounts that are opened again as it does new ones: an emptied column of end dates makes everybody a rehire', () => {
  const opened = item({}, 'enable');
  expect(failing(many(21, 'A', opened), totals(100))).toEqual(['creations A 21 of 100']);
  expect(failing([...many(11, 'A', opened), ...many(10, 'A', item({}, 'create'))], totals(100))).toEqual([
    'creations A 21 of 100',
  ]);
  // One that was disabled by hand waits in every plan, and would stop them all.
  const held = opened.tag === 'item' ? { ...opened, item: { ...opened.item, hold: 'x' } } : opened;
  expect(failing(many(21, 'A', held), totals(100))).toEqual([]);
});

it('judges names that change, rows in error, and each group', () => {
  expect(failing(many(6, 'A', item({ away: false, givesUp: ['x'] })), totals(100))).toEqual([
    'identifiers A 6 of 100',
  ]);
  expect(failing([], totals(100), 6)).toEqual(['errors * 6 of 100']);
  const leaves = item({ away: false });
  const out =
    leaves.tag === 'item'
      ? { ...leaves, item: { ...leaves.item, groups: { add: [], remove: ['G'] } } }
      : leaves;
  expect(failing(many(20, 'A', out), totals(100))).toEqual([]);
  expect(failing(many(21, 'A', out), totals(100))).toEqual(['groups A 21 of 100']);
});
