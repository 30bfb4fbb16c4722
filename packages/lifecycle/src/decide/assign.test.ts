import { condition, peopleRules } from '../__fixtures__/people';
import type { ApplicationRules, LeavingRule } from '../config/lifecycle-config';
import { assign } from './assign';
import type { Decision, State } from './decision';

const NOW = new Date('2026-11-27T12:00:00Z');

const application = (
  whenLeaving: LeavingRule = { account: 'disable', groups: 'keep' },
): ApplicationRules => ({
  instance: 'A',
  who: condition('department in ["Sales", "IT"]', 'lifecycle.applications[0].who'),
  groups: [
    {
      name: 'Sellers',
      who: condition('department == "Sales"', 'lifecycle.applications[0].groups.Sellers'),
      exclusive: true,
      create: false,
    },
    {
      name: 'All',
      who: condition('true', 'lifecycle.applications[0].groups.All'),
      exclusive: false,
      create: true,
    },
  ],
  whenLeaving,
});

const decision = (state: State, other: Partial<Decision> = {}): Decision => ({
  state,
  because: ['the reason'],
  changed: [],
  ...other,
});

const assigned = (
  department: string,
  decided: Decision,
  {
    whenLeaving,
    whileOnLeave = 'keep' as 'keep' | 'disable',
  }: { readonly whenLeaving?: LeavingRule; readonly whileOnLeave?: 'keep' | 'disable' } = {},
) =>
  assign(
    { profile: { department }, zone: 'Europe/Berlin' },
    decided,
    { applications: [application(whenLeaving)], protected: [], people: peopleRules({ whileOnLeave }) },
    NOW,
  ).applications[0];

const WHO = 'lifecycle.applications[0].who: department in ["Sales", "IT"]';

describe('a person who works', () => {
  it('has an account where who holds, and the groups whose rules hold', () => {
    expect(assigned('IT', decision('active'))).toEqual({
      instance: 'A',
      assigned: true,
      account: 'enabled',
      why: 'assigned',
      because: [WHO, 'department=IT'],
      groups: [
        {
          name: 'Sellers',
          wanted: false,
          exclusive: true,
          create: false,
          rule: 'lifecycle.applications[0].groups.Sellers: department == "Sales"',
        },
        {
          name: 'All',
          wanted: true,
          exclusive: false,
          create: true,
          rule: 'lifecycle.applications[0].groups.All: true',
        },
      ],
    });
    expect(assigned('Sales', decision('active'))?.groups.map(({ wanted }) => wanted)).toEqual([true, true]);
  });

  it('has none where who does not hold: as a leaver, by the rule of the application', () => {
    expect(assigned('HR', decision('active'))).toEqual({
      instance: 'A',
      assigned: false,
      account: 'disabled',
      why: 'who',
      because: [WHO, 'department=HR'],
      groups: [],
    });
    expect(
      assigned('HR', decision('active'), { whenLeaving: { account: 'keep', groups: 'keep' } })?.account,
    ).toBe('as-it-is');
    expect(
      assigned('HR', decision('active'), {
        whenLeaving: { account: 'disable', groups: 'keep', deleteAfterDays: 9 },
      })?.deleteAfterDays,
    ).toBe(9);
  });
});

describe('a person on leave', () => {
  it('keeps everything, or is disabled and keeps the groups', () => {
    expect(assigned('IT', decision('leave'))).toMatchObject({
      assigned: true,
      account: 'enabled',
      why: 'assigned',
    });
    const off = {
      whileOnLeave: 'disable' as const,
      whenLeaving: { account: 'keep', groups: 'remove', deleteAfterDays: 9 } as const,
    };
    expect(assigned('IT', decision('leave'), off)).toEqual({
      instance: 'A',
      assigned: false,
      account: 'disabled',
      why: 'leave',
      because: ['the reason'],
      groups: [],
    });
    expect(assigned('HR', decision('leave'), off)).toMatchObject({
      why: 'who',
      account: 'as-it-is',
      deleteAfterDays: 9,
    });
  });
});

