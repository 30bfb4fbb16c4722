import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { folderWith } from '../__fixtures__/terminal';
import { wherePackagesAre } from './where-packages-are';

/** A folder in which the command is installed with one of its packages; `resolved` is where npm says it got it. */
const installed = (resolved?: string): string => {
  const root = realpathSync(folderWith({}));
  const manifests = {
    cli: { dependencies: { '@iam/core': '^0.1.0', commander: '14.0.3' } },
    core: {},
  };
  for (const [name, rest] of Object.entries(manifests)) {
    put(join(root, 'node_modules', '@iam', name, 'package.json'), { name: `@iam/${name}`, ...rest });
  }
  if (resolved !== undefined) {
    const packages = { 'node_modules/@iam/cli': { resolved } };
    put(join(root, 'node_modules', '.package-lock.json'), { packages });
  }
  return join(root, 'node_modules', '@iam');
};

const put = (file: string, value: unknown): void => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(value));
};

describe('the packages of iam are', () => {
  it('in the clone that the command runs from', () => {
    expect(wherePackagesAre(__dirname)).toEqual({
      tag: 'clone',
      root: join(__dirname, '..', '..', '..', '..'),
      packageManager: expect.stringMatching(/^pnpm@\d/),
    });
  });

  it.each([[undefined], ['file:../iam-cli-0.1.0.tgz']])('beside a command that came from %s', (resolved) => {
    const scope = installed(resolved);
    expect(wherePackagesAre(join(scope, 'cli', 'dist'))).toEqual({
      tag: 'installed',
      folders: [join(scope, 'cli'), join(scope, 'core')],
    });
  });

  it('on the registry that the command came from', () => {
    const scope = installed('https://registry.example/@iam/cli/-/cli-0.1.0.tgz');
    expect(wherePackagesAre(join(scope, 'cli', 'dist'))).toEqual({ tag: 'registry' });
  });
});
