import { isBuiltin } from 'node:module';

import type { Module } from './module';
import { isRelative, isTest, isVendor, packageNameOf, packageOf } from './place';

type Rule = (module: Module, specifier: string) => string | undefined;

/** Imports of a vendor, kept to data about its application because core does the rest. */
const vendor: Rule = ({ path }, specifier) => {
  if (!isVendor(path) || isRelative(specifier)) {
    return undefined;
  }
  const name = packageNameOf(specifier);
  if (name === '@iam/core' || specifier === 'io-ts') {
    return undefined;
  }
  if (isTest(path) && (['@iam/conformance', '@iam/sandbox'].includes(name) || isBuiltin(specifier))) {
    return undefined;
  }
  return 'a vendor imports @iam/core and io-ts only (its tests @iam/conformance and @iam/sandbox too)';
};

/** Which packages of this repository a foundation may use; vendors have their own rule. */
const foundations: Readonly<Record<string, (name: string) => boolean>> = {
  core: () => false,
  conformance: (name) => name === '@iam/core',
  sandbox: (name) => ['@iam/core', '@iam/conformance'].includes(name),
  // Its tests use every vendor; its sources know vendors only by what a configuration names.
  lifecycle: () => true,
  cli: () => true,
};

const packages: Rule = ({ path }, specifier) => {
  const name = packageNameOf(specifier);
  const rule = foundations[packageOf(path)];
  if (!path.startsWith('packages/') || !rule || !name.startsWith('@iam/') || rule(name)) {
    return undefined;
  }
  return `${packageOf(path)} may not use another package that builds on it`;
};

/** Restricts network access to one place, so that only one place can leak a token. */
const axios: Rule = ({ path }, specifier) =>
  packageNameOf(specifier) === 'axios' && !path.startsWith('packages/core/src/http/')
    ? 'axios is imported under packages/core/src/http only'
    : undefined;

/** The fp-ts root loads every module (a third of a command's start); the es6 folders do not load in Node at all. */
const functional: Rule = (_module, specifier) =>
  specifier === 'fp-ts' || /^(fp-ts|io-ts)\/(es6|lib)(\/|$)/.test(specifier)
    ? 'import the module itself (fp-ts/Either), neither the root of fp-ts nor es6 or lib'
    : undefined;

const rules: readonly Rule[] = [vendor, packages, axios, functional];

export const allowedImportViolations = (modules: readonly Module[]): string[] =>
  modules.flatMap((module) =>
    module.imports.flatMap(({ specifier, line }) =>
      rules
        .map((rule) => rule(module, specifier))
        .filter((reason) => reason !== undefined)
        .map((reason) => `${module.path}:${line}: imports ${specifier}: ${reason}`),
    ),
  );
