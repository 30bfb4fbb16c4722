// The rules of a history, twice: in the words of the configuration, and as functions for the oracle, which never asks the engine.

import { ZONES } from './standing.mjs';

export const GROUPS = { App_A: ['Engineers', 'Leads', 'Analysts'], App_B: ['Operators'], App_C: ['Sellers'] };

/** Those that are not there before a plan makes them. */
export const MADE_GROUPS = ['Analysts'];

/** Some applications do not list their groups. */
export const groupsOf = ({ noGroups = [] }, app) => (noGroups.includes(app) ? [] : GROUPS[app]);

const WHO = {
  App_A: { text: 'true', holds: () => true },
  App_B: {
    text: 'department in ["Engineering", "IT"]',
    holds: ({ department }) => ['Engineering', 'IT'].includes(department),
  },
  App_C: { text: 'department != "Contractors"', holds: ({ department }) => department !== 'Contractors' },
};

const GROUP_RULES = {
  Engineers: { text: 'department == "Engineering"', holds: ({ department }) => department === 'Engineering' },
  Leads: {
    text: 'title.contains("Lead")',
    exclusive: true,
    holds: ({ title }) => (title ?? '').includes('Lead'),
  },
  Analysts: { text: 'title == "Analyst"', holds: ({ title }) => title === 'Analyst' },
  Operators: { text: 'department == "IT"', holds: ({ department }) => department === 'IT' },
  Sellers: { text: 'department == "Sales"', holds: ({ department }) => department === 'Sales' },
};

export const PROTECTED = { text: 'title == "Break Glass"', holds: ({ title }) => title === 'Break Glass' };

/** What a seed decides about the configuration. */
export const choose = (random) => ({
  whileOnLeave: random.oneOf(['keep', 'disable']),
  missing: random.oneOf(['hold', 'hold', { afterDays: 2 }]),
  adopt: random.oneOf(['apply', 'apply', 'apply', 'hold']),
  joins: random.oneOf([0, 0, 1]),
  zone: random.oneOf(['UTC', ...Object.keys(ZONES)]),
  leaves: {
    at: random.oneOf(['end-of-day', 'end-of-day', 'start-of-day']),
    daysAfter: random.oneOf([0, 0, 0, 1]),
  },
  leavers: 25,
  whenLeaving: {
    App_A: { account: 'disable', groups: 'keep' },
    App_B: { account: 'disable', groups: 'remove' },
    App_C: {
      account: random.oneOf(['disable', 'disable', 'keep']),
      groups: random.oneOf(['keep', 'remove']),
    },
  },
});

/** What is held counts as long as it is held, so that renames add up under `adopt: hold`. */
const FLOORS = { values: 60, identifiers: 300 };

export const sectionOf = (chosen) => ({
  feed: {
    from: 'hr.csv',
    key: 'employeeid',
    dates: 'yyyy-MM-dd',
    zone: chosen.zone,
    zoneColumn: 'zone',
    ...(chosen.columns ? { columns: chosen.columns } : {}),
  },
  people: {
    joins: { date: 'hiredate', daysBefore: chosen.joins },
    leaves: { date: 'terminationdate', ...chosen.leaves },
    left: 'employmentstatus == "Terminated"',
    onLeave: 'employmentstatus == "Leave"',
    whileOnLeave: chosen.whileOnLeave,
    missing: chosen.missing,
  },
  adopt: chosen.adopt,
  protected: [PROTECTED.text],
  guards: Object.fromEntries(
    ['leavers', 'feedShrinks', 'identifiers', 'creations', 'groups', 'errors', 'values'].map((guard) => [
      guard,
      { percent: guard === 'values' ? 20 : 5, floor: FLOORS[guard] ?? 25 },
    ]),
  ),
  applications: Object.keys(GROUPS).map((instance) => ({
    instance,
    who: WHO[instance].text,
    whenLeaving: chosen.whenLeaving[instance],
    groups: Object.fromEntries(
      groupsOf(chosen, instance).map((group) => [
        group,
        {
          who: GROUP_RULES[group].text,
          exclusive: GROUP_RULES[group].exclusive === true,
          create: MADE_GROUPS.includes(group),
        },
      ]),
    ),
  })),
});

/** What the rules say of a profile at an application. */
export const rulesFor = (app, profile, chosen) => ({
  who: WHO[app].holds(profile),
  groups: groupsOf(chosen, app).map((name) => ({
    name,
    wanted: GROUP_RULES[name].holds(profile),
    exclusive: GROUP_RULES[name].exclusive === true,
  })),
});
