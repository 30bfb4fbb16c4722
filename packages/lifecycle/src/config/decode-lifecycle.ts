import { dictionaryOf, nearest } from '@iam/core/internal';
import * as E from 'fp-ts/Either';
import { isZone } from '../calendar/zone-day';
import type { Condition } from '../rules/condition';
import { DATE_KEYS, KNOWN_KEYS } from '../rules/known-keys';
import { conditionReader, type RuleKeys } from '../rules/read-condition';
import type {
  FeedConfig,
  FeedSource,
  GroupRule,
  LeavingRule,
  LifecycleConfig,
  PeopleRules,
} from './lifecycle-config';
import type { ReadKey } from './approvers-shape';
import { lifecycleShape } from './lifecycle-shape';
import { FEED_PRESETS, type FeedPreset } from './presets';
import { sectionHash } from './section-hash';
import { problem, type Problem, type Shape } from './shape';

/** What the section refers to. */
export interface DecodeContext {
  /** The names of the configuration's instances. */
  readonly instances: readonly string[];
  /** Whether an instance's vendor deletes users; asked only where a rule wants it. */
  readonly canDelete?: (instance: string) => boolean;
  /** The profile keys that the feed's incoming mapper fills, so that conditions may read them. */
  readonly keysOfMapper?: (file: string) => readonly string[];
  /** Reads the file of an approver's key; where it is absent, files of keys are refused. */
  readonly readKey?: ReadKey;
}

/** Reads the section `lifecycle` of a configuration. Left: every mistake, as `lifecycle.applications[0].who: …`. */
export const decodeLifecycle = (
  value: unknown,
  context: DecodeContext,
): E.Either<readonly string[], LifecycleConfig> => {
  const declared = declaredKeys(value, context);
  const shape = lifecycleShape({
    readCondition: conditionReader(declared),
    instance: instanceIn(context.instances),
    canDelete: context.canDelete ?? (() => true),
    readKey: context.readKey ?? ((file) => E.left(`the file ${file} cannot be read here`)),
  });
  const read = shape.read(value, ROOT);
  const problems = [
    ...(E.isLeft(read) ? read.left : []),
    ...datesOutsideFeed(value, declared),
    ...sameInstances(value),
    ...withoutApprovers(value),
  ];
  if (E.isLeft(read) || problems.length > 0) {
    return E.left(problems.map(({ path, text }) => `${path}: ${text}`));
  }
  const { feed, people, applications, schedule, ...rest } = read.right;
  const config: LifecycleConfig = {
    ...rest,
    feed: feedOf(feed, declared),
    people: peopleOf(people, declared),
    applications: applications.map(({ instance, who, groups, whenLeaving }) => ({
      instance,
      who,
      groups: Object.entries(groups).map(([name, rule]) => groupRule(name, rule)),
      whenLeaving: leavingRule(whenLeaving),
    })),
    ...(schedule === undefined ? {} : { schedule: { ...schedule, zone: schedule.zone ?? feed.zone } }),
    hash: sectionHash(withoutTheDay(value)),
  };
  const remarks = unmappedKeys(config, declared);
  return E.right({ ...config, ...(remarks.length === 0 ? {} : { remarks }) });
};

const ROOT = 'lifecycle';

type SectionRead = ReadOf<ReturnType<typeof lifecycleShape>>;
type ReadOf<S> = S extends Shape<infer A> ? A : never;
type FeedRead = SectionRead['feed'];
type PeopleRead = SectionRead['people'];
type ApplicationRead = SectionRead['applications'][number];

/** Which profile keys there will be. Read before anything is checked, so that a mistake in the feed hides none in a condition. */
interface DeclaredKeys extends RuleKeys {
  /** What the feed maps; absent where the headers are the keys, or a mapper whose keys are not known. */
  readonly mapped?: readonly string[];
  readonly columns?: Readonly<Record<string, string>>;
  readonly key: string;
  readonly preset?: FeedPreset;
}

