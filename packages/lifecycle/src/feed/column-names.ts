import { MAX_COLUMNS } from './raw-row';

/** The columns of a feed that names them row by row. */
export interface ColumnNames {
  readonly names: readonly string[];
  /** The number of a column, a new one where it was not met before; undefined when there would be too many. */
  readonly place: (name: string) => number | undefined;
}

export const createColumnNames = (): ColumnNames => {
  const names: string[] = [];
  const places = new Map<string, number>();
  return {
    names,
    place: (name) => {
      const known = places.get(name);
      if (known !== undefined || names.length >= MAX_COLUMNS) {
        return known;
      }
      places.set(name, names.length);
      names.push(name);
      return names.length - 1;
    },
  };
};
