import { createHash } from 'node:crypto';
import type { Column, Table } from './service-now-columns';
import type { ServiceNowSeed } from './service-now-seeds';

const INTERNAL_TYPES: Partial<Record<Column['type'], string>> = {
  choice: 'string',
  password: 'password',
  guid: 'GUID',
};

const idOf = (table: string, element: string): string =>
  createHash('sha256').update(`${table}.${element}`).digest('hex').slice(0, 32);

const labelOf = (name: string): string => {
  const words = name.replace(/^sys_/, '').split('_').join(' ');
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
};

/** The rows of `sys_dictionary`: one for each table, without an element, and one for each of its columns. */
export const dictionaryRows = (tables: readonly Table[]): readonly ServiceNowSeed[] =>
  tables.flatMap((table) => [
    {
      sys_id: idOf(table.name, ''),
      name: table.name,
      internal_type: 'collection',
      column_label: labelOf(table.name),
      sys_name: labelOf(table.name),
    },
    ...table.columns.map((column) => rowOf(table, column)),
  ]);

const rowOf = (table: Table, column: Column): ServiceNowSeed => ({
  sys_id: idOf(table.name, column.name),
  name: table.name,
  element: column.name,
  column_label: labelOf(column.name),
  sys_name: labelOf(column.name),
  internal_type: INTERNAL_TYPES[column.type] ?? column.type,
  max_length: column.maxLength,
  reference: column.reference ?? '',
  display: column.name === table.display,
  unique: column.name === 'sys_id' || (table.name === 'sys_user' && column.name === 'user_name'),
  read_only: column.system === true,
  choice: column.type === 'choice' ? 1 : 0,
  default_value: column.initial,
});
