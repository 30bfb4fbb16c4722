import type { PackageFolder } from './package-shape';
import { isVendor } from './place';

/**
 * Checks that every vendor package has the same shape, so that a reader of one knows all. `sources` are the repository's files,
 * `exportedNames` the exports of an index.
 */
export const vendorShapeViolations = (
  folders: readonly PackageFolder[],
  sources: readonly string[],
  exportedNames: (index: string) => readonly string[],
): string[] =>
  folders
    .filter(({ path }) => isVendor(path))
    .flatMap(({ path, files, manifest }) => {
      const name = path.split('/')[1] ?? '';
      const inSources = ['index.ts', `${name}.ts`, `${name}.test.ts`, '__fixtures__/fake.ts'].map(
        (file) => `${path}/src/${file}`,
      );
      const missing = inSources.filter((file) => !sources.includes(file));
      const besides = ['command_examples', 'EXAMPLES.md']
        .filter((file) => !files.includes(file))
        .map((file) => `${path}/${file}`);
      // Its README links to the examples, so they are published with it.
      const published = manifest.files?.includes('EXAMPLES.md') ?? false;
      const hasIntegration = exportedNames(`${path}/src/index.ts`).includes('integration');
      return [
        ...[...missing, ...besides].map((file) => `${file} is missing`),
        ...(published ? [] : [`${path}/package.json does not publish EXAMPLES.md (files)`]),
        ...(hasIntegration ? [] : [`${path}/src/index.ts does not export its integration under that name`]),
      ];
    });
