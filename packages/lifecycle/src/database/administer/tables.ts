import type { Session } from '../session';

export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
}

interface TableRow {
  readonly name: string;
  readonly columns: string[];
  /** Tables that must be filled before it. */
  readonly needs: string[];
}

/** Kept by the program, not by the person: each database has its own. */
const OWN = 'schema_version';

const inOrder = (rows: readonly TableRow[], done: readonly TableRow[] = []): readonly TableRow[] => {
  const names = new Set(done.map(({ name }) => name));
  const ready = rows.filter((row) => row.needs.every((name) => names.has(name) || name === row.name));
  const rest = rows.filter((row) => !ready.includes(row));
  if (ready.length === 0) {
    return [...done, ...rest];
  }
  return rest.length === 0 ? [...done, ...ready] : inOrder(rest, [...done, ...ready]);
};

/** The tables of our schema, each after those that it refers to. */
export const stateTables = async (session: Session): Promise<Table[]> => {
  const rows = await session.query<TableRow>(
    `select c.relname as name,
            (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
              where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
            array(select f.relname::text from pg_constraint k join pg_class f on f.oid = k.confrelid
                   where k.conrelid = c.oid and k.contype = 'f') as needs
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'iam' and c.relkind = 'r' and c.relname <> $1
      order by c.relname collate "C"`,
    [OWN],
  );
  return inOrder(rows).map(({ name, columns }) => ({ name, columns }));
};

/** The first table that has rows; the one that says which database it is has a row from the beginning. */
export const firstFilled = async (
  session: Session,
  tables: readonly Table[],
): Promise<string | undefined> => {
  for (const { name } of tables) {
    if (name !== 'store') {
      const [found] = await session.query<{ filled: boolean }>(
        `select exists (select from iam."${name}") as filled`,
      );
      if (found?.filled === true) {
        return name;
      }
    }
  }
  return undefined;
};
