import { displayValue, valueAt } from './column-path';
import type { Condition, EncodedQuery } from './encoded-query';
import type { RecordStore, ServiceNowRecord } from './record-store';

export interface Matching {
  readonly caseSensitive: boolean;
  /** References and choices also equal their display values, as for name-value pairs. */
  readonly displayValues: boolean;
}

export const matches = (
  store: RecordStore,
  row: ServiceNowRecord,
  { groups }: EncodedQuery,
  matching: Matching,
): boolean =>
  groups.some((group) =>
    group.every((alternatives) =>
      alternatives.some((condition) => conditionHolds(store, row, condition, matching)),
    ),
  );

const conditionHolds = (
  store: RecordStore,
  row: ServiceNowRecord,
  condition: Condition,
  matching: Matching,
): boolean => {
  const { path, operator, value } = condition;
  const fold = (one: string): string => (matching.caseSensitive ? one : one.toLowerCase());
  const stored = valueAt(store, row, path);
  const held = fold(stored);
  const wanted = fold(path.column.type === 'boolean' && value === '1' ? 'true' : value);
  const listed = (): boolean => wanted.split(',').includes(held);
  const equal = (): boolean =>
    held === wanted || (matching.displayValues && fold(displayValue(store, path.column, stored)) === wanted);
  const compared = (): number =>
    path.column.type === 'integer' ? Number(held) - Number(wanted) : held < wanted ? -1 : +(held > wanted);
  switch (operator) {
    case '=':
      return equal();
    case '!=':
      return !equal();
    case 'LIKE':
      return held.includes(wanted);
    case 'NOTLIKE':
    case 'NOT LIKE':
      return !held.includes(wanted);
    case 'STARTSWITH':
      return held.startsWith(wanted);
    case 'ENDSWITH':
      return held.endsWith(wanted);
    case 'IN':
      return listed();
    case 'NOT IN':
      return !listed();
    case 'ISEMPTY':
      return held === '';
    case 'ISNOTEMPTY':
      return held !== '';
    case '>':
      return compared() > 0;
    case '<':
      return compared() < 0;
    case '>=':
      return compared() >= 0;
    default:
      return compared() <= 0;
  }
};
