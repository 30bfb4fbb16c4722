import * as E from 'fp-ts/Either';
import type { Condition } from '../rules/condition';
import type { ReadCondition } from '../rules/read-condition';
import { addressBeside } from './address-shape';
import { approversShape, type ReadKey } from './approvers-shape';
import type { GuardName } from './lifecycle-config';
import { notify } from './notify-shape';
import { schedule, zone } from './schedule-shape';
import { secret } from './secret-shape';
import {
  choice,
  flag,
  listOf,
  namesTo,
  number,
  object,
  optional,
  problem,
  refined,
  required,
  text,
  textOr,
  withDefault,
  type Shape,
} from './shape';
import { dateFormatProblem } from '../feed/date-format';
import { separatorProblem } from '../feed/csv-separator';

/** What the shape asks others about. */
export interface ShapeContext {
  readonly readCondition: ReadCondition;
  /** Left: why there is no such instance. */
  readonly instance: (name: string) => string | undefined;
  readonly canDelete: (instance: string) => boolean;
  readonly readKey: ReadKey;
}

const encoding = refined(text, (value) => {
  try {
    void new TextDecoder(value);
    return undefined;
  } catch {
    return 'must be an encoding such as "utf-8", "windows-1252" or "iso-8859-1"';
  }
});

const separator = refined(text, separatorProblem);

const dateFormat = refined(text, dateFormatProblem);

const dateFormats: Shape<readonly string[]> = {
  read: (value, path) =>
    typeof value === 'string'
      ? E.map((one: string): readonly string[] => [one])(dateFormat.read(value, path))
      : listOf(dateFormat, 1).read(value, path),
  schema: { anyOf: [dateFormat.schema, listOf(dateFormat, 1).schema] },
};

const source = textOr(
  text,
  refined(
    object({
      url: required(addressBeside('username', 'password'), 'Address of a report that answers with JSON.'),
      username: optional(text, 'User name for Basic authentication; text, `env:NAME` or `file:PATH`.'),
      password: optional(secret, 'Its password: `env:NAME` or `file:PATH`.'),
      bearer: optional(secret, 'A bearer token instead: `env:NAME` or `file:PATH`.'),
      rows: optional(text, 'The key of the list in the reply; absent when the reply is the list.'),
    }),
    ({ username, password, bearer }) =>
      bearer !== undefined && (username !== undefined || password !== undefined)
        ? 'has bearer and username or password; one way of signing in is possible'
        : (username === undefined) === (password === undefined)
          ? undefined
          : 'must have both username and password, or none',
  ),
);

const feed = refined(
  object({
    from: required(
      source,
      'Where the rows come from: the path of a file (CSV, JSON, JSON Lines), `-` for standard input, or an object with an address.',
    ),
    preset: optional(
      choice('workday'),
      'Key, columns, dates and rows of a known report; each can be said otherwise.',
    ),
    key: optional(text, 'The profile key by which a person is known. Default: `employeeid`.'),
    columns: optional(
      namesTo(text),
      'Profile key → column. Without it (and without a mapper) the headers are the keys.',
    ),
    mapper: optional(text, 'File of an incoming mapper, instead of columns.'),
    dates: optional(
      dateFormats,
      'Format of dates (Unicode TR 35), or a list of them; a date that fits two is an error. Default: `yyyy-MM-dd`.',
    ),
    dateKeys: optional(
      listOf(text),
      'Further profile keys that hold dates, beside `hiredate`, `terminationdate`, `lastdayofwork` and those of `people`.',
    ),
    zone: withDefault(zone, 'UTC', 'Time zone of rows that name none.'),
    zoneColumn: optional(text, 'The column that names the time zone of a row.'),
    encoding: optional(encoding, 'Encoding of a file. Default: UTF-8, and anything else is refused.'),
    separator: optional(
      separator,
      'The character between the cells of CSV. Default: comma, semicolon, tab or vertical bar, whichever the header has.',
    ),
    optional: optional(
      listOf(text),
      'Profile keys whose column may be missing. Without any other mapped column the feed is not used.',
    ),
    lowerCase: optional(listOf(text), 'Profile keys whose values are made lower case.'),
  }),
  ({ columns, mapper }) =>
    columns !== undefined && mapper !== undefined
      ? 'has columns and a mapper; one of them is possible'
      : undefined,
);

const days = (min: number, max = 3_650): Shape<number> => number({ min, max, whole: true });

const conditionOf = (read: ReadCondition): Shape<Condition> => ({
  read: (value, path) =>
    E.chain((given: string) => E.mapLeft((wrong: string) => problem(path, wrong))(read(given, path)))(
      text.read(value, path),
    ),
  schema: text.schema,
});

const people = (condition: Shape<Condition>) =>
  object({
    joins: withDefault(
      object({
        date: withDefault(text, 'hiredate', 'The profile key with the first day.'),
        daysBefore: withDefault(days(0, 366), 0, 'How many days before it the accounts are made.'),
      }),
      {},
      'When a person is in: from the start of the day.',
    ),
    leaves: optional(
      object({
        date: withDefault(text, 'terminationdate', 'The profile key with the last day.'),
        at: withDefault(
          choice('start-of-day', 'end-of-day'),
          'end-of-day',
          'When on that day access ends, where the person is.',
        ),
        daysAfter: withDefault(days(0, 366), 0, 'How many days later.'),
      }),
      'When a person is out. Default: `terminationdate`, at the end of the day, if the feed has it.',
    ),
    left: optional(
      condition,
      'Holds for a person who left, at once; asked only where the row has no date for it.',
    ),
    onLeave: optional(condition, 'Holds for a person who is on leave.'),
    whileOnLeave: withDefault(choice('keep', 'disable'), 'keep', 'What becomes of the accounts meanwhile.'),
    missing: withDefault(
      textOr(
        choice('hold'),
        object({
          afterDays: required(days(1), 'A leaver so many days after the first plan without the row.'),
        }),
      ),
      'hold',
      'What becomes of a person whose row is gone: held until that is approved, or a leaver after so many days.',
    ),
  });

