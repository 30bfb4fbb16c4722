import type { JsonObject } from '../json-object';
import type { RecordStore, ServiceNowRecord } from './record-store';
import type { Column, Table } from './service-now-columns';
import type { ServiceNowSettings } from './service-now-options';
import { tableNamed } from './service-now-tables';

/**
 * The columns that a body changes, as stored text. Unknown keys, columns of the platform and structured values are ignored
 * without a word, as the Table API does.
 *
 * @param displayInput `sysparm_input_display_value`: values are display values; the only way to set a password
 */
export const readChanges = (
  store: RecordStore,
  table: Table,
  body: JsonObject,
  displayInput: boolean,
  settings: ServiceNowSettings,
): ServiceNowRecord => {
  const given = new Map(Object.entries(body));
  const changes = table.columns.flatMap((column) => {
    const text = textOf(given.get(column.name), settings);
    const value =
      text === undefined || column.system === true
        ? undefined
        : storedValue(store, column, text, displayInput, settings);
    return value === undefined ? [] : [[column.name, value] as const];
  });
  return withSplitName(table, Object.fromEntries(changes), settings);
};

const textOf = (value: unknown, { nullValues }: ServiceNowSettings): string | undefined => {
  if (value === null) {
    return nullValues === 'clear' ? '' : undefined;
  }
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined;
};

const TIME = /^\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d)?$/;

/** Undefined when the value leaves the column as it is. */
const storedValue = (
  store: RecordStore,
  column: Column,
  text: string,
  displayInput: boolean,
  settings: ServiceNowSettings,
): string | undefined => {
  switch (column.type) {
    case 'boolean':
      return String(['true', '1', 'yes'].includes(text.toLowerCase()));
    case 'integer':
      return /^-?\d+$/.test(text) ? text : '';
    case 'glide_date_time':
    case 'glide_date':
      return TIME.test(text) ? text : '';
    case 'password':
      return displayInput ? text : undefined;
    case 'reference':
      return storedReference(store, column, text, displayInput, settings);
    case 'choice':
      return text === '' ? undefined : storedChoice(column, text, displayInput);
    default:
      return settings.overlongValues === 'truncate' ? text.slice(0, column.maxLength) : text;
  }
};

const storedChoice = (column: Column, text: string, displayInput: boolean): string => {
  const labelled = Object.entries(column.choices ?? {}).find(([, label]) => label === text);
  return displayInput && labelled !== undefined ? labelled[0] : text;
};

const storedReference = (
  store: RecordStore,
  column: Column,
  text: string,
  displayInput: boolean,
  { unresolvedReference }: ServiceNowSettings,
): string => {
  const target = tableNamed(column.reference ?? '');
  if (target === undefined || text === '' || store.row(target.name, text) !== undefined) {
    return text;
  }
  const named = displayInput ? store.having(target.name, [target.display, text]).at(0) : undefined;
  return named?.['sys_id'] ?? (unresolvedReference === 'keep' ? text : '');
};

/** A user's name is computed, so a written one is dropped, or fills the names it consists of. */
const withSplitName = (
  table: Table,
  changes: ServiceNowRecord,
  { writtenName }: ServiceNowSettings,
): ServiceNowRecord => {
  const { name, ...others } = changes;
  if (table.name !== 'sys_user' || name === undefined) {
    return changes;
  }
  const [first = '', ...last] = name.split(' ');
  return writtenName === 'ignore' ? others : { first_name: first, last_name: last.join(' '), ...others };
};
