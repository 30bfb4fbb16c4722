import * as t from 'io-ts';

/**
 * A backup is a text: the header (one line of JSON), then for each table its name (a line of JSON), its rows as COPY writes them and a line
 * `\.`, and at last a line of JSON with the sha256 of everything before it. In a file it is compressed with gzip.
 */
export const BACKUP_FORMAT = 'iam-backup/1';

/** Ends the rows of a table: no row of COPY's text format can be this line. */
export const END_OF_ROWS = '\\.\n';

const table = t.readonly(t.type({ name: t.string, columns: t.readonlyArray(t.string), rows: t.number }));

export const backupHeader = t.readonly(
  t.type({
    format: t.literal(BACKUP_FORMAT),
    schemaVersion: t.number,
    /** The database that it is of. */
    store: t.string,
    /** ISO instant; all tables are as they were then. */
    made: t.string,
    tables: t.readonlyArray(table),
  }),
);
export type BackupHeader = t.TypeOf<typeof backupHeader>;

export const backupEnd = t.readonly(t.type({ end: t.literal(true), sha256: t.string }));
export type BackupEnd = t.TypeOf<typeof backupEnd>;