const application = (condition: Shape<Condition>, { instance, canDelete }: ShapeContext) => {
  const name = refined(text, instance);
  const leaving = refined(
    object({
      account: withDefault(choice('disable', 'keep'), 'disable', 'What becomes of the account.'),
      groups: withDefault(
        choice('keep', 'remove'),
        'keep',
        'What becomes of the memberships that rules gave.',
      ),
      deleteAfterDays: optional(
        days(0),
        'Deletes the account so many days after it was disabled; only where the integration deletes, which none does yet.',
      ),
    }),
    ({ account, deleteAfterDays }) =>
      deleteAfterDays !== undefined && account === 'keep'
        ? 'keeps the account and deletes it; a deletion follows a disabled account'
        : undefined,
  );
  return refined(
    object({
      instance: required(name, 'The name of an instance.'),
      who: required(condition, 'A condition: who has an account there.'),
      groups: withDefault(
        namesTo(
          textOr(
            condition,
            object({
              who: required(condition, 'A condition: who is in the group.'),
              exclusive: withDefault(
                flag,
                false,
                'Takes out people of the feed who are in it by hand and do not match.',
              ),
              create: withDefault(flag, false, 'Makes the group when it is missing.'),
            }),
          ),
        ),
        {},
        'Group → who of those with an account is in it.',
      ),
      whenLeaving: withDefault(
        textOr(choice('disable', 'keep'), leaving),
        'disable',
        'What becomes of an account whose person left or is out of `who`: `disable`, `keep`, or an object.',
      ),
    }),
    (read) =>
      typeof read.whenLeaving === 'object' &&
      read.whenLeaving.deleteAfterDays !== undefined &&
      !canDelete(read.instance)
        ? [
            '.whenLeaving.deleteAfterDays',
            `${JSON.stringify(read.instance)} cannot delete accounts; they stay disabled`,
          ]
        : undefined,
  );
};

const guard = (percent: number, about: string) =>
  withDefault(
    object({
      percent: withDefault(
        number({ min: 0, max: 100, whole: false }),
        percent,
        'The share of all that is the limit.',
      ),
      floor: withDefault(number({ min: 0, max: 1e9, whole: true }), 5, 'So many never stop anything.'),
      count: optional(number({ min: 0, max: 1e9, whole: true }), 'A limit in absolute numbers, as well.'),
    }),
    {},
    about,
  );

/** The guards with the shares they have unless the configuration says otherwise. */
const GUARDS: Readonly<Record<GuardName, readonly [percent: number, about: string]>> = {
  leavers: [2, 'Access that is taken away, whatever the reason.'],
  feedShrinks: [5, 'Rows fewer than last time.'],
  identifiers: [5, 'People whose address, user name or key changes.'],
  creations: [20, 'Accounts that are made or opened again, after the first complete run of an application.'],
  groups: [20, 'Memberships that are taken away, per group.'],
  errors: [5, 'Rows that cannot be used.'],
  values: [20, 'People who lose the value of an attribute, or get the one that everybody has now.'],
};

/** The section `lifecycle`. */
export const lifecycleShape = (context: ShapeContext) => {
  const condition = conditionOf(context.readCondition);
  return object({
    feed: required(feed, 'Where people come from.'),
    people: withDefault(people(condition), {}, 'When a person joins, is on leave, leaves.'),
    applications: required(
      listOf(application(condition, context), 1),
      'Who has an account where, and which groups.',
    ),
    guards: withDefault(
      object({
        leavers: guard(...GUARDS.leavers),
        feedShrinks: guard(...GUARDS.feedShrinks),
        identifiers: guard(...GUARDS.identifiers),
        creations: guard(...GUARDS.creations),
        groups: guard(...GUARDS.groups),
        errors: guard(...GUARDS.errors),
        values: guard(...GUARDS.values),
      }),
      {},
      'Limits that stop a plan.',
    ),
    protected: withDefault(
      listOf(condition),
      [],
      'Conditions: people whom nothing is done to, whatever the feed says.',
    ),
    approval: withDefault(
      choice('none', 'one-person', 'two-people'),
      'none',
      'Who has to approve a plan before it is applied.',
    ),
    approvers: optional(
      approversShape(context.readKey),
      'Name → ed25519 public key (PEM, or `file:PATH`): whose signed approvals count. `two-people` needs them.',
    ),
    adopt: withDefault(
      choice('apply', 'hold'),
      'apply',
      'Whether accounts that are there already are taken over with the plan, or wait for a person each.',
    ),
    planHours: withDefault(
      number({ min: 1, max: 8_760, whole: true }),
      24,
      'How long a plan may be applied, in hours.',
    ),
    user: optional(
      text,
      'Who makes and applies plans, as it is recorded. Default: the user of the system; `IAM_ACTOR` goes before.',
    ),
    schedule: optional(schedule, 'What `iam worker` does when; without it, it works on what others began.'),
    notify: optional(notify, 'Where `iam worker` says what happened.'),
  });
};
