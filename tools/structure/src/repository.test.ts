import { join } from 'node:path';

import { allowedImportViolations } from './allowed-imports';
import { coreLayerViolations } from './core-layers';
import { importCycles } from './cycles';
import { undeclaredDependencies } from './declared-dependencies';
import { undocumentedExceptions } from './documented-exceptions';
import { exportStyleViolations } from './export-style';
import { exportedAny } from './exported-any';
import { fileNameViolations } from './file-names';
import { insideImportViolations } from './inside-imports';
import { packageShapeViolations } from './package-shape';
import { packageOf } from './place';
import { readRepository } from './repository';

describe('this repository', () => {
  const { modules, sources, packages, root } = readRepository(join(__dirname, '..', '..', '..'));
  const manifests = Object.fromEntries(packages.map(({ path, manifest }) => [packageOf(path), manifest]));

  it('is found, so that no rule passes for want of files', () => {
    expect(packages.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        'packages/core',
        'packages/sandbox',
        'packages/cli',
        'packages/hello-iam-world',
      ]),
    );
    for (const { path } of packages) {
      expect(sources.some((file) => file.startsWith(`${path}/src/`))).toBe(true);
    }
  });

  it('builds core in one direction', () => expect(coreLayerViolations(modules)).toEqual([]));
  it('imports files inside a package, never its index', () =>
    expect(insideImportViolations(modules)).toEqual([]));
  it('has no import cycles', () => expect(importCycles(modules)).toEqual([]));
  it('imports only what each place may use', () => expect(allowedImportViolations(modules)).toEqual([]));
  it('declares what it imports', () => expect(undeclaredDependencies(modules, manifests)).toEqual([]));
  it('exports by name', () => expect(exportStyleViolations(modules)).toEqual([]));
  it('exports no any', () => expect(exportedAny(modules)).toEqual([]));
  it('names files after their subject', () => expect(fileNameViolations(sources)).toEqual([]));
  it('documents what vendors do not pass', () => expect(undocumentedExceptions(modules)).toEqual([]));
  it('has complete packages', () => expect(packageShapeViolations(packages, root)).toEqual([]));
});
