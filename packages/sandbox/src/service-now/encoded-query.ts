import { columnPath, type ColumnPath } from './column-path';
import type { Table } from './service-now-columns';

export interface Condition {
  readonly path: ColumnPath;
  readonly operator: string;
  readonly value: string;
}

interface Order {
  readonly path: ColumnPath;
  readonly descending: boolean;
}

/** An encoded query: a record matches when every alternative of one of the groups does. */
export interface EncodedQuery {
  /** Of each group, conditions joined by `^`, and of each of these, alternatives joined by `^OR`. */
  readonly groups: readonly (readonly (readonly Condition[])[])[];
  readonly order: readonly Order[];
  /** Whether a part names no column or has no operator. The platform ignores such parts. */
  readonly isPartlyInvalid: boolean;
}

const ORDER = /^ORDERBY(DESC)?([a-z0-9_.]+)$/;
const JOINT = /^(NQ|OR)?([^]*)$/;
const CONDITION =
  /^([a-z0-9_.]+)(!=|>=|<=|=|>|<|NOT LIKE|NOTLIKE|LIKE|STARTSWITH|ENDSWITH|NOT IN|ISNOTEMPTY|ISEMPTY|IN)([^]*)$/;
const TEXT_OPERATORS: readonly string[] = ['LIKE', 'NOTLIKE', 'NOT LIKE', 'STARTSWITH', 'ENDSWITH'];

/** https://www.servicenow.com/docs: "Encoded query strings"; `^` is and, `^OR` or, `^NQ` begins a query of its own. */
export const parseEncodedQuery = (
  table: Table,
  query: string,
  caretEscape: 'none' | 'doubled' = 'none',
): EncodedQuery => {
  const groups: Condition[][][] = [[]];
  const order: Order[] = [];
  let isPartlyInvalid = false;
  for (const part of partsOf(query, caretEscape)) {
    const [, descending, orderedBy] = ORDER.exec(part) ?? [];
    const path = orderedBy === undefined ? undefined : columnPath(table, orderedBy);
    const condition = orderedBy === undefined ? addCondition(table, groups, part) : undefined;
    if (path !== undefined) {
      order.push({ path, descending: descending !== undefined });
    }
    isPartlyInvalid ||= path === undefined && condition === undefined;
  }
  return {
    groups: groups.map((group) => group.filter((alternatives) => alternatives.length > 0)),
    order,
    isPartlyInvalid,
  };
};

/** Stands in for an escaped caret while the query is split. */
const ESCAPED = '\u0000';

const partsOf = (query: string, caretEscape: 'none' | 'doubled'): readonly string[] =>
  (caretEscape === 'doubled' ? query.split('^^').join(ESCAPED) : query)
    .split('^')
    .map((part) => part.split(ESCAPED).join('^'))
    .filter((part) => part !== '' && part !== 'EQ');

/** Adds a condition where its joint says. An invalid one leaves its place, which `^OR` may still fill. */
const addCondition = (table: Table, groups: Condition[][][], part: string): Condition | undefined => {
  const [, joint, text = ''] = JOINT.exec(part) ?? [];
  const condition = readCondition(table, text);
  const added = condition === undefined ? [] : [condition];
  const previous = joint === 'OR' ? groups.at(-1)?.at(-1) : undefined;
  if (previous !== undefined) {
    previous.push(...added);
  } else if (joint === 'NQ') {
    groups.push([added]);
  } else {
    groups.at(-1)?.push(added);
  }
  return condition;
};

const readCondition = (table: Table, text: string): Condition | undefined => {
  const [, name = '', operator = '', value = ''] = CONDITION.exec(text) ?? [];
  const path = columnPath(table, name);
  const textOnly = TEXT_OPERATORS.includes(operator);
  return path === undefined ||
    path.column.type === 'password' ||
    (textOnly && !['string', 'choice', 'guid'].includes(path.column.type))
    ? undefined
    : { path, operator, value };
};
