import { before, condition, peopleRules, row } from '../__fixtures__/people';
import { decodeLifecycle } from '../config/decode-lifecycle';
import { assign } from './assign';
import { decide } from './decide';
import type { Decision } from './decision';
import { EVENT_NAMES, REFERENCE_EVENTS } from './reference-events';

/**
 * What is known to go wrong in the reference's feed of employees, one test each: ours does not have it. The numbers are those of the list
 * of weaknesses that this project keeps; those about the feed, the plan or the engine are tested there.
 */
const NOW = new Date('2026-11-27T12:00:00Z');
const rules = peopleRules();

const APPLICATIONS = {
  applications: [
    {
      instance: 'A',
      who: condition('true', 'lifecycle.applications[0].who'),
      groups: [{ name: 'G', who: condition('title == "x"'), exclusive: false, create: false }],
      whenLeaving: { account: 'disable' as const, groups: 'keep' as const },
    },
  ],
  protected: [],
  people: rules,
};

const accountOf = (decision: Decision, profile = {}): string | undefined =>
  assign({ profile, zone: 'UTC' }, decision, APPLICATIONS, NOW).applications[0]?.account;

it('1: rows that are gone disable no account until that is approved', () => {
  for (const state of ['future', 'active', 'leave', 'missing'] as const) {
    const decision = decide(undefined, before(state, { hiredate: '2020-01-01' }), NOW, rules);
    expect(decision).toMatchObject({
      state: 'missing',
      event: 'missing',
      hold: 'missing from the feed: waits for an approval',
    });
    expect(accountOf(decision)).toBe('enabled');
  }
});

it('2: a leaver whose start date arrives is not activated', () => {
  const leaver = row({ hiredate: '2026-11-27', employmentstatus: 'Terminated' });
  expect(decide(leaver, before('future', leaver.profile), NOW, rules)).toMatchObject({
    state: 'left',
    event: 'leaver',
  });
});

it('3: a hire that is withdrawn before the start is cleaned up, however far the start is', () => {
  const withdrawn = row({ hiredate: '2027-06-01', employmentstatus: 'Terminated' });
  const decision = decide(withdrawn, before('future', { hiredate: '2027-06-01' }), NOW, rules);
  expect(decision).toMatchObject({ state: 'left', event: 'leaver' });
  expect(accountOf(decision)).toBe('disabled');
});

it('4: access ends at the end of the last day where the person is', () => {
  const leaving = row({ terminationdate: '2026-11-27' }, 'America/Sao_Paulo');
  const stateAt = (instant: string) =>
    decide(leaving, before('active', leaving.profile), new Date(instant), rules).state;
  expect(stateAt('2026-11-28T02:59:59.999Z')).toBe('active');
  expect(stateAt('2026-11-28T03:00:00.000Z')).toBe('left');
});

it('5: a start date that is missing or no date is the matter of its row alone, and nothing is thrown', () => {
  expect(decide(row({}), undefined, NOW, rules)).toMatchObject({ state: 'active', event: 'joiner' });
  expect(decide(row({ hiredate: 'n/a' }), before('active'), NOW, rules)).toMatchObject({
    state: 'active',
    hold: 'hiredate is not a date (yyyy-MM-dd): nothing is decided upon it',
  });
});

it('6: empty, missing and null are the same, so that no one is a mover in every plan', () => {
  const decision = decide(
    row({ title: '', city: null, state: undefined }),
    before('active', { surname: '' }),
    NOW,
    rules,
  );
  expect(decision).toEqual({ state: 'active', because: [], changed: [] });
});

it('7 and 8: no flag of an earlier run is asked; a newer row always counts, a leaver above all', () => {
  const withFlags = { isprocessed: true, hiredate: '2020-01-01' };
  expect(
    decide(row({ ...withFlags, terminationdate: '2026-11-20' }), before('active', withFlags), NOW, rules)
      .event,
  ).toBe('leaver');
  expect(decide(row({ ...withFlags, title: 'x' }), before('active', withFlags), NOW, rules).event).toBe(
    'mover',
  );
});

it('9: what is decided rests on the row of today, not on one that was kept', () => {
  const moved = before('active', { title: 'b' });
  expect(decide(row({ title: 'a' }), moved, NOW, rules).changed).toEqual(['title']);
  expect(decide(row({ title: 'b' }), moved, NOW, rules).event).toBeUndefined();
});

