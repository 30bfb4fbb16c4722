import { basename, dirname } from 'node:path';

/**
 * The files with the tests that reach a mutant, the one that is most likely to notice it first: the file beside the mutant's, then its
 * folder, then the quick ones. `tests` is a map of id to `{ file, name, ms }`; a test without a name stands for the loading
 * of its file, and then every test of the file counts. `longest` is what the longest of these tests took.
 */
export const filesToRun = (tests, ids, mutated) => {
  const files = new Map();
  for (const { file, name, ms } of ids.map((id) => tests[id])) {
    const entry = files.get(file) ?? {
      file,
      names: [],
      ms: 0,
      longest: 0,
      whole: false,
    };
    files.set(file, entry);
    entry.ms += ms;
    entry.whole ||= name === undefined;
    if (name !== undefined) {
      entry.names.push(name);
      entry.longest = Math.max(entry.longest, ms);
    }
  }
  return [...files.values()]
    .sort((a, b) => distance(a.file, mutated) - distance(b.file, mutated) || a.ms - b.ms)
    .map(({ file, names, whole, longest }) =>
      whole ? { file, longest: longestOf(tests, file) } : { file, names, longest },
    );
};

const longestOf = (tests, file) =>
  Object.values(tests).reduce(
    (longest, test) => (test.file === file && test.name !== undefined ? Math.max(longest, test.ms) : longest),
    0,
  );

const distance = (test, mutated) => {
  if (dirname(test) !== dirname(mutated)) {
    return 2;
  }
  return basename(test) === basename(mutated).replace(/\.ts$/, '.test.ts') ? 0 : 1;
};
