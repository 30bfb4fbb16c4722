import { nextSteps } from './next-steps';
import type { PackagesPlace } from './where-packages-are';

const plan = { folder: '/home/jane/acme', monorepo: undefined, files: [] };
const lineFor = (place: PackagesPlace, changes: object = {}): string | undefined =>
  nextSteps({ ...plan, ...changes }, { brand: 'Acme', kebab: 'acme' }, '/home/jane', place)
    .split('\n')
    .find((line) => line.startsWith('  '));

describe('the line that iam init prints', () => {
  it('packs the packages of a clone and installs them from files', () => {
    const clone = { tag: 'clone', root: '/src/my iam', packageManager: 'pnpm@10.0.0' } as const;
    expect(lineFor(clone)).toBe(
      "  cd acme && npx --yes pnpm@10.0.0 -C '/src/my iam' --filter '@iam/cli...' pack --pack-destination /home/jane/acme/iam-packages" +
        ' && npm install --save-dev ./iam-packages/*.tgz && npm run build && npm test',
    );
  });

  it('takes the packages of a command that was installed from files', () => {
    expect(lineFor({ tag: 'installed', folders: ['/opt/@iam/cli', '/opt/@iam/core'] })).toBe(
      '  cd acme && npm install --install-links --save-dev /opt/@iam/cli /opt/@iam/core && npm run build && npm test',
    );
  });

  it('asks the registry where the command came from one', () => {
    expect(lineFor({ tag: 'registry' })).toBe('  cd acme && npm install && npm run build && npm test');
  });

  it('installs nothing inside the repository', () => {
    expect(lineFor({ tag: 'registry' }, { monorepo: '/src/iam' })).toBe(
      '  npx nx run-many -t build test lint typecheck -p acme',
    );
  });
});
