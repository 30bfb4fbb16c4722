import { checkIntegration, type Conformance } from '@iam/conformance';
import { isIntegration } from '@iam/core';
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fencedBlocks } from './fenced-blocks';
import { guideFiles, guideText, guideVariations, varied } from './guide';
import { ROOT } from './repository';

/** Below this package, whose dependencies are those of a vendor. */
const WORK = join(__dirname, '..', 'reports', 'variations');

const blocks = fencedBlocks(guideText());
const variations = guideVariations(blocks);

beforeAll(() => {
  rmSync(WORK, { recursive: true, force: true });
  variations.forEach((variation, index) => {
    for (const [file, text] of Object.entries(varied(guideFiles(blocks), variation))) {
      const path = join(WORK, `${index}`, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  });
  const tsconfig = { extends: '../../tsconfig.spec.json', include: ['**/*.ts', '**/*.json'] };
  writeFileSync(join(WORK, 'tsconfig.json'), JSON.stringify(tsconfig));
});

const loaded = async (index: number, file: string): Promise<Readonly<Record<string, unknown>>> =>
  (await import(join(WORK, `${index}`, 'src', file))) as Readonly<Record<string, unknown>>;

describe('what the guide shows for other applications', () => {
  it('is there', () => expect(variations.length).toBeGreaterThan(1));

  it.each(variations.map(({ name }, index) => [name, index] as const))(
    'works in the place of what the page has: %s',
    async (_name, index) => {
      const integration = Object.values(await loaded(index, 'acme-directory.ts')).find(isIntegration);
      if (integration === undefined) {
        throw new Error('the guide defines no integration');
      }
      const fixture = (await loaded(index, '__fixtures__/fake.ts')) as unknown as Omit<
        Conformance,
        'integration'
      >;
      const red: string[] = [];
      for await (const { name, ok } of checkIntegration({ ...fixture, integration })) {
        red.push(...(ok ? [] : [name]));
      }
      expect(red).toEqual([]);
    },
  );

  it('compiles', () => {
    const tsc = join(ROOT, 'node_modules', 'typescript-native', 'bin', 'tsc');
    const { stdout } = spawnSync(process.execPath, [tsc, '-p', WORK], { encoding: 'utf8' });
    expect(stdout).toBe('');
  });
});

it('a line that the guide’s file does not have is refused', () => {
  const [block] = fencedBlocks('```ts in=src/a.ts\nnoSuchKey: 1,\n```\n');
  const variation = { name: 'x', blocks: block === undefined ? [] : [block] };
  expect(() => varied({ 'src/a.ts': 'key: 2,\n' }, variation)).toThrow('has 0 places in src/a.ts');
});
