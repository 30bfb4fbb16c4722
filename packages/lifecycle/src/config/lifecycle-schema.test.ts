import Ajv from 'ajv';
import { decodeLifecycle } from './decode-lifecycle';
import { documentedKeys, lifecycleSchema } from './lifecycle-schema';

const accepts = new Ajv({ allErrors: true }).compile(lifecycleSchema());

const reads = (value: unknown): boolean => decodeLifecycle(value, { instances: ['A', 'B'] })._tag === 'Right';

const application = (other: object = {}): object => ({ instance: 'A', who: 'true', ...other });

const section = (other: object = {}): object => ({
  feed: { from: 'hr.csv' },
  applications: [application()],
  ...other,
});

describe('schema and reading agree', () => {
  it.each<[string, object]>([
    ['the least', section()],
    ['standard input and a preset', section({ feed: { from: '-', preset: 'workday' } })],
    [
      'an address',
      section({
        feed: { from: { url: 'https://hr.example.com', username: 'u', password: 'file:pw', rows: 'x' } },
      }),
    ],
    ['several formats', section({ feed: { from: 'x', dates: ['yyyy-MM-dd', 'dd.MM.yyyy'] } })],
    [
      'one format',
      section({ feed: { from: 'x', dates: 'yyyy-MM-dd', columns: { 'any key': 'Any column' } } }),
    ],
    [
      'people',
      section({
        people: {
          joins: { daysBefore: 2 },
          leaves: { at: 'start-of-day' },
          missing: { afterDays: 3 },
          left: 'true',
        },
      }),
    ],
    [
      'groups of both forms',
      section({ applications: [application({ groups: { A: 'true', B: { who: 'true', create: true } } })] }),
    ],
    [
      'leaving of both forms',
      section({
        applications: [
          application({ whenLeaving: 'keep' }),
          application({ instance: 'B', whenLeaving: { deleteAfterDays: 0 } }),
        ],
      }),
    ],
    ['guards', section({ guards: { leavers: { count: 0, percent: 0.5 }, errors: {} } })],
    [
      'everything else',
      section({ protected: ['true'], approval: 'one-person', adopt: 'hold', planHours: 1 }),
    ],
    ['a time', section({ schedule: { plan: '0 6 * * *' } })],
    [
      'several times',
      section({
        schedule: { plan: ['0 6 * * *', '0 18 * * *'], zone: 'UTC', apply: 'unattended', folder: 'x' },
      }),
    ],
    ['an interval', section({ user: 'iam', schedule: { plan: { every: '1h' } } })],
    [
      'a webhook',
      section({
        notify: { url: 'https://x.example', bearer: 'env:A', secret: 'file:B', on: ['paused'], people: true },
      }),
    ],
  ])('on what is right: %s', (_what, value) => {
    expect([accepts(value), accepts.errors]).toEqual([true, null]);
    expect(reads(value)).toBe(true);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['a list', []],
    ['no feed', { applications: [application()] }],
    ['no applications', section({ applications: [] })],
    ['an unknown key', section({ feeds: {} })],
    ['an unknown key inside', section({ feed: { from: 'x', form: 'y' } })],
    ['an empty source', section({ feed: { from: ' ' } })],
    ['a preset that is none', section({ feed: { from: 'x', preset: 'sap' } })],
    [
      'a secret in the file',
      section({ feed: { from: { url: 'https://x.example', username: 'u', password: 'p' } } }),
    ],
    ['no format', section({ feed: { from: 'x', dates: [] } })],
    ['a column that is no text', section({ feed: { from: 'x', columns: { a: 1 } } })],
    ['days that are not whole', section({ people: { joins: { daysBefore: 0.5 } } })],
    ['too many days', section({ people: { leaves: { daysAfter: 367 } } })],
    ['no days', section({ people: { missing: { afterDays: 0 } } })],
    ['a word that is none', section({ people: { whileOnLeave: 'delete' } })],
    ['a group without who', section({ applications: [application({ groups: { A: { create: true } } })] })],
    [
      'a switch as text',
      section({ applications: [application({ groups: { A: { who: 'true', create: 'yes' } } })] }),
    ],
    ['a condition that is no text', section({ protected: [true] })],
    ['more than everybody', section({ guards: { leavers: { percent: 101 } } })],
    ['part of a person', section({ guards: { leavers: { floor: 0.5 } } })],
    ['no time', section({ planHours: 0 })],
    ['no plan in the schedule', section({ schedule: {} })],
    ['an interval of years', section({ schedule: { plan: { every: '1y' } } })],
    ['no times', section({ schedule: { plan: [] } })],
    ['an event that is none', section({ notify: { url: 'https://x.example', on: ['done'] } })],
    ['a token in the file', section({ notify: { url: 'https://x.example', bearer: 'x' } })],
    ['an approver without a key', section({ approvers: { jane: 'x' } })],
  ])('on what is wrong: %s', (_what, value) => {
    expect(accepts(value)).toBe(false);
    expect(reads(value)).toBe(false);
  });
});

it('describes every key, and no default is one that reading would refuse', () => {
  const keys = documentedKeys();
  expect(keys.map(({ path }) => path)).toEqual(
    expect.arrayContaining([
      'feed.from.url',
      'people.missing.afterDays',
      'applications[].groups.*.create',
      'applications[].whenLeaving.groups',
      'guards.leavers.count',
    ]),
  );
  expect(keys.filter(({ about }) => about === '')).toEqual([]);
  expect(keys.filter(({ required, byDefault }) => required && byDefault !== undefined)).toEqual([]);
});
