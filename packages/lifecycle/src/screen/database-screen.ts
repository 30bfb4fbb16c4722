import type { BackupDone } from '../database/administer/backup';
import type { BackupHeader } from '../database/administer/backup-format';
import type { Check } from '../database/administer/doctor';
import type { Moved } from '../database/administer/move';
import { movedWords, wayBack } from '../database/moved-away';
import type { DatabaseFacts, DatabaseStatus } from '../database/administer/status';

const units: readonly string[] = ['B', 'kB', 'MB', 'GB', 'TB'];

/** 1,234,567 bytes → `1.2 MB`. */
export const sizeText = (bytes: number): string => {
  const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${power === 0 ? bytes : (bytes / 1000 ** power).toFixed(1)} ${units[power]}`;
};

const countText = (count: number): string => count.toLocaleString('en-US');

const rowsOf = (tables: readonly { readonly name: string; readonly rows: number }[]): string =>
  tables
    .filter(({ rows, name }) => rows > 0 && name !== 'store')
    .map(({ name, rows }) => `${name} ${countText(rows)}`)
    .join(', ') || 'no rows yet';

const factLines = (facts: DatabaseFacts): string[] => [
  `database     ${facts.shownUrl}`,
  ...(facts.moved ? [`not in use   ${movedWords(facts.moved)}`] : []),
  `PostgreSQL   ${facts.version}`,
  facts.schemaVersion === facts.knownSchemaVersion
    ? `tables       version ${facts.schemaVersion}`
    : `tables       version ${facts.schemaVersion}; this iam works with version ${facts.knownSchemaVersion}`,
  ...(facts.store ? [`store        ${facts.store.id}, serial ${countText(facts.store.serial)}`] : []),
  `size         ${sizeText(facts.size)}`,
  `rows, about  ${rowsOf(facts.tables)}`,
];

/** `iam db status` */
export const statusScreen = (status: DatabaseStatus): string[] => {
  if (status.kind === 'server') {
    return ['server       of IAM_DATABASE_URL, running', ...factLines(status.facts)];
  }
  const { server, facts } = status;
  switch (server.tag) {
    case 'none':
      return [`There is no database yet. The first command that needs one makes it in ${server.folder}.`];
    case 'stopped':
      return [
        `The database server of ${server.folder} (PostgreSQL ${server.major}) does not run.`,
        'The next command that needs it starts it; so does: iam db start',
      ];
    case 'running':
      return [
        `server       in ${server.folder}, running as process ${server.pid}`,
        ...(facts ? factLines(facts) : ['It does not answer. More about it: iam db doctor']),
      ];
  }
};

/** `iam db stop` */
export const stopScreen = (outcome: 'stopped' | 'not-running' | 'foreign'): string[] =>
  ({
    stopped: ['The database server was stopped. The next command that needs it starts it again.'],
    'not-running': ['No database server of iam was running.'],
    foreign: ['IAM_DATABASE_URL names a server of its own, which iam neither starts nor stops.'],
  })[outcome];

const marks: Readonly<Record<Check['verdict'], string>> = { ok: 'ok  ', warn: 'warn', fail: 'FAIL' };

/** `iam db doctor` */
export const doctorScreen = (checks: readonly Check[]): string[] =>
  checks.flatMap(({ verdict, name, text, next }) => [
    `${marks[verdict]}  ${name.padEnd(12)} ${text}`,
    ...(next === undefined ? [] : [`${' '.repeat(19)}→ ${next}`]),
  ]);

const rowSum = ({ tables }: BackupHeader): string =>
  countText(tables.reduce((sum, { rows }) => sum + rows, 0));

/** `iam db backup FILE` */
export const backupScreen = ({ file, size, header }: BackupDone): string[] => [
  `${file}  ${sizeText(size)}, ${rowSum(header)} rows as of ${header.made}`,
  'It holds personal data, unencrypted; only you can read it (0600). The queue is not in it: it is made anew from the state.',
];

/** `iam db restore FILE` */
export const restoreScreen = (header: BackupHeader): string[] => [
  `Restored ${rowSum(header)} rows as of ${header.made} (${rowsOf(header.tables)}).`,
  'What was done in the applications since then is not in it: make a plan with a refresh before you apply anything.',
];

/** `iam db move URL` */
export const moveScreen = ({ from, to, header }: Moved): string[] => [
  `Copied ${rowSum(header)} rows from ${from} to ${to}.`,
  'From now on set IAM_DATABASE_URL to the new address, on every machine that runs iam.',
  `The old database keeps what it has, and iam works with it no more. ${wayBack}`,
];
