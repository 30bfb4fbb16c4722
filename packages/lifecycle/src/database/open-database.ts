import { connect, type Database } from './connect';
import { dataFolder, thisMachine } from './data-folder';
import { DatabaseError, codeOf, messageOf } from './database-error';
import { embeddedUrl } from './embedded/embedded-server';
import { refuseMoved } from './moved-away';
import { migrate } from './schema/migrate';
import { shownUrl } from './shown-url';

export interface DatabaseOptions {
  /** IAM_DATABASE_URL, IAM_DATA_DIR, PATH and the variables of the user's folders are read from it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Instead of IAM_DATA_DIR and the user's data folder. */
  readonly dataDir?: string;
  /** Who the embedded server runs as when this process is root's. */
  readonly asUser?: string;
  /** What a person should know while waiting, as sentences. */
  readonly onNotice?: (sentence: string) => void;
}

/** What is wrong with the connection to a server of others, in the order of the lines that a person would check. */
const reasonFor = (thrown: unknown): string => {
  switch (codeOf(thrown)) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'its host is not known';
    case 'ECONNREFUSED':
    case 'ENOENT':
      return 'no server answers there';
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return 'it cannot be reached';
    case '28P01':
    case '28000':
      return 'it does not accept the user or the password';
    case '3D000':
      return 'the server has no such database; make one (create database …)';
    case '53300':
      return 'the server has no connection left';
    case '57P03':
      return 'the server is just starting or stopping; try again';
    case '42501':
      return 'the user may not make the schema "iam" there, or that of the queue; the owner of the database can: grant create on database … to …';
    default:
      return messageOf(thrown);
  }
};

/** A failure of the connection or of the first statements, as a sentence that shows no password. */
export const connectionProblem = (url: string, thrown: unknown): DatabaseError =>
  thrown instanceof DatabaseError
    ? thrown
    : new DatabaseError(`The database ${shownUrl(url)} cannot be used: ${reasonFor(thrown)}.`);

export const refuseForeignUrl = (what: string, url: string): void => {
  if (!/^postgres(ql)?:\/\//i.test(url)) {
    throw new DatabaseError(
      `${what} is no address of PostgreSQL. It looks like postgres://user:password@host:5432/database.`,
    );
  }
};

export const dataDirOf = (options: DatabaseOptions): string =>
  options.dataDir ?? dataFolder(thisMachine(options.env));

/** The database of IAM_DATABASE_URL, else the embedded one; not looked at yet. */
export const connectTo = async (options: DatabaseOptions): Promise<Database> => {
  const url = options.env['IAM_DATABASE_URL'];
  if (url !== undefined && url !== '') {
    refuseForeignUrl('IAM_DATABASE_URL', url);
    return connect(url, 'server');
  }
  return connect(await embeddedUrl({ ...options, dataDir: dataDirOf(options) }), 'embedded');
};

/** Brings the tables of a database up to date, or closes it. Rejects with a DatabaseError, whose message is for the person. */
export const openMigrated = async (
  database: Database,
  check: (database: Database) => Promise<void> = refuseMoved,
): Promise<Database> => {
  try {
    await migrate(database);
    await check(database);
    return database;
  } catch (thrown) {
    await database.close();
    throw connectionProblem(database.url, thrown);
  }
};

/** As `openDatabase`, of a state that was moved away too: to look at it, or to take a backup of it. */
export const openEvenMoved = async (options: DatabaseOptions): Promise<Database> =>
  openMigrated(await connectTo(options), () => Promise.resolve());

/**
 * Opens the database that holds the state of the lifecycle: the one of IAM_DATABASE_URL, else one in the data folder, whose server
 * is started where it does not run and goes on afterwards (`iam db stop` ends it). Its tables are made or updated.
 * One whose state was moved away is refused.
 * Rejects with a DatabaseError, whose message is for the person at the terminal.
 */
export const openDatabase = async (options: DatabaseOptions): Promise<Database> =>
  openMigrated(await connectTo(options));
