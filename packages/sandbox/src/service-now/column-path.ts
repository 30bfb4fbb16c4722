import type { Column, Table } from './service-now-columns';
import { tableNamed } from './service-now-tables';
import type { RecordStore, ServiceNowRecord } from './record-store';

/** A column of a table, or one of a record it refers to: `user.user_name`. */
export interface ColumnPath {
  /** The references to follow, none for a column of the table itself. */
  readonly through: readonly Column[];
  readonly column: Column;
}

/** Undefined when the table has no such column, or a part before a dot is no reference. */
export const columnPath = (table: Table, path: string): ColumnPath | undefined => {
  const names = path.split('.');
  const last = names.pop();
  const through: Column[] = [];
  let current: Table | undefined = table;
  for (const name of names) {
    const column: Column | undefined = current?.columns.find((one) => one.name === name);
    if (column?.reference === undefined) {
      return undefined;
    }
    through.push(column);
    current = tableNamed(column.reference);
  }
  const column = current?.columns.find(({ name }) => name === last);
  return column === undefined ? undefined : { through, column };
};

/** The value at the end of a path; `''` when a reference before it leads to nothing. */
export const valueAt = (
  store: RecordStore,
  row: ServiceNowRecord,
  { through, column }: ColumnPath,
): string => {
  let current: ServiceNowRecord | undefined = row;
  for (const { name, reference = '' } of through) {
    current = store.row(reference, current?.[name] ?? '');
  }
  return current?.[column.name] ?? '';
};

/** What people read in place of a value: the referenced record's display column, a choice's label. */
export const displayValue = (store: RecordStore, column: Column, value: string): string => {
  const target = column.reference === undefined ? undefined : tableNamed(column.reference);
  const referenced = target === undefined ? undefined : store.row(target.name, value);
  if (target === undefined || referenced === undefined) {
    return column.choices?.[value] ?? value;
  }
  const display = target.columns.find(({ name }) => name === target.display);
  const shown = referenced[target.display] ?? '';
  return display === undefined ? shown : displayValue(store, display, shown);
};
