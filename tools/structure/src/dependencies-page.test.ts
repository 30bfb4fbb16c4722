import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { declaredDependencies, documentedDependencies } from './dependencies-page';
import type { PackageManifest } from './package-shape';
import { isVendor } from './place';

const root = join(__dirname, '..', '..', '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const manifestAt = (path: string) =>
  JSON.parse(read(`${path}/package.json`)) as PackageManifest & { readonly private?: boolean };

const folders = ['packages', 'tools']
  .flatMap((parent) => readdirSync(join(root, parent)).map((name) => [name, `${parent}/${name}`] as const))
  .filter(([, path]) => existsSync(join(root, path, 'package.json')));
// A new vendor needs what every vendor needs, and no line of the page.
const users = [...folders, ['examples', 'examples'] as const].map(
  ([name, path]) => [isVendor(`${path}/`) ? 'vendors' : name, path] as const,
);
const manifests = [
  ...users.map(([name, path]) => [name, manifestAt(path)] as const),
  ['repository', manifestAt('.')] as const,
];
const placeOf: Readonly<Record<string, string>> = Object.fromEntries([...users, ['repository', '.']]);

const page = read('docs/dependencies.md');
const TABLES = [
  ['What users install', 'users'],
  ['What only this repository needs', 'repository'],
] as const;

describe.each(TABLES)('docs/dependencies.md: %s', (heading, kind) => {
  const documented = documentedDependencies(page, heading);

  it('has a row with a reason for every dependency, and no other', () => {
    expect(Object.fromEntries(documented.map(({ name, usedBy }) => [name, usedBy]))).toEqual(
      declaredDependencies(manifests, kind),
    );
  });

  it.each(documented.map(({ name, usedBy, licence }) => [name, licence, usedBy[0] ?? ''] as const))(
    'tells the licence of %s: %s',
    (name, licence, user) => {
      expect(manifestAt(`${placeOf[user]}/node_modules/${name}`).license).toBe(licence);
    },
  );
});

describe('install scripts', () => {
  const workspace = read('pnpm-workspace.yaml');

  it('are allowed for no package', () => {
    const allowed = /^allowBuilds:\n((?: {2}.*\n)+)/m.exec(workspace)?.[1] ?? '';
    expect(allowed).not.toBe('');
    expect(allowed.split('\n').filter((line) => line !== '' && !line.endsWith(': false'))).toEqual([]);
  });

  it.each(['dangerouslyAllowAllBuilds', 'onlyBuiltDependencies'])('are not let in by %s', (setting) => {
    expect(workspace + read('package.json')).not.toContain(setting);
  });
});

describe('the comparison', () => {
  it('tells peers and development apart, and counts what private packages need as the repository’s', () => {
    const some = {
      a: {
        dependencies: { x: '1', '@iam/core': '1' },
        peerDependencies: { y: '1' },
        devDependencies: { y: '1', z: '1' },
      },
      b: { private: true, dependencies: { x: '1' } },
    };
    expect(declaredDependencies(Object.entries(some), 'users')).toEqual({ x: ['a'], y: ['a'] });
    expect(declaredDependencies(Object.entries(some), 'repository')).toEqual({ z: ['a'], x: ['b'] });
  });

  it('does not take a row without a reason', () => {
    expect(documentedDependencies('## H\n\n| x | a | MIT | |\n', 'H')).toEqual([]);
  });
});
