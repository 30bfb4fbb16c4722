import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file of a package: its path below the package's folder, with `/`, and its bytes. */
export interface PackageFile {
  readonly path: string;
  readonly content: Buffer;
}

/** What is made from a package or for one version of it, and so belongs to no template. */
const LEFT_OUT = /^(node_modules|dist|reports|coverage|api|CHANGELOG\.md|\.nx|.*\.tsbuildinfo|.*\.log)$/;

/** The files of a package that were written by hand, in the order of their paths. */
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

/** Only bytes that are no text at all have a zero among them; a picture does. */
export const isText = ({ content }: PackageFile): boolean => !content.includes(0);
