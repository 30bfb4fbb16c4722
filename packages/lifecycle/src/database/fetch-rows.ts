import { randomBytes } from 'node:crypto';
import type { QueryResultRow } from 'pg';
import type { Session } from './session';

/**
 * The rows of a large result inside a transaction, by `declare` and `fetch`: other statements of the same session may run between two
 * rows. `Session.cursor` keeps the connection to itself until its last row, so that a statement inside its loop would wait for ever.
 */
export async function* fetchRows<Row extends QueryResultRow>(
  session: Session,
  text: string,
  values: readonly unknown[] = [],
  batch = BATCH,
): AsyncGenerator<Row, void, undefined> {
  for await (const rows of fetchPages<Row>(session, text, values, batch)) {
    yield* rows;
  }
}

/** The same rows, as many at once as were fetched. */
export async function* fetchPages<Row extends QueryResultRow>(
  session: Session,
  text: string,
  values: readonly unknown[] = [],
  batch = BATCH,
): AsyncGenerator<readonly Row[], void, undefined> {
  const name = `rows_${randomBytes(6).toString('hex')}`;
  await session.execute(`declare ${name} no scroll cursor for ${text}`, values);
  const fetch = (): Promise<Row[]> => {
    const rows = session.query<Row>(`fetch ${batch} from ${name}`);
    // Reported where it is awaited; until then it must not count as an unhandled rejection.
    rows.catch(() => undefined);
    return rows;
  };
  let next: Promise<Row[]> | undefined = fetch();
  let open = true;
  try {
    while (next !== undefined) {
      const rows: Row[] = await next;
      // The server reads on while these are worked on.
      next = rows.length < batch ? undefined : fetch();
      yield rows;
    }
  } catch (thrown) {
    // The transaction is over after a failed statement, and the cursor with it.
    open = false;
    throw thrown;
  } finally {
    if (open) {
      await next;
      await session.execute(`close ${name}`);
    }
  }
}

/** Of larger pages more is alive when memory is cleared, so that the heap grows; smaller ones are no slower. */
const BATCH = 250;
