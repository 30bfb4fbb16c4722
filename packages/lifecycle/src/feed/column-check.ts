import { nearest } from '@iam/core/internal';
import type { FeedConfig } from '../config/lifecycle-config';
import { KNOWN_KEYS } from '../rules/known-keys';
import type { FeedFormat } from './feed-row';
import type { FeedRule } from './feed-rule';
import { folded } from './profile-keys';
import { quoted } from './quoted';

/** What is wrong with the columns of a feed, and what a reader should know about them. */
export interface ColumnFindings {
  readonly fatal: readonly string[];
  readonly remarks: readonly string[];
}

/**
 * Compares the columns that are there with those that are wanted. A missing one ends everything: its values would be cleared for all people.
 * JSON that leaves out empty values may lack the key of a date, when no row has one.
 */
export const checkColumns = (
  config: FeedConfig,
  rule: FeedRule,
  columns: readonly string[],
  format: FeedFormat,
): ColumnFindings => {
  const present = new Set(columns);
  const used = new Set(rule.columns.flat());
  const zoneColumns = config.zoneColumn === undefined ? [] : [config.zoneColumn];
  const unused = columns.filter((name) => name !== '' && !used.has(name) && !zoneColumns.includes(name));
  // Where headers are the keys, each of them is used.
  const candidates = headersAreKeys(config) ? columns : unused;
  const wanted = [
    ...rule.keys.map((key, index) => ({ key, names: rule.columns[index] ?? [] })),
    ...(rule.keys.includes(config.key) ? [] : [{ key: config.key, names: [config.key] }]),
    ...zoneColumns.map((name) => ({ key: 'the time zone', names: [name] })),
  ];
  const gone = wanted
    .filter(({ names }) => names.length > 0 && !names.some((name) => present.has(name)))
    .map(({ key, names }) => {
      const shown = names.map(quoted).join(' or ');
      const meant = names.map((name) => similar(name, candidates)).find((name) => name !== undefined);
      const isOptional = config.optional?.includes(key) === true && key !== config.key;
      const isSparse =
        format !== 'CSV' && (config.dateKeys.includes(key) || zoneColumns.includes(names[0] ?? ''));
      return { key, shown, meant, isFatal: !isOptional && !(isSparse && meant === undefined) };
    });
  return {
    fatal: gone
      .filter(({ isFatal }) => isFatal)
      .map(
        ({ key, shown, meant }) =>
          `The ${format === 'CSV' ? 'header has' : 'rows have'} no ${shown} (for ${key})${meant === undefined ? '' : `; did you mean ${quoted(meant)}?`}. ${listed('The columns are', columns)}`,
      ),
    remarks: [
      ...gone
        .filter(({ isFatal }) => !isFatal)
        .map(
          ({ key, shown, meant }) =>
            `${shown} (for ${key}) is not there, so nobody has it${meant === undefined ? '' : `; is it ${quoted(meant)}?`}.`,
        ),
      ...(unused.length === 0 ? [] : [listed('Nothing is made of', unused)]),
      ...(columns.includes('') ? ['A column without a name is left out.'] : []),
      ...spellings(rule, config),
      ...withoutIdentifier(rule),
      ...withoutDates(rule, config),
    ],
  };
};

const headersAreKeys = ({ columns, mapper }: FeedConfig): boolean =>
  columns === undefined && mapper === undefined;

/** Headers that are keys in another spelling; only where headers are the keys. */
const spellings = (rule: FeedRule, config: FeedConfig): readonly string[] => {
  if (!headersAreKeys(config)) {
    return [];
  }
  const known = [...new Set([config.key, ...config.dateKeys, ...KNOWN_KEYS])];
  return rule.keys.flatMap((key) => {
    const meant = known.includes(key) ? undefined : known.find((name) => folded(name) === folded(key));
    return meant === undefined
      ? []
      : [
          `The column ${quoted(key)} is not the key "${meant}"; if it should be, name it in "columns" ("${meant}": ${quoted(key)}).`,
        ];
  });
};

/** Not fatal: an application may find people by the employee number alone. */
const withoutIdentifier = ({ keys }: FeedRule): readonly string[] =>
  ['email', 'username'].some((key) => keys.includes(key))
    ? []
    : [
        'The feed gives no "email" and no "username", and most applications cannot make an account without one. ' +
          'Name their columns in "columns".',
      ];

/** Not fatal: a report of people who work today needs no dates. */
const withoutDates = ({ keys }: FeedRule, { dateKeys }: FeedConfig): readonly string[] =>
  dateKeys.some((key) => keys.includes(key))
    ? []
    : [
        `The feed gives no first and no last day (${dateKeys.map(quoted).join(', ')}): everyone in it counts as employed. ` +
          'If it has such columns, name them in "columns".',
      ];

const similar = (name: string, names: readonly string[]): string | undefined =>
  names.find((other) => folded(other) === folded(name)) ?? nearest(name, names);

const SHOWN = 20;

const listed = (begin: string, names: readonly string[]): string => {
  const shown = names.slice(0, SHOWN).map(quoted).join(', ');
  return `${begin} ${shown}${names.length > SHOWN ? ` and ${names.length - SHOWN} more` : ''}.`;
};
