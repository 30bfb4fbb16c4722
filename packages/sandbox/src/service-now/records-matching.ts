import { shortest, type RecordList } from '../records/record-list';
import { displayValue, valueAt } from './column-path';
import type { Condition, EncodedQuery } from './encoded-query';
import { matches, type Matching } from './query-match';
import type { ColumnValue, RecordStore, ServiceNowRecord } from './record-store';
import type { Table } from './service-now-columns';

/**
 * The records that a query finds, in its order. Indexed columns narrow them down; whether one is meant is decided by the query as it
 * is.
 */
export const recordsMatching = (
  store: RecordStore,
  table: Table,
  query: EncodedQuery,
  matching: Matching,
): RecordList<ServiceNowRecord> => {
  const [order, ...orders] = query.order;
  const bySysId =
    orders.length === 0 &&
    order?.descending === false &&
    order.path.through.length === 0 &&
    order.path.column.name === 'sys_id';
  if (query.groups.some((group) => group.length === 0)) {
    return bySysId ? store.rowsBySysId(table.name) : inOrder(store, store.rows(table.name), query);
  }
  const values = query.groups.map((group) => valuesOf(store, table, group, matching));
  const candidates = values.every((some) => some !== undefined)
    ? store.having(table.name, ...values.flat())
    : store.rows(table.name);
  return inOrder(
    store,
    candidates.filter((row) => matches(store, row, query, matching)),
    query,
  );
};

/** Values in indexed columns of which every record of a group has one; undefined when no condition of it tells. */
const valuesOf = (
  store: RecordStore,
  table: Table,
  group: EncodedQuery['groups'][number],
  matching: Matching,
): readonly ColumnValue[] | undefined => {
  const conditions = group
    .map((alternatives) => alternatives.map((condition) => valueOf(condition, matching)))
    .filter((values) => values.every((value) => value !== undefined));
  const lists = conditions.map((values) => ({ values, found: store.having(table.name, ...values) }));
  const best = shortest(lists.map(({ found }) => found));
  return lists.find(({ found }) => found === best)?.values;
};

/** What a condition wants an indexed column to be, where only that meets it. */
const valueOf = (
  { path: { through, column }, operator, value }: Condition,
  { displayValues }: Matching,
): ColumnValue | undefined => {
  const isShownOtherwise = column.reference !== undefined || column.choices !== undefined;
  return operator === '=' &&
    value !== '' &&
    column.indexed &&
    through.length === 0 &&
    !(displayValues && isShownOtherwise)
    ? [column.name, value]
    : undefined;
};

/** Sorted by the query's order; a reference sorts by its display value. Without an order rows stay as they are. */
const inOrder = (
  store: RecordStore,
  rows: RecordList<ServiceNowRecord>,
  { order }: EncodedQuery,
): RecordList<ServiceNowRecord> => {
  if (order.length === 0) {
    return rows;
  }
  const ranked = rows.slice().map((row) => ({
    row,
    ranks: order.map(({ path }) => displayValue(store, path.column, valueAt(store, row, path)).toLowerCase()),
  }));
  return ranked
    .sort((one, other) => {
      const at = order.findIndex((_, index) => one.ranks[index] !== other.ranks[index]);
      const [a = '', b = ''] = [one.ranks[at], other.ranks[at]];
      return at < 0 ? 0 : (a < b ? -1 : 1) * (order[at]?.descending ? -1 : 1);
    })
    .map(({ row }) => row);
};
