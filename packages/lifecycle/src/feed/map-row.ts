import type { FeedConfig } from '../config/lifecycle-config';
import type { FeedError, FeedFormat, FeedKey, FeedRow } from './feed-row';
import { createDateReader } from './feed-dates';
import type { FeedRule, FillValues } from './feed-rule';
import { identifierProblem, keyIn, NOT_ONE_TEXT, readIdentifiers } from './identifiers';
import { isKeepable, NOT_KEEPABLE } from './keepable';
import { IDENTIFYING_KEYS } from './profile-keys';
import type { RawRow } from './raw-row';
import { createZoneCheck } from './time-zones';
import { ownText } from './own-text';
import { quoted } from './quoted';

/** Makes people of rows, one after the other. */
export interface RowMapper {
  readonly map: (row: RawRow) => FeedRow;
  /** What became of the columns so far. */
  readonly keys: () => readonly FeedKey[];
  /** How many rows of people name a zone in the column for it. */
  readonly zones: () => number;
  readonly remarks: () => readonly string[];
}

/** `columns` may become longer while rows are read. */
export const createRowMapper = (
  config: FeedConfig,
  rule: FeedRule,
  columns: readonly string[],
  format: FeedFormat,
): RowMapper => {
  const { keys } = rule;
  const identifying = new Set([config.key, ...IDENTIFYING_KEYS]);
  const dated = new Set(config.dateKeys);
  const lowered = new Set(config.lowerCase);
  // One entry for each key, so that a row costs no search.
  const isIdentifier: boolean[] = [];
  const isDate: boolean[] = [];
  const isLower: boolean[] = [];
  const isKept: boolean[] = [];
  const filled: number[] = [];
  const firsts: unknown[] = [];
  const isAlike: boolean[] = [];
  const forms: Map<string, number>[] = [];
  const formOf: (string | undefined)[] = [];
  const values: unknown[] = [];
  const readDate = createDateReader(config.dates);
  const isZone = createZoneCheck();
  let dayBefore = 0;
  let zones = 0;
  let fill: FillValues = () => undefined;
  let keyAt = -1;
  let zoneAt = -1;
  let zoneColumnAt = -1;
  let compiledFor = -1;

  const compile = (): void => {
    fill = rule.compile(columns);
    for (const key of keys.slice(filled.length)) {
      isIdentifier.push(identifying.has(key));
      isDate.push(dated.has(key));
      isLower.push(lowered.has(key));
      isKept.push(isKeepable(key));
      filled.push(0);
      firsts.push(undefined);
      isAlike.push(true);
      forms.push(new Map());
    }
    keyAt = keys.indexOf(config.key);
    zoneAt = keys.indexOf('timezone');
    zoneColumnAt = config.zoneColumn === undefined ? -1 : columns.indexOf(config.zoneColumn);
    compiledFor = columns.length;
  };
  compile();

  const columnOf = (index: number): string => (rule.columns[index] ?? []).join(', ');

  /** The zone of the row's dates, or what was given in its place. */
  const zoneOf = (
    cells: readonly unknown[],
  ):
    | { readonly zone: string; readonly isOwn: boolean }
    | { readonly wrong: string; readonly column: string } => {
    const own = zoneColumnAt < 0 ? undefined : cells[zoneColumnAt];
    const given =
      typeof own === 'string' && own.trim() !== '' ? own.trim() : zoneAt < 0 ? undefined : values[zoneAt];
    if (given === undefined) {
      return { zone: config.zone, isOwn: false };
    }
    return typeof given === 'string' && isZone(given)
      ? { zone: given, isOwn: given === own }
      : { wrong: String(given), column: given === own ? (config.zoneColumn ?? '') : columnOf(zoneAt) };
  };

  const map = (row: RawRow): FeedRow => {
    if (compiledFor !== columns.length) {
      compile();
    }
    const { line, cells } = row;
    const mapping = fill(cells, values);
    const key = keyIn(keyAt < 0 ? undefined : values[keyAt]);
    const error = (problem: string, column?: string): FeedError => ({
      tag: 'error',
      line,
      ...(key === undefined ? {} : { key }),
      ...(column === undefined || column === '' ? {} : { column }),
      problem,
      known: readIdentifiers(keys, values, (row.problem ?? mapping) === undefined),
    });
    const problem = row.problem ?? mapping;
    if (problem !== undefined) {
      return error(`the row ${problem}`);
    }
    if (key === undefined) {
      return error(
        values[keyAt] === undefined
          ? `the row has no ${config.key}`
          : (identifierProblem(values[keyAt]) ?? NOT_ONE_TEXT),
        columnOf(keyAt),
      );
    }
    if (format === 'CSV' && REWRITTEN.test(key)) {
      return error(`${quoted(key)} was rewritten by a spreadsheet and has lost digits`, columnOf(keyAt));
    }
    const zone = zoneOf(cells);
    if ('wrong' in zone) {
      return error(`${quoted(zone.wrong)} is no time zone such as Europe/Berlin`, zone.column);
    }
    const profile: Record<string, unknown> = {};
    for (let index = 0; index < keys.length; index += 1) {
      let value = values[index];
      if (value === undefined) {
        continue;
      }
      if (isKept[index] !== true || !isKeepable(value)) {
        return error(NOT_KEEPABLE, columnOf(index));
      }
      if (isIdentifier[index] === true) {
        const wrong = identifierProblem(value);
        if (wrong !== undefined) {
          return error(wrong, columnOf(index));
        }
      }
      if (isDate[index] === true) {
        const read = typeof value === 'string' ? readDate(value, zone.zone) : { problem: NOT_ONE_TEXT };
        if ('problem' in read) {
          return error(read.problem, columnOf(index));
        }
        value = read.date;
        formOf[index] = read.form;
        dayBefore += read.before === true ? 1 : 0;
      }
      if (isLower[index] === true && typeof value === 'string') {
        value = value.toLowerCase();
      }
      profile[keys[index] ?? ''] = index === keyAt ? key : value;
    }
    count();
    zones += zone.isOwn ? 1 : 0;
    return { tag: 'person', key, line, profile, zone: zone.zone };
  };

  /** Only rows without an error count. */
  const count = (): void => {
    for (let index = 0; index < keys.length; index += 1) {
      const value = values[index];
      if (value !== undefined) {
        filled[index] = (filled[index] ?? 0) + 1;
        if (isAlike[index] === true) {
          firsts[index] ??= typeof value === 'string' ? ownText(value) : value;
          // Lists and objects are never the same here: what tells people apart has one text.
          isAlike[index] = firsts[index] === value;
        }
        const form = formOf[index];
        if (form !== undefined) {
          const counts = forms[index];
          counts?.set(form, (counts.get(form) ?? 0) + 1);
        }
      }
    }
  };

  return {
    map,
    keys: () =>
      keys.map((key, index) => ({
        key,
        columns: rule.columns[index] ?? [],
        filled: filled[index] ?? 0,
        ...(isAlike[index] === true && (filled[index] ?? 0) > 1 ? { alike: true as const } : {}),
        ...(isDate[index] === true ? { dates: Object.fromEntries(forms[index] ?? []) } : {}),
      })),
    zones: () => zones,
    remarks: () =>
      dayBefore === 0
        ? []
        : [
            `${dayBefore} ${dayBefore === 1 ? 'date is' : 'dates are'} midnight in UTC and count as the day before, because it was not midnight in the row's time zone.`,
          ],
  };
};

/** 1.23457E+11 */
const REWRITTEN = /^\d([.,]\d+)?E\+\d+$/;
