import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The integrations that come with the command. */
export const integrations = (): readonly string[] => {
  const manifest: unknown = JSON.parse(readFileSync(join(manifestFolder(), 'package.json'), 'utf8'));
  return Object.keys((manifest as { readonly dependencies: Readonly<Record<string, string>> }).dependencies)
    .filter(
      (name) => name.startsWith('@iam/') && !['@iam/core', '@iam/conformance', '@iam/sandbox'].includes(name),
    )
    .map((name) => name.slice('@iam/'.length));
};

/** The build is one file in dist; the sources are one folder deeper. */
const manifestFolder = (): string =>
  [join(__dirname, '..'), join(__dirname, '..', '..')].find((folder) =>
    existsSync(join(folder, 'package.json')),
  ) ?? __dirname;
