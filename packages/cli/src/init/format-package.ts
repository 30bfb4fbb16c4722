import { createRequire } from 'node:module';
import { join } from 'node:path';
import { isText, textFile, type PackageFile } from './package-file';

interface Prettier {
  readonly format: (text: string, options: Readonly<Record<string, unknown>>) => Promise<string>;
  readonly resolveConfig: (file: string) => Promise<Readonly<Record<string, unknown>> | null>;
  readonly getFileInfo: (
    file: string,
    options: object,
  ) => Promise<{ readonly ignored: boolean; readonly inferredParser: string | null }>;
}

/** Formats the files with the repository's prettier: names of another length break lines elsewhere. */
export const formatPackage = async (
  root: string,
  folder: string,
  files: readonly PackageFile[],
): Promise<readonly PackageFile[]> => {
  const prettier = createRequire(join(root, 'package.json'))('prettier') as Prettier;
  const ignorePath = join(root, '.prettierignore');
  const format = async (file: PackageFile): Promise<PackageFile> => {
    const filepath = join(folder, file.path);
    const { ignored, inferredParser } = await prettier.getFileInfo(filepath, { ignorePath });
    if (ignored || inferredParser === null || !isText(file)) {
      return file;
    }
    const options = await prettier.resolveConfig(join(root, 'package.json'));
    return textFile(
      file.path,
      await prettier.format(file.content.toString('utf8'), { ...options, filepath }),
    );
  };
  return Promise.all(files.map(format));
};
