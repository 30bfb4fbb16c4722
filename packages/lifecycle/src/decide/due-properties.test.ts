import * as fc from 'fast-check';
import { before, condition, peopleRules, row } from '../__fixtures__/people';
import type { State } from './decision';
import { assign } from './assign';
import { decide } from './decide';

const HOUR = 3_600_000;

/** Zones that change their offset by an hour, by half an hour, at midnight, and by a whole day. */
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'Pacific/Apia',
  'America/Sao_Paulo',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'America/St_Johns',
];

/** Around the days on which these zones changed. */
const MOMENTS = [
  '2011-12-30T10:00:00Z',
  '2018-11-04T03:00:00Z',
  '2018-02-18T02:00:00Z',
  '2026-03-29T01:00:00Z',
  '2026-04-04T15:00:00Z',
].map(Date.parse);

const moment = fc
  .tuple(fc.constantFrom(...MOMENTS), fc.integer({ min: -96, max: 96 }), fc.constantFrom(-1, 0, 1, 1_800_000))
  .map(([at, hours, more]) => at + hours * HOUR + more);

const day = fc
  .tuple(fc.constantFrom(...MOMENTS), fc.integer({ min: -6, max: 6 }))
  .map(([at, days]) => new Date(at + days * 24 * HOUR).toISOString().slice(0, 10));

const optional = <A>(arbitrary: fc.Arbitrary<A>) => fc.option(arbitrary, { nil: undefined });

const profile = fc.record({
  hiredate: optional(day),
  terminationdate: optional(day),
  lastdayofwork: optional(day),
  employmentstatus: fc.constantFrom('Active', 'Terminated', 'Leave of Absence', ''),
});

const previous = optional(
  fc
    .tuple(
      fc.constantFrom<State>('future', 'active', 'leave', 'left', 'missing'),
      profile,
      moment.map((at) => new Date(at).toISOString()),
    )
    .map(([state, known, since]) => before(state, known, state === 'missing' ? since : undefined)),
);

const CONDITIONS = [
  'employmentstatus == "Terminated"',
  'employmentstatus == "Leave of Absence"',
  'lastdayofwork < now',
  'now >= lastdayofwork + duration("36h")',
  'known(lastdayofwork) && !(lastdayofwork > now + duration("12h")) && hiredate <= now',
  'lastdayofwork == now || terminationdate - duration("1h") == now',
  'now > timestamp("2018-11-04T03:30:00Z") && now <= date("2018-11-06")',
].map((text) => condition(text));

const rules = fc
  .record({
    daysBefore: fc.integer({ min: 0, max: 3 }),
    daysAfter: fc.integer({ min: 0, max: 3 }),
    at: fc.constantFrom<'start-of-day' | 'end-of-day'>('start-of-day', 'end-of-day'),
    dated: fc.boolean(),
    left: optional(fc.constantFrom(...CONDITIONS)),
    onLeave: optional(fc.constantFrom(...CONDITIONS)),
    missing: fc.constantFrom('hold' as const, { afterDays: 1 }, { afterDays: 2 }),
  })
  .map(({ daysBefore, daysAfter, at, dated, left, onLeave, missing }) => ({
    joins: { date: 'hiredate', daysBefore },
    ...(dated ? { leaves: { date: 'terminationdate', at, daysAfter } } : {}),
    ...(left === undefined ? {} : { left }),
    ...(onLeave === undefined ? {} : { onLeave }),
    whileOnLeave: 'keep' as const,
    missing,
  }));

/** Everything but what tells of the time itself. */
const decided = (decision: ReturnType<typeof decide>): string => {
  const { due, returns, ...rest } = decision;
  void [due, returns];
  return JSON.stringify(rest);
};

describe('for every row, state before, rule and zone', () => {
  it('the decision is the same until it is due, and another one then', () => {
    fc.assert(
      fc.property(
        profile,
        fc.constantFrom(...ZONES),
        previous,
        fc.boolean(),
        moment,
        rules,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 }),
        (data, zone, was, isGone, at, people, samples) => {
          // A person who is missing from now on has no recorded beginning of it yet; the plan records it.
          fc.pre(!isGone || was?.state === 'missing' || was?.state === 'left');
          const current = isGone ? undefined : row(data, zone);
          const again = (instant: number): string => decided(decide(current, was, new Date(instant), people));
          const { due } = decide(current, was, new Date(at), people);
          const end = due === undefined ? at + 60 * 24 * HOUR : Date.parse(due);
          expect(end).toBeGreaterThan(at);
          const now = again(at);
          for (const instant of [
            ...samples.map((share) => Math.floor(at + share * (end - 1 - at))),
            end - 1,
          ]) {
            expect(again(instant)).toBe(now);
          }
          if (due !== undefined) {
            expect(again(end)).not.toBe(now);
          }
        },
      ),
      { numRuns: 1_500 },
    );
  });

  it('the assignments are the same until they are due, and others then', () => {
    fc.assert(
      fc.property(
        profile,
        fc.constantFrom(...ZONES),
        moment,
        fc.constantFrom(...CONDITIONS),
        fc.constantFrom(...CONDITIONS),
        (data, zone, at, who, group) => {
          const config = {
            applications: [
              {
                instance: 'A',
                who,
                groups: [{ name: 'G', who: group, exclusive: false, create: false }],
                whenLeaving: { account: 'disable' as const, groups: 'keep' as const },
              },
            ],
            protected: [group],
            people: peopleRules(),
          };
          const again = (instant: number) => {
            const { due, ...rest } = assign(
              { profile: data, zone },
              { state: 'active', because: [], changed: [] },
              config,
              new Date(instant),
            );
            return { due, text: JSON.stringify(rest) };
          };
          const { due, text } = again(at);
          const end = due === undefined ? at + 60 * 24 * HOUR : Date.parse(due);
          for (const share of [0.25, 0.5, 0.75, 1]) {
            expect(again(Math.floor(at + share * (end - 1 - at))).text).toBe(text);
          }
          if (due !== undefined) {
            expect(again(end).text).not.toBe(text);
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('a person whose employment is over is neither let in nor kept in', () => {
    fc.assert(
      fc.property(
        profile,
        fc.constantFrom(...ZONES),
        previous,
        moment,
        rules,
        (data, zone, was, at, people) => {
          const { state, event } = decide(row(data, zone), was, new Date(at), people);
          const left = people.left?.holds({ profile: data, now: new Date(at), zone }) === true;
          if (left && people.leaves === undefined) {
            expect(state).toBe('left');
          }
          if (state === 'left') {
            expect(event).toBe(was?.state === 'left' ? undefined : 'leaver');
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