describe('a leaver', () => {
  it.each<[LeavingRule, object]>([
    [
      { account: 'disable', groups: 'keep' },
      { account: 'disabled', groups: [] },
    ],
    [
      { account: 'keep', groups: 'keep' },
      { account: 'as-it-is', groups: [] },
    ],
    [
      { account: 'disable', groups: 'remove' },
      {
        account: 'disabled',
        groups: [
          { name: 'Sellers', wanted: false },
          { name: 'All', wanted: false },
        ],
      },
    ],
    [
      { account: 'disable', groups: 'keep', deleteAfterDays: 0 },
      { account: 'disabled', deleteAfterDays: 0 },
    ],
  ])('%j', (whenLeaving, expected) => {
    for (const department of ['Sales', 'HR']) {
      expect(assigned(department, decision('left'), { whenLeaving })).toMatchObject({
        assigned: false,
        why: 'left',
        because: ['the reason'],
        ...expected,
      });
    }
  });

  it('is not deleted while a return is known', () => {
    const whenLeaving: LeavingRule = { account: 'disable', groups: 'keep', deleteAfterDays: 9 };
    expect(
      assigned('IT', decision('left', { returns: '2027-01-01T00:00:00.000Z' }), { whenLeaving }),
    ).not.toHaveProperty('deleteAfterDays');
  });
});

it('a person who is not in yet has no account, keeps the groups, and is not deleted', () => {
  expect(
    assigned('IT', decision('future'), {
      whenLeaving: { account: 'disable', groups: 'remove', deleteAfterDays: 9 },
    }),
  ).toEqual({
    instance: 'A',
    assigned: false,
    account: 'disabled',
    why: 'future',
    because: ['the reason'],
    groups: [],
  });
});

it('a person who is missing has what the last row gave', () => {
  expect(assigned('IT', decision('missing', { hold: 'x' }))).toMatchObject({
    assigned: true,
    account: 'enabled',
  });
  expect(assigned('HR', decision('missing', { hold: 'x' }))).toMatchObject({ why: 'who' });
});

describe('protected', () => {
  const protectedBy = (department: string) =>
    assign(
      { profile: { department }, zone: 'UTC' },
      decision('left'),
      {
        applications: [],
        protected: [
          condition('department == "Board"', 'lifecycle.protected[0]'),
          condition('department.startsWith("B")', 'lifecycle.protected[1]'),
        ],
        people: peopleRules(),
      },
      NOW,
    ).protectedBy;

  it('names the first condition that holds', () => {
    expect(protectedBy('Board')).toBe('lifecycle.protected[0]: department == "Board"');
    expect(protectedBy('Bench')).toBe('lifecycle.protected[1]: department.startsWith("B")');
    expect(protectedBy('Sales')).toBeUndefined();
  });
});

it('is due where a rule turns', () => {
  const due = (text: string, place: 'who' | 'group' | 'protected') => {
    const rule = condition(text);
    const always = condition('true');
    return assign(
      { profile: { hiredate: '2026-12-10' }, zone: 'Europe/Berlin' },
      decision('active'),
      {
        applications: [
          {
            ...application(),
            who: place === 'who' ? rule : always,
            groups: [{ name: 'G', who: place === 'group' ? rule : always, exclusive: false, create: false }],
          },
        ],
        protected: place === 'protected' ? [rule] : [],
        people: peopleRules(),
      },
      NOW,
    ).due;
  };
  expect(due('hiredate <= now + duration("72h")', 'who')).toBe('2026-12-06T23:00:00.000Z');
  expect(due('hiredate < now + duration("72h")', 'group')).toBe('2026-12-06T23:00:00.001Z');
  expect(due('now < hiredate', 'protected')).toBe('2026-12-09T23:00:00.000Z');
  expect(due('hiredate < date("2026-12-01")', 'who')).toBeUndefined();
  expect(due('department == "" || hiredate < now', 'who')).toBeUndefined();
});
