import type { Module } from './module';
import { isRelative, pathsOf, targetOf } from './place';

/** Import cycles, each named once: `a.ts -> b.ts -> a.ts`. Type imports count as well. */
export const importCycles = (modules: readonly Module[]): string[] => {
  const known = pathsOf(modules);
  const edges = new Map(
    modules.map((module) => [
      module.path,
      module.imports
        .filter(({ specifier }) => isRelative(specifier))
        .map(({ specifier }) => targetOf(module, specifier, known))
        .filter((target) => known.has(target)),
    ]),
  );
  const found = new Set<string>();
  const finished = new Set<string>();
  const walk = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) {
      found.add(named(trail.slice(start)));
      return;
    }
    if (finished.has(path)) {
      return;
    }
    for (const target of edges.get(path) ?? []) {
      walk(target, [...trail, path]);
    }
    finished.add(path);
  };
  for (const { path } of modules) {
    walk(path, []);
  }
  return [...found];
};

/** Begins with the first name in the alphabet, so that one cycle has one name wherever it was entered. */
const named = (cycle: readonly string[]): string => {
  const first = cycle.indexOf([...cycle].sort()[0] ?? '');
  const turned = [...cycle.slice(first), ...cycle.slice(0, first)];
  return [...turned, turned[0]].join(' -> ');
};
