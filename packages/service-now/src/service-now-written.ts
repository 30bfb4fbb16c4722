import { failure, IAMError, path, type Attributes, type Http } from '@iam/core';
import { cellOf, OneRow, type Row } from './service-now-codecs';
import { isSameText } from './service-now-query';

/**
 * Creates a row, or changes the one of that sys_id, and compares the reply with what was sent: ServiceNow ignores columns that it does
 * not know and values that access controls keep out, cuts what is too long, and says nothing.
 *
 * @throws IAMError of kind `not-applied` that names the columns
 */
export const writeRow = async (
  http: Http,
  table: string,
  sysId: string | undefined,
  values: Attributes,
): Promise<Row> => {
  const body = Object.fromEntries(Object.entries(values).map(([column, value]) => [column, value ?? '']));
  const options = { body, reply: OneRow };
  const { result } =
    sysId === undefined
      ? await http.post(path`table/${table}`, options)
      : await http.patch(path`table/${table}/${sysId}`, options);
  const lost = Object.entries(body).filter(([column, value]) => !isKept(column, value, result));
  // A reply about another record is for core to refuse.
  if (lost.length > 0 && (sysId === undefined || sysId === String(result.sys_id))) {
    throw new IAMError(
      notKept(
        table,
        String(result.sys_id),
        lost.map(([column]) => column),
      ),
    );
  }
  return result;
};

/** Names and addresses are the same in any case; every other text must be as it was sent. */
const CASELESS: ReadonlySet<string> = new Set(['user_name', 'email']);

const isKept = (column: string, sent: unknown, row: Row): boolean => {
  const found = cellOf(row, column);
  const wanted = typeof sent === 'object' ? undefined : String(sent);
  return (
    wanted !== undefined &&
    (CASELESS.has(column)
      ? isSameText(found, wanted)
      : found.normalize('NFC').trim() === wanted.normalize('NFC').trim())
  );
};

const notKept = (table: string, id: string, columns: readonly string[]) =>
  failure(
    'not-applied',
    `ServiceNow accepted the write, but the record ${id} of ${table} does not have what was sent for: ${columns.join(', ')}.`,
    {
      next: 'Check that these columns exist, may be written by the account and are long enough; what else was sent is written.',
    },
  );
