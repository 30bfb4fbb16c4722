import { dictionary, idValue, object, textOf } from '@iam/core';
import * as t from 'io-ts';

/** A row of a table. Everything in it is a text or a reference, read by `cellOf`. */
export const Row = t.intersection([dictionary, t.type({ sys_id: idValue })]);
export type Row = t.TypeOf<typeof Row>;

/**
 * Every answer is wrapped. An error beside the result says that the result is a part: a query that ran into the time limit of the
 * instance ends so, with 200.
 */
export const resultOf = <C extends t.Mixed>(codec: C) => object({ result: codec }, { error: t.undefined });

export const OneRow = resultOf(Row);
export const Rows = resultOf(t.array(Row));

/** The value of a cell as text, `''` when it is empty. A reference is `{ link, value }`, or its sys_id alone. */
export const cellOf = (row: Readonly<Record<string, unknown>>, column: string): string => {
  const cell = row[column];
  return textIn(dictionary.is(cell) ? cell['value'] : cell);
};

const textIn = (value: unknown): string =>
  typeof value === 'boolean' ? String(value) : (textOf(value) ?? '');

/** A textual boolean; null for any other text, because who is taken for inactive is not disabled again. */
export const flagOf = (row: Readonly<Record<string, unknown>>, column: string): boolean | null => {
  switch (cellOf(row, column)) {
    case 'true':
      return true;
    case 'false':
      return false;
    default:
      return null;
  }
};
