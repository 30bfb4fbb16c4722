import type { Module } from './module';
import { isRelative, packageNameOf, packageOf, pathsOf, targetOf } from './place';

/**
 * Inside a package, files import the file that has what they need. An import through the package's own index (or its own
 * name) ties each file to all others and closes import cycles; one that leaves the package goes around its exports.
 */
export const insideImportViolations = (modules: readonly Module[]): string[] => {
  const known = pathsOf(modules);
  return modules.flatMap((module) => {
    const own = module.path.split('/').slice(0, 2).join('/');
    return module.imports.flatMap(({ specifier, line }) => {
      const at = `${module.path}:${line}: `;
      if (!isRelative(specifier)) {
        return packageNameOf(specifier) === `@iam/${packageOf(module.path)}`
          ? [`${at}imports its own package by name`]
          : [];
      }
      const target = targetOf(module, specifier, known);
      if (!target.startsWith(`${own}/`)) {
        return [`${at}${specifier} leaves the package`];
      }
      const besideIndex = module.path === target.replace(/index\.ts$/, 'index.test.ts');
      return target.endsWith('/index.ts') && !besideIndex
        ? [`${at}imports ${specifier}, an index of its own package`]
        : [];
    });
  });
};
