import { isBuiltin } from 'node:module';

import type { PackageManifest } from './package-shape';
import type { Module } from './module';
import { isRelative, isTest, packageNameOf, packageOf } from './place';

/** Packages must declare what they import: here everything in the root's node_modules resolves, at a user's nothing does. */
export const undeclaredDependencies = (
  modules: readonly Module[],
  manifests: Readonly<Record<string, PackageManifest>>,
): string[] =>
  modules
    .filter(({ path }) => path.startsWith('packages/'))
    .flatMap((module) => {
      const manifest = manifests[packageOf(module.path)] ?? {};
      const declared = { ...manifest.dependencies, ...manifest.peerDependencies };
      const available = isTest(module.path) ? { ...declared, ...manifest.devDependencies } : declared;
      return module.imports
        .filter(({ specifier }) => !isRelative(specifier) && !isBuiltin(specifier))
        .filter(({ specifier }) => !(packageNameOf(specifier) in available))
        .map(({ specifier, line }) => `${module.path}:${line}: ${specifier} is not a declared dependency`);
    });
