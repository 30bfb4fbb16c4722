import { createIdSource } from '../id-source';
import { createIndexedRecords } from '../records/indexed-records';
import type { RecordList } from '../records/record-list';
import { tableNamed, tables } from './service-now-tables';
import type { Table } from './service-now-columns';
import type { ServiceNowSettings } from './service-now-options';
import type { ServiceNowSeed } from './service-now-seeds';
import { dictionaryRows } from './system-dictionary';

/** A record as stored: every column of its table, as text. */
export type ServiceNowRecord = Readonly<Record<string, string>>;

export interface RecordStore {
  /** Oldest first. */
  readonly rows: (table: string) => RecordList<ServiceNowRecord>;
  readonly rowsBySysId: (table: string) => RecordList<ServiceNowRecord>;
  /** The records with at least one of the values, letter case left aside, in columns that are indexed. An empty one finds none. */
  readonly having: (table: string, ...values: readonly ColumnValue[]) => RecordList<ServiceNowRecord>;
  readonly row: (table: string, sysId: string) => ServiceNowRecord | undefined;
  /** A new record that is not stored yet: its sys_id, its initial values and who made it. */
  readonly draft: (table: Table, changes: ServiceNowRecord) => ServiceNowRecord;
  /** The record after a change, not stored yet. */
  readonly revised: (table: Table, row: ServiceNowRecord, changes: ServiceNowRecord) => ServiceNowRecord;
  readonly save: (table: string, row: ServiceNowRecord) => void;
  /** Deletes a record with its memberships, and empties references to it. */
  readonly remove: (table: string, sysId: string) => void;
  readonly reset: () => void;
}

export type ColumnValue = readonly [column: string, value: string];

/** `YYYY-MM-DD HH:MM:SS` in UTC, the form of every time. */
const timeOf = (now: Date): string => now.toISOString().slice(0, 19).replace('T', ' ');

export const createRecordStore = (settings: ServiceNowSettings): RecordStore => {
  const ids = createIdSource(settings.seed);
  const held = new Map(tables.map((table) => [table.name, createRows(table)]));
  let given = 0;
  const newId = (): string => settings.sysIds[given++] ?? ids.hex(32);
  const rowsOf = (table: string): Rows =>
    held.get(table) ?? createRows({ name: table, display: '', columns: [] });
  const save = (table: string, row: ServiceNowRecord): void => rowsOf(table).put(row);
  const having: RecordStore['having'] = (table, ...values) =>
    rowsOf(table).find(...values.map(([column, value]) => [column, value.toLowerCase()] as const));
  const draftWith = (table: Table, sysId: string, changes: ServiceNowRecord): ServiceNowRecord => {
    const now = timeOf(settings.now());
    const written: ServiceNowRecord = {
      sys_id: sysId,
      sys_created_on: now,
      sys_created_by: settings.username,
      sys_updated_on: now,
      sys_updated_by: settings.username,
      ...changes,
    };
    return Object.fromEntries(table.columns.map(({ name, initial }) => [name, written[name] ?? initial]));
  };
  const plant = (name: string, seed: ServiceNowSeed): string => {
    const table = tableNamed(name);
    if (table === undefined) {
      throw new Error(`The ServiceNow stand-in has no table ${name}`);
    }
    const { sys_id: id = ids.hex(32), ...values } = textual(seed);
    save(name, withComputedName(name, draftWith(table, id, values)));
    return id;
  };
  const reset = (): void => {
    held.forEach((rows) => rows.clear());
    ids.reset();
    given = 0;
    for (const row of dictionaryRows(tables)) {
      plant('sys_dictionary', row);
    }
    for (const [table, rows] of Object.entries(settings.records)) {
      rows.forEach((row) => plant(table, row));
    }
    settings.users?.forEach((user) => plant('sys_user', user));
    for (const { members = [], ...group } of settings.groups ?? []) {
      const id = plant('sys_user_group', group);
      members.forEach((user) => plant('sys_user_grmember', { user, group: id }));
    }
  };
  reset();
  return {
    rows: (table) => rowsOf(table).all,
    rowsBySysId: (table) => rowsOf(table).sortedBy('sys_id'),
    having,
    row: (table, sysId) => rowsOf(table).get(sysId),
    draft: (table, changes) => withComputedName(table.name, draftWith(table, newId(), changes)),
    revised: (table, row, changes) => {
      const next = withComputedName(table.name, { ...row, ...changes });
      const changed = Object.keys(next).some((name) => next[name] !== row[name]);
      return changed || settings.unchangedUpdate === 'bump'
        ? {
            ...next,
            sys_mod_count: String(Number(row['sys_mod_count'] ?? '0') + 1),
            sys_updated_on: timeOf(settings.now()),
            sys_updated_by: settings.username,
          }
        : next;
    },
    save,
    remove: (table, sysId) => {
      rowsOf(table).remove(sysId);
      for (const { name, columns } of tables) {
        const leading = columns.filter((column) => column.reference === table && column.system !== true);
        for (const row of having(name, ...leading.map((column) => [column.name, sysId] as const)).slice()) {
          const dangling = leading.filter((column) => row[column.name] === sysId);
          if (dangling.length > 0 && name === 'sys_user_grmember') {
            rowsOf(name).remove(row['sys_id'] ?? '');
          } else if (dangling.length > 0) {
            save(name, { ...row, ...Object.fromEntries(dangling.map((column) => [column.name, ''])) });
          }
        }
      }
    },
    reset,
  };
};

const createRows = ({ columns, display }: Table) =>
  createIndexedRecords({
    idOf: (row: ServiceNowRecord) => row['sys_id'] ?? '',
    indexes: Object.fromEntries(
      columns
        .filter(({ indexed, name }) => indexed || name === display)
        .map(({ name }) => [name, foldedValue(name)]),
    ),
    orders: { sys_id: (row) => (row['sys_id'] ?? '').toLowerCase() },
  });

type Rows = ReturnType<typeof createRows>;

/** An empty column is in no index: most records have many of them. */
const foldedValue =
  (column: string) =>
  (row: ServiceNowRecord): readonly string[] =>
    row[column] ? [row[column].toLowerCase()] : [];

const textual = (seed: ServiceNowSeed): ServiceNowRecord =>
  Object.fromEntries(Object.entries(seed).map(([name, value]) => [name, String(value ?? '')]));

/** A user's name is computed: its first, middle and last name. */
const withComputedName = (table: string, row: ServiceNowRecord): ServiceNowRecord => {
  if (table !== 'sys_user') {
    return row;
  }
  const parts = [row['first_name'], row['middle_name'], row['last_name']].filter((part) => part !== '');
  return { ...row, name: parts.join(' ') };
};
