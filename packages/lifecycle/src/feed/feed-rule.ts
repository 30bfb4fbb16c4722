import { MAPPING_TYPES, isDictionary, withNumbersAsTexts } from '@iam/core/internal';
import { isExactNumber, type Mapper } from '@iam/core';
import * as E from 'fp-ts/Either';
import { keyOfLabel, UNUSABLE_KEY } from './profile-keys';

/** How the cells of a row become the values of a profile's keys. */
export interface FeedRule {
  /** Profile keys, in the order of the values. Compiling for more columns may add some. */
  readonly keys: readonly string[];
  /** The columns that each key is made from. */
  readonly columns: readonly (readonly string[])[];
  /** Fills `values`; undefined where a cell is empty. Left: why the row cannot be mapped. Compiled anew when columns were added. */
  readonly compile: (columns: readonly string[]) => FillValues;
}

export type FillValues = (cells: readonly unknown[], values: unknown[]) => string | undefined;

/** Key → column. */
export const columnRule = (entries: readonly (readonly [string, string])[]): FeedRule => ({
  keys: entries.map(([key]) => key),
  columns: entries.map(([, column]) => [column]),
  compile: (columns) => {
    const places = entries.map(([, column]) => columns.indexOf(column));
    return (cells, values) => {
      for (let index = 0; index < places.length; index += 1) {
        const place = places[index] ?? -1;
        values[index] = place < 0 ? undefined : valueOf(cells[place]);
      }
      return undefined;
    };
  },
});

/** Each column is the key of its name. */
export const headerRule = (): FeedRule => {
  const keys: string[] = [];
  const made: (readonly string[])[] = [];
  const places: number[] = [];
  let seen = 0;
  return {
    keys,
    columns: made,
    compile: (columns) => {
      for (; seen < columns.length; seen += 1) {
        const name = columns[seen] ?? '';
        if (name !== '' && name !== UNUSABLE_KEY) {
          keys.push(name);
          made.push([name]);
          places.push(seen);
        }
      }
      return (cells, values) => {
        for (let index = 0; index < places.length; index += 1) {
          values[index] = valueOf(cells[places[index] ?? -1]);
        }
        return undefined;
      };
    },
  };
};

const TYPE = MAPPING_TYPES[0];

/** An incoming mapper; its labels (`Given Name`) become keys (`givenname`). */
export const mapperRule = (mapper: Mapper): FeedRule => {
  const fields = mapper.fields(TYPE);
  return {
    keys: fields.map(({ target }) => keyOfLabel(target)),
    columns: fields.map(({ from, otherwise }) => [...new Set([...from, ...otherwise])]),
    compile: (columns) => (cells, values) => {
      const source = Object.fromEntries(
        columns.flatMap((column, index) => {
          const value = valueOf(cells[index]);
          return value === undefined ? [] : [[column, value] as const];
        }),
      );
      const mapped = mapper.map(source, TYPE);
      if (E.isLeft(mapped)) {
        // What is there is the row's before it.
        values.length = 0;
        return `cannot be mapped: ${mapped.left}`;
      }
      const { data } = mapped.right;
      fields.forEach(({ target }, index) => {
        values[index] = Object.hasOwn(data, target) ? valueOf(data[target]) : undefined;
      });
      return undefined;
    },
  };
};

/**
 * A cell as the value of a profile: text without blanks around it; undefined for '', null and absent. Numbers are the text they were
 * written in, true and false are `true` and `false`: the same data are the same profile in every format.
 */
export const valueOf = (cell: unknown): unknown => {
  if (typeof cell === 'string') {
    const text = cell.trim();
    return text === '' ? undefined : text;
  }
  if (cell === null || cell === undefined) {
    return undefined;
  }
  if (typeof cell === 'boolean' || typeof cell === 'number' || isExactNumber(cell)) {
    return String(cell);
  }
  if (Array.isArray(cell) ? cell.length === 0 : isDictionary(cell) && Object.keys(cell).length === 0) {
    return undefined;
  }
  return withNumbersAsTexts(cell);
};
