import type { PackageManifest } from './package-shape';

/** A row of docs/dependencies.md without its reason. */
export interface DependencyRow {
  readonly name: string;
  readonly usedBy: readonly string[];
  readonly licence: string;
}

/** The rows of the first table under a heading. A row without a reason does not count as one. */
export const documentedDependencies = (page: string, heading: string): DependencyRow[] =>
  (page.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| (dependency|-)/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter((cells) => (cells[4] ?? '').length > 10)
    .map(([, name = '', usedBy = '', licence = '']) => ({
      name,
      usedBy: usedBy.split(', ').sort(),
      licence,
    }));

/**
 * What manifests declare, by dependency: those that users get, or those that only the repository needs. Each manifest comes
 * with the word the page has for its package.
 */
export const declaredDependencies = (
  manifests: readonly (readonly [string, PackageManifest & { readonly private?: boolean }])[],
  kind: 'users' | 'repository',
): Readonly<Record<string, readonly string[]>> => {
  const found: Record<string, string[]> = {};
  for (const [user, manifest] of manifests) {
    const forUsers =
      manifest.private === true ? {} : { ...manifest.dependencies, ...manifest.peerDependencies };
    const rest = { ...manifest.devDependencies, ...(manifest.private === true ? manifest.dependencies : {}) };
    const names =
      kind === 'users' ? Object.keys(forUsers) : Object.keys(rest).filter((name) => !(name in forUsers));
    for (const name of names.filter((one) => !one.startsWith('@iam/'))) {
      (found[name] ??= []).push(user);
    }
  }
  return Object.fromEntries(Object.entries(found).map(([name, users]) => [name, [...new Set(users)].sort()]));
};
