import { posix } from 'node:path';

import type { Module } from './module';

/** `packages/core/src/http/http.ts` → `core`; tools have their folder's name too. */
export const packageOf = (path: string): string => path.split('/')[1] ?? '';

/** The path inside the package's sources: `packages/core/src/http/http.ts` → `http/http.ts`. */
export const insideSources = (path: string): string => path.split('/').slice(3).join('/');

export const isTest = (path: string): boolean => path.endsWith('.test.ts') || path.includes('/__fixtures__/');

/** Every package that is not one of these is a vendor: there is no list of vendors to keep. */
const foundations: readonly string[] = ['core', 'conformance', 'sandbox', 'lifecycle', 'cli'];

export const isVendor = (path: string): boolean =>
  path.startsWith('packages/') && !foundations.includes(packageOf(path));

export const isRelative = (specifier: string): boolean => /^\.{1,2}(\/|$)/.test(specifier);

/** `@iam/core/scim` → `@iam/core`, `fp-ts/Either` → `fp-ts`. */
export const packageNameOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

/** Where a relative import leads, without the extension if no such module is known. */
export const targetOf = (from: Module, specifier: string, known: ReadonlySet<string>): string => {
  const plain = posix.join(posix.dirname(from.path), specifier);
  const candidates = [plain, `${plain}.ts`, `${plain}/index.ts`, plain.replace(/\.js$/, '.ts')];
  return candidates.find((candidate) => known.has(candidate)) ?? plain;
};

export const pathsOf = (modules: readonly Module[]): ReadonlySet<string> =>
  new Set(modules.map(({ path }) => path));
