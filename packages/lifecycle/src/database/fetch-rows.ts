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
  batch = 1000,
): AsyncGenerator<Row, void, undefined> {
  const name = `rows_${randomBytes(6).toString('hex')}`;
  await session.execute(`declare ${name} no scroll cursor for ${text}`, values);
  let open = true;
  try {
    for (;;) {
      const rows = await session.query<Row>(`fetch ${batch} from ${name}`);
      yield* rows;
      if (rows.length < batch) {
        break;
      }
    }
  } catch (thrown) {
    // The transaction is over after a failed statement, and the cursor with it.
    open = false;
    throw thrown;
  } finally {
    if (open) {
      await session.execute(`close ${name}`);
    }
  }
}
