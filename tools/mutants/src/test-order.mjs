import { basename, dirname } from 'node:path';

/**
 * The files with the tests that reach a mutant, the one that is most likely to notice it first: the file beside the mutant's, then its
 * folder, then the quick ones. `tests` is a map of id to `{ file, name, ms }`; a test without a name stands for the loading
 * of its file, and then every test of the file counts. `ms` of a file is what it took to load it and to run these tests.
 */
export const filesToRun = (tests, ids, mutated) => {
  const files = new Map();
  for (const { file, name, ms } of ids.map((id) => tests[id])) {
    const entry = files.get(file) ?? { file, names: [], ms: 0, whole: false };
    files.set(file, entry);
    entry.ms += ms;
    entry.whole ||= name === undefined;
    if (name !== undefined) {
      entry.names.push(name);
    }
  }
  return [...files.values()]
    .sort((a, b) => distance(a.file, mutated) - distance(b.file, mutated) || a.ms - b.ms)
    .map(({ file, names, whole, ms }) => ({
      file,
      names: whole ? undefined : names,
      ms: whole ? allOf(tests, file) : ms + (tests[file]?.ms ?? 0),
    }));
};

const allOf = (tests, file) =>
  Object.values(tests).reduce((sum, test) => (test.file === file ? sum + test.ms : sum), 0);

const distance = (test, mutated) => {
  if (dirname(test) !== dirname(mutated)) {
    return 2;
  }
  return basename(test) === basename(mutated).replace(/\.ts$/, '.test.ts') ? 0 : 1;
};
