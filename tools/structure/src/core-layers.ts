import type { Module } from './module';
import { insideSources, isRelative, isTest, pathsOf, targetOf } from './place';

const sources = 'packages/core/src/';

/** Layers from the bottom up: a part may use lower layers and itself, never its neighbours. */
const floors: readonly (readonly string[])[] = [
  ['errors'],
  ['codec'],
  ['config', 'profile'],
  ['http'],
  ['contract'],
  ['commands'],
  ['observe'],
  ['instance'],
  ['scim', 'render'],
  ['internal'],
];

/** The parts of core build on each other in one direction, so that each can be read without those above it. */
export const coreLayerViolations = (modules: readonly Module[]): string[] => {
  const known = pathsOf(modules);
  return modules
    .filter(({ path }) => path.startsWith(sources) && !isTest(path))
    .flatMap((module) => {
      const from = partOf(module.path);
      if (from === 'index') {
        return [];
      }
      if (floorOf(from) < 0) {
        return [`${module.path}: "${from}" has no place in the order of core's parts`];
      }
      return module.imports
        .filter(({ specifier }) => isRelative(specifier))
        .map(({ specifier, line }) => ({ target: targetOf(module, specifier, known), line }))
        .filter(({ target }) => target.startsWith(sources))
        .map(({ target, line }) => ({ to: partOf(target), line }))
        .filter(({ to }) => to !== from && !isBelow(to, from))
        .map(({ to, line }) => `${module.path}:${line}: ${from} may not use ${to}`);
    });
};

const isBelow = (part: string, other: string): boolean =>
  floorOf(part) >= 0 && floorOf(part) < floorOf(other);

const partOf = (path: string): string => (insideSources(path).split('/')[0] ?? '').replace(/\.ts$/, '');

/** The index is the top layer; an unknown part has none. */
const floorOf = (part: string): number =>
  part === 'index' ? floors.length : floors.findIndex((floor) => floor.includes(part));
