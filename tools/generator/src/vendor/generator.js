// The same renderer as `iam init`, loaded from its sources: nothing has to be built first. Plain JavaScript, because nx
// compiles a generator in TypeScript anew on every call.
'use strict';
const { join, relative, sep } = require('node:path');
const { pathToFileURL } = require('node:url');

/** @type {import('@nx/devkit').Generator<{ name: string; template?: string; force?: boolean }>} */
module.exports = async (tree, { name, template = 'HelloIAMWorld', force = false }) => {
  const { root } = tree;
  const loader = pathToFileURL(join(root, 'packages', 'cli', 'scripts', 'load-source.mjs'));
  const { loadSource } = await import(loader.href);
  const { formatPackage, installDependencies, planVendor } = loadSource('init/plan-vendor.ts');
  const { folder, files } = planVendor(root, name, template);
  const target = relative(root, folder).split(sep).join('/');
  if (tree.exists(target) && !force) {
    throw new Error(`${target} exists already. Choose another name, or write over its files with --force.`);
  }
  for (const { path, content } of await formatPackage(root, folder, files)) {
    tree.write(`${target}/${path}`, content);
  }
  return () => {
    if (!installDependencies(root)) {
      throw new Error(
        'The package is written, but its dependencies could not be installed; the reason is above.',
      );
    }
  };
};
