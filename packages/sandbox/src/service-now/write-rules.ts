import { parseEncodedQuery } from './encoded-query';
import { matches } from './query-match';
import type { RecordStore, ServiceNowRecord } from './record-store';
import type { Table } from './service-now-columns';
import type { ServiceNowRefusal, ServiceNowSettings } from './service-now-options';
import { operationFailed } from './service-now-problem';

type Operation = ServiceNowRefusal['operation'];

/** Whether an encoded query of the options, always read strictly by letter case, covers a record. */
export const covers = (
  store: RecordStore,
  table: Table,
  row: ServiceNowRecord,
  query: string | undefined,
): boolean =>
  query === undefined ||
  matches(store, row, parseEncodedQuery(table, query), { caseSensitive: true, displayValues: false });

const CAPITALIZED = { insert: 'Insert', update: 'Update', delete: 'Delete' } as const;

/** @throws ServiceNowProblem 403 when an access control or a business rule refuses the write */
export const checkAllowed = (
  store: RecordStore,
  table: Table,
  operation: Operation,
  row: ServiceNowRecord,
  { refusals }: ServiceNowSettings,
): void => {
  const refusal = refusals.find(
    (one) => one.table === table.name && one.operation === operation && covers(store, table, row, one.query),
  );
  // The dictionary describes the tables and is no record of an application.
  if (refusal === undefined && table.name !== 'sys_dictionary') {
    return;
  }
  throw operationFailed(
    refusal?.businessRule === undefined
      ? `ACL Exception ${CAPITALIZED[operation]} Failed due to security constraints`
      : `Operation against file '${table.name}' was aborted by Business Rule '${refusal.businessRule}'`,
  );
};

/** The columns that no two records share, together. */
const uniqueColumns = (table: Table, settings: ServiceNowSettings): readonly string[] => {
  switch (table.name) {
    case 'sys_user':
      return ['user_name'];
    case 'sys_user_group':
      return settings.uniqueGroupNames ? ['name'] : [];
    case 'sys_user_grmember':
      return settings.duplicateMemberships === 'refuse' ? ['user', 'group'] : [];
    default:
      return [];
  }
};

/** @throws ServiceNowProblem 403 when another record has the same value in a unique column; empty ones are not compared */
export const checkUnique = (
  store: RecordStore,
  table: Table,
  operation: 'insert' | 'update',
  row: ServiceNowRecord,
  settings: ServiceNowSettings,
): void => {
  const unique = uniqueColumns(table, settings);
  const entry = (one: ServiceNowRecord): string => unique.map((name) => one[name] ?? '').join('-');
  const key = (one: ServiceNowRecord): string =>
    settings.caseSensitive ? entry(one) : entry(one).toLowerCase();
  if (unique.length === 0 || unique.some((name) => row[name] === '')) {
    return;
  }
  const [column = ''] = unique;
  const taken = store
    .having(table.name, [column, row[column] ?? ''])
    .filter((other) => other['sys_id'] !== row['sys_id'] && key(other) === key(row));
  if (taken.length > 0) {
    throw operationFailed(
      settings.duplicateDetail === 'unique-key'
        ? `Unique Key violation detected by database (Duplicate entry '${entry(row)}' for key '${unique.join('_')}')`
        : `Error during ${operation} of ${table.name} (${row[table.display] ?? ''})`,
      settings.duplicateStatus,
    );
  }
};
