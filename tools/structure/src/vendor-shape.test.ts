import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PackageFolder } from './package-shape';
import { readRepository } from './repository';
import { vendorShapeViolations } from './vendor-shape';

const ROOT = join(__dirname, '..', '..', '..');

const namesIn = (text: string): readonly string[] =>
  [...text.matchAll(/export \{([^}]*)\}/g)].flatMap(([, names = '']) =>
    names.split(',').map(
      (name) =>
        name
          .trim()
          .split(/\s+as\s+/)
          .at(-1) ?? '',
    ),
  );

it('every vendor package of this repository has the same shape', () => {
  const { packages, sources } = readRepository(ROOT);
  const exported = (index: string) => namesIn(readFileSync(join(ROOT, index), 'utf8'));
  expect(vendorShapeViolations(packages, sources, exported)).toEqual([]);
});

describe('a vendor package', () => {
  const files = ['README.md', 'command_examples', 'EXAMPLES.md'];
  const manifest = { files: ['dist', 'EXAMPLES.md'] };
  const sources = ['index.ts', 'acme.ts', 'acme.test.ts', '__fixtures__/fake.ts'].map(
    (file) => `packages/acme/src/${file}`,
  );
  const wrong = (
    have: readonly string[],
    beside = files,
    names = ['acme', 'integration'],
    published: PackageFolder['manifest'] = manifest,
  ) =>
    vendorShapeViolations([{ path: 'packages/acme', manifest: published, files: beside }], have, () => names);

  it('is complete', () => expect(wrong(sources)).toEqual([]));

  it.each(sources.map((file) => [file]))('is refused without %s', (file) => {
    expect(wrong(sources.filter((name) => name !== file))).toEqual([`${file} is missing`]);
  });

  it.each([['command_examples'], ['EXAMPLES.md']])('is refused without %s', (file) => {
    expect(
      wrong(
        sources,
        files.filter((name) => name !== file),
      ),
    ).toEqual([`packages/acme/${file} is missing`]);
  });

  it('is refused when the examples that its README links to are not published', () => {
    expect(wrong(sources, files, undefined, { files: ['dist'] })).toEqual([
      'packages/acme/package.json does not publish EXAMPLES.md (files)',
    ]);
  });

  it('is refused without its integration', () => expect(wrong(sources, files, ['acme'])).toHaveLength(1));
  it('is what no foundation is', () => {
    expect(vendorShapeViolations([{ path: 'packages/core', manifest: {}, files: [] }], [], () => [])).toEqual(
      [],
    );
  });
});
