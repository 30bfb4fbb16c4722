import type { JsonObject } from '../json-object';
import { columnPath, displayValue, valueAt } from './column-path';
import type { RecordStore, ServiceNowRecord } from './record-store';
import type { Column, Table } from './service-now-columns';

/** How a reply shows records. */
export interface RecordView {
  /** `sysparm_fields`: the columns, dotted ones too; undefined shows all. Unknown ones are left out. */
  readonly fields: readonly string[] | undefined;
  /** `sysparm_display_value`. */
  readonly display: 'true' | 'false' | 'all';
  /** `sysparm_exclude_reference_link`. */
  readonly withoutLinks: boolean;
  /** The address of the Table API without the table, for links. */
  readonly tableUrl: string;
}

/** Shows records of a table as sent: every value is a text, a reference `{link, value}` or `''`. */
export const recordRenderer = (
  store: RecordStore,
  table: Table,
  view: RecordView,
): ((row: ServiceNowRecord) => JsonObject) => {
  const paths = (view.fields ?? table.columns.map(({ name }) => name)).flatMap((field) => {
    const path = columnPath(table, field);
    return path === undefined ? [] : [{ field, path }];
  });
  return (row) =>
    Object.fromEntries(
      paths.map(({ field, path }) => [
        field,
        renderValue(store, path.column, valueAt(store, row, path), view),
      ]),
    );
};

const renderValue = (store: RecordStore, column: Column, stored: string, view: RecordView): unknown => {
  // A password is never sent, not even as the hash that is stored.
  const value = column.type === 'password' ? '' : stored;
  const shown = displayValue(store, column, value);
  const link =
    column.reference === undefined || value === '' || view.withoutLinks
      ? {}
      : { link: linkOf(column, column.reference, value, view) };
  if (view.display === 'all') {
    return { display_value: shown, value, ...link };
  }
  const linked = 'link' in link;
  if (view.display === 'true') {
    return linked ? { display_value: shown, ...link } : shown;
  }
  return linked ? { ...link, value } : value;
};

const linkOf = (column: Column, table: string, value: string, { tableUrl }: RecordView): string =>
  column.referenceKey === undefined
    ? `${tableUrl}/${table}/${encodeURIComponent(value)}`
    : `${tableUrl}/${table}?${column.referenceKey}=${encodeURIComponent(value)}`;
