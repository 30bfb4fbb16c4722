import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file of a package: its path below the package's folder, with `/`, and its bytes. */
export interface PackageFile {
  readonly path: string;
  readonly content: Buffer;
}

/** Generated files, or files of one version, that belong to no template. */
const LEFT_OUT = /^(node_modules|dist|reports|coverage|api|CHANGELOG\.md|\.nx|.*\.tsbuildinfo|.*\.log)$/;

/** The hand-written files of a package, sorted by path. */
export const readPackageFiles = (folder: string, below = ''): readonly PackageFile[] =>
  readdirSync(join(folder, below), { withFileTypes: true })
    .filter(({ name }) => !LEFT_OUT.test(name))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      return entry.isDirectory()
        ? readPackageFiles(folder, path)
        : [{ path, content: readFileSync(join(folder, path)) }];
    });

export const textFile = (path: string, text: string): PackageFile => ({ path, content: Buffer.from(text) });

export const jsonFile = (path: string, value: unknown): PackageFile =>
  textFile(path, `${JSON.stringify(value, undefined, 2)}\n`);

/** A zero byte marks binary content such as a picture. */
export const isText = ({ content }: PackageFile): boolean => !content.includes(0);