it('10: a name that another person has changes no decision', () => {
  const namesake = row({ displayname: 'Jane Doe', hiredate: '2026-11-01' });
  expect(decide(namesake, undefined, NOW, rules)).toMatchObject({ state: 'active', event: 'joiner' });
});

it('11: a rehire by date alone is one, and the account is enabled', () => {
  const again = row({ hiredate: '2026-11-23', terminationdate: '2026-06-30' });
  const decision = decide(
    again,
    before('left', { hiredate: '2020-01-01', terminationdate: '2026-06-30' }),
    NOW,
    rules,
  );
  expect(decision).toMatchObject({ state: 'active', event: 'rehire', because: ['hiredate=2026-11-23'] });
  expect(accountOf(decision)).toBe('enabled');
});

it('12: who left already is still to be disabled everywhere, without a new event', () => {
  const left = row({ terminationdate: '2026-06-30' });
  const decision = decide(left, before('left', left.profile), NOW, rules);
  expect(decision.event).toBeUndefined();
  expect(accountOf(decision)).toBe('disabled');
});

it('13: a start date that overwrites the earlier one ends no access before the last day', () => {
  const renewed = row({ hiredate: '2027-01-11', terminationdate: '2026-12-31' });
  const decision = decide(renewed, before('active', { hiredate: '2020-01-01' }), NOW, rules);
  expect(decision).toMatchObject({ state: 'active', event: 'mover', due: '2026-12-31T23:00:00.000Z' });
});

it('14: leave, days after the last one, and a deletion later are rules', () => {
  const onLeave = decide(row({ employmentstatus: 'Leave of Absence' }), before('active'), NOW, rules);
  expect(onLeave).toMatchObject({ state: 'leave', event: 'leave' });
  const later = peopleRules({ leaves: { date: 'terminationdate', at: 'end-of-day', daysAfter: 14 } });
  expect(decide(row({ terminationdate: '2026-11-20' }), before('active'), NOW, later)).toMatchObject({
    state: 'active',
    due: '2026-12-04T23:00:00.000Z',
  });
  const [application] = APPLICATIONS.applications;
  const deleting = {
    ...APPLICATIONS,
    applications: application
      ? [
          {
            ...application,
            whenLeaving: { account: 'disable' as const, groups: 'keep' as const, deleteAfterDays: 30 },
          },
        ]
      : [],
  };
  const left: Decision = { state: 'left', event: 'leaver', because: [], changed: [] };
  expect(assign({ profile: {}, zone: 'UTC' }, left, deleting, NOW).applications).toMatchObject([
    { account: 'disabled', deleteAfterDays: 30 },
  ]);
});

it('17: the configuration is one section, and every mistake in it is told before anything runs', () => {
  expect(decodeLifecycle({ feed: {}, applications: [{ instance: 'B' }] }, { instances: ['A'] })).toEqual({
    _tag: 'Left',
    left: [
      'lifecycle.feed.from: is missing',
      'lifecycle.applications[0].instance: there is no instance "B" (A)',
      'lifecycle.applications[0].who: is missing',
    ],
  });
});

it('18: groups follow rules of their own, per application', () => {
  const groups = (title: string) =>
    assign(
      { profile: { title }, zone: 'UTC' },
      { state: 'active', because: [], changed: [] },
      APPLICATIONS,
      NOW,
    ).applications[0]?.groups;
  expect(groups('x')).toMatchObject([{ name: 'G', wanted: true }]);
  expect(groups('y')).toMatchObject([{ name: 'G', wanted: false }]);
});

it('24: what each application should have is told at every run, so that a drift can be seen', () => {
  const unchanged = decide(row({ title: 'x' }), before('active', { title: 'x' }), NOW, rules);
  expect(unchanged.event).toBeUndefined();
  expect(accountOf(unchanged, { title: 'x' })).toBe('enabled');
});

it('names each event of the reference beside ours, and no event of ours without it', () => {
  const named = Object.values(EVENT_NAMES).flatMap(({ reference }) => reference);
  expect([...new Set(named)].sort()).toEqual([...REFERENCE_EVENTS].sort());
  expect(EVENT_NAMES.joiner.reference).toEqual(['IAM - New Hire', 'IAM - AD User Activation']);
  expect(EVENT_NAMES.mover.reference).toEqual(['IAM - Update User']);
  expect(EVENT_NAMES.leaver.reference).toEqual(['IAM - Terminate User']);
  expect(EVENT_NAMES.rehire.reference).toEqual(['IAM - Rehire User']);
  expect(EVENT_NAMES.postponed.reference).toEqual(['IAM - AD User Deactivation']);
});