const declaredKeys = (value: unknown, { keysOfMapper }: DecodeContext): DeclaredKeys => {
  const { feed, people } = dictionaryOf(value);
  const { preset: name, columns, mapper, dateKeys, zone, key } = dictionaryOf(feed);
  const { joins, leaves } = dictionaryOf(people);
  const preset =
    typeof name === 'string' && Object.hasOwn(FEED_PRESETS, name)
      ? FEED_PRESETS[name as keyof typeof FEED_PRESETS]
      : undefined;
  const person = typeof key === 'string' ? key : (preset?.key ?? 'employeeid');
  const given = mapper === undefined ? columnsOf(columns, preset, person) : undefined;
  const mapped = given ? Object.keys(given) : typeof mapper === 'string' ? keysOfMapper?.(mapper) : undefined;
  const dates = [dictionaryOf(joins).date, dictionaryOf(leaves).date].filter(isText);
  return {
    keys: [...new Set([...KNOWN_KEYS, ...(mapped ?? []), person])],
    dateKeys: [
      ...new Set([...DATE_KEYS, ...dates, ...(Array.isArray(dateKeys) ? dateKeys.filter(isText) : [])]),
    ],
    zone: isText(zone) && isZone(zone) ? zone : 'UTC',
    key: person,
    ...(mapped === undefined ? {} : { mapped }),
    ...(given === undefined ? {} : { columns: given }),
    ...(preset === undefined ? {} : { preset }),
  };
};

const isText = (value: unknown): value is string => typeof value === 'string';

/** The preset's columns, with those of the file over them. The column of the person's key has the key's name unless it is mapped. */
const columnsOf = (
  columns: unknown,
  preset: FeedPreset | undefined,
  key: string,
): Readonly<Record<string, string>> | undefined => {
  if (columns === undefined && preset === undefined) {
    return undefined;
  }
  const own = Object.entries(dictionaryOf(columns)).filter((entry): entry is [string, string] =>
    isText(entry[1]),
  );
  const all = { ...preset?.columns, ...Object.fromEntries(own) };
  return Object.hasOwn(all, key) ? all : { [key]: key, ...all };
};

const instanceIn =
  (instances: readonly string[]) =>
  (name: string): string | undefined => {
    if (instances.includes(name)) {
      return undefined;
    }
    const like = nearest(name, instances);
    return `there is no instance ${JSON.stringify(name)}${like === undefined ? ` (${instances.join(', ')})` : `; did you mean ${JSON.stringify(like)}?`}`;
  };

/** A date that the file names and the feed does not map: people would never join or leave. */
const datesOutsideFeed = (value: unknown, { mapped }: DeclaredKeys): readonly Problem[] => {
  const { joins, leaves } = dictionaryOf(dictionaryOf(value).people);
  return [
    [`${ROOT}.people.joins.date`, dictionaryOf(joins).date],
    [`${ROOT}.people.leaves.date`, dictionaryOf(leaves).date],
  ].flatMap(([path, key]) => {
    if (mapped === undefined || !isText(key) || mapped.includes(key)) {
      return [];
    }
    const like = nearest(key, mapped);
    return problem(
      String(path),
      `${JSON.stringify(key)} is not a key that the feed maps${like === undefined ? '' : `; did you mean ${like}?`}`,
    );
  });
};

/** Two rules for one application would contradict each other. */
const sameInstances = (value: unknown): readonly Problem[] => {
  const { applications } = dictionaryOf(value);
  const names = Array.isArray(applications)
    ? applications.map((one: unknown) => dictionaryOf(one).instance)
    : [];
  return names.flatMap((name, index) => {
    const first = names.indexOf(name);
    return isText(name) && first < index
      ? problem(
          `${ROOT}.applications[${index}].instance`,
          `${ROOT}.applications[${first}] already is for ${JSON.stringify(name)}`,
        )
      : [];
  });
};

/** Two people are required, and no signature could count: no plan would ever be applied. */
const withoutApprovers = (value: unknown): readonly Problem[] => {
  const { approval, approvers } = dictionaryOf(value);
  return approval === 'two-people' && Object.keys(dictionaryOf(approvers)).length === 0
    ? problem(
        `${ROOT}.approvers`,
        'is missing: two-people wants signed approvals, and the public keys of those who may give them',
      )
    : [];
};

/** What a plan says depends on none of these: when it is made, who is told, who may approve, and in whose name. */
const withoutTheDay = (value: unknown): unknown => {
  const { schedule: _when, notify: _told, approvers: _who, user: _name, ...section } = dictionaryOf(value);
  return section;
};

const feedOf = (read: FeedRead, declared: DeclaredKeys): FeedConfig => {
  const { from, dates, zone, mapper, zoneColumn, encoding, separator } = read;
  const { preset, columns, mapped, key } = declared;
  const optional = [...(read.optional ?? []), ...notRequired(preset, read.columns)];
  const lowerCase = read.lowerCase ?? preset?.lowerCase ?? [];
  return {
    from: sourceOf(from, preset?.rows),
    key,
    dates: dates ?? preset?.dates ?? ['yyyy-MM-dd'],
    dateKeys: declared.dateKeys.filter((name) => mapped?.includes(name) ?? true),
    zone,
    ...(columns === undefined ? {} : { columns }),
    ...(mapper === undefined ? {} : { mapper }),
    ...(zoneColumn === undefined ? {} : { zoneColumn }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(separator === undefined ? {} : { separator }),
    ...(optional.length === 0 ? {} : { optional }),
    ...(lowerCase.length === 0 ? {} : { lowerCase }),
  };
};

/** Columns of a preset that a report may lack; one that the file names is expected to be there. */
const notRequired = (
  preset: FeedPreset | undefined,
  own: Readonly<Record<string, string>> = {},
): readonly string[] =>
  Object.keys(preset?.columns ?? {}).filter(
    (key) => preset?.required.includes(key) === false && !Object.hasOwn(own, key),
  );

const sourceOf = (from: FeedRead['from'], presetRows: string | undefined): FeedSource => {
  if (typeof from !== 'string') {
    const rows = from.rows ?? presetRows;
    return {
      tag: 'url',
      url: from.url,
      ...(from.username === undefined ? {} : { username: from.username }),
      ...(from.password === undefined ? {} : { password: from.password }),
      ...(from.bearer === undefined ? {} : { bearer: from.bearer }),
      ...(rows === undefined ? {} : { rows }),
    };
  }
  const rows = presetRows === undefined ? {} : { rows: presetRows };
  return from === '-' ? { tag: 'stdin', ...rows } : { tag: 'file', path: from, ...rows };
};

/** Without a rule for leaving, the usual date has one, where the feed can have it. */
const peopleOf = (read: PeopleRead, { mapped }: DeclaredKeys): PeopleRules => {
  const { joins, leaves, left, onLeave, whileOnLeave, missing } = read;
  const usual: PeopleRules['leaves'] =
    mapped === undefined || mapped.includes('terminationdate')
      ? { date: 'terminationdate', at: 'end-of-day', daysAfter: 0 }
      : undefined;
  const leaving = leaves ?? usual;
  return {
    joins,
    whileOnLeave,
    missing,
    ...(leaving === undefined ? {} : { leaves: leaving }),
    ...(left === undefined ? {} : { left }),
    ...(onLeave === undefined ? {} : { onLeave }),
  };
};

const groupRule = (name: string, rule: ApplicationRead['groups'][string]): GroupRule =>
  'exclusive' in rule ? { name, ...rule } : { name, who: rule, exclusive: false, create: false };

const leavingRule = (rule: ApplicationRead['whenLeaving']): LeavingRule => {
  if (typeof rule === 'string') {
    return { account: rule, groups: 'keep' };
  }
  const { account, groups, deleteAfterDays } = rule;
  return { account, groups, ...(deleteAfterDays === undefined ? {} : { deleteAfterDays }) };
};

/** Conditions that read a key which the feed does not map: it is '' for everybody, which is seldom meant. */
const unmappedKeys = (config: LifecycleConfig, { mapped }: DeclaredKeys): readonly string[] =>
  mapped === undefined
    ? []
    : conditionsOf(config).flatMap(({ path, keys = [] }) =>
        keys
          .filter((key) => !mapped.includes(key))
          .map((key) => `${path} reads ${key}, which the feed does not map: it is '' for everybody`),
      );

/** Every condition of a configuration. */
const conditionsOf = ({ people, applications, protected: kept }: LifecycleConfig): readonly Condition[] => [
  ...[people.left, people.onLeave].filter((one) => one !== undefined),
  ...applications.flatMap(({ who, groups }) => [who, ...groups.map((group) => group.who)]),
  ...kept,
];
