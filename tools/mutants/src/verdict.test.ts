import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluate } from './__fixtures__/evaluate';

const lines = { 'a.ts': ['const one = 1;', '  return one > 0;'] };
const mutant = (status: string, replacement = 'true') => ({
  fileName: 'a.ts',
  mutatorName: 'ConditionalExpression',
  location: { start: { line: 1, column: 9 }, end: { line: 1, column: 16 } },
  replacement,
  status,
  coveredBy: ['x', 'y'],
});
const verdict = (mutants: readonly object[], more: object = {}, compiles = 'undefined') =>
  evaluate(
    'verdict.mjs',
    `m.verdictOn(${JSON.stringify(mutants)}, { ...${JSON.stringify({ lines, equivalents: [], ...more })}, compiles: ${compiles} })`,
  );

describe('the verdict on an area', () => {
  it('counts killed mutants, time-outs included, among those that can be killed', () => {
    const all = ['Killed', 'Timeout', 'Survived', 'NoCoverage', 'RuntimeError', 'Ignored'].map((status) =>
      mutant(status),
    );

    expect(verdict(all)).toMatchObject({ noticed: 2, total: 4, share: 0.5, excused: 0 });
  });

  it('names a survivor by its position, its line and its replacement', () => {
    expect(verdict([mutant('Survived')])).toMatchObject({
      survivors: [{ at: 'a.ts:2:10', line: 'return one > 0;', from: 'one > 0', to: 'true', tests: 2 }],
    });
  });

  it('excludes an equivalent wherever its line has moved, and reports obsolete ones', () => {
    const known = { line: 'return one > 0;', from: 'one > 0', to: 'true', why: 'one is 1' };
    const gone = { ...known, to: 'false' };

    expect(verdict([mutant('Survived'), mutant('Killed')], { equivalents: [known, gone] })).toMatchObject({
      noticed: 1,
      total: 1,
      excused: 1,
      survivors: [],
      stale: [gone],
    });
  });

  it('does not count what does not compile', () => {
    const compiles = `(file, text) => !text.includes('return nonsense;')`;

    expect(verdict([mutant('Survived', 'nonsense'), mutant('Survived')], {}, compiles)).toMatchObject({
      total: 1,
      survivors: [{ to: 'true' }],
    });
  });

  it('of an area without mutants is complete', () => {
    expect(verdict([])).toMatchObject({ share: 1, total: 0 });
  });
});

describe('a sample', () => {
  it('is the same every time, about as large as it is meant to be, and part of a larger one', () => {
    const sizes = evaluate(
      'sample.mjs',
      `(() => {
        const all = Array.from({ length: 1000 }, (_, line) => ({ location: { start: { line }, end: { line } } }));
        const taken = (share) => all.filter((one) => m.isInSample(one, share));
        return [taken(0.2).length, taken(0.2).filter((one) => !taken(0.4).includes(one)).length, taken(1).length];
      })()`,
    );

    expect(sizes).toEqual([expect.any(Number), 0, 1000]);
    expect((sizes as number[])[0]).toBeGreaterThan(150);
    expect((sizes as number[])[0]).toBeLessThan(250);
  });

  it('of another seed is another one', () => {
    const both = evaluate(
      'sample.mjs',
      `Array.from({ length: 1000 }, (_, line) => ({ location: { start: { line }, end: { line } } }))
        .filter((one) => m.isInSample(one, 0.2, 'a') && m.isInSample(one, 0.2, 'b')).length`,
    );

    // Independent samples of a fifth share a twenty-fifth.
    expect(both).toBeGreaterThan(15);
    expect(both).toBeLessThan(70);
  });
});

it('a sample is the same whatever order the positions are written in', () => {
  const taken = (position: string) =>
    evaluate(
      'sample.mjs',
      `Array.from({ length: 100 }, (_, line) => line).filter((line) => m.isInSample({ location: { start: ${position}, end: ${position} } }, 0.5))`,
    );

  expect(taken('{ line, column: 1 }')).toEqual(taken('{ column: 1, line }'));
});

describe('the tests that reach a mutant', () => {
  it('come nearest first, then quickest, and whole where the loading of a file reaches it', () => {
    const tests = {
      far: { file: 'p/far.test.ts', name: 'far', ms: 9 },
      quick: { file: 'p/quick.test.ts', name: 'quick', ms: 1 },
      here: { file: 'p/a/b.test.ts', name: 'here', ms: 90 },
      there: { file: 'p/a/b.test.ts', name: 'there', ms: 90 },
      beside: { file: 'p/a/c.test.ts', name: 'beside', ms: 1 },
      'p/a/c.test.ts': { file: 'p/a/c.test.ts', ms: 1 },
    };

    expect(
      evaluate(
        'test-order.mjs',
        `m.filesToRun(${JSON.stringify(tests)}, ${JSON.stringify(Object.keys(tests))}, 'p/a/b.ts')`,
      ),
    ).toEqual([
      { file: 'p/a/b.test.ts', names: ['here', 'there'], longest: 90 },
      { file: 'p/a/c.test.ts', longest: 1 },
      { file: 'p/quick.test.ts', names: ['quick'], longest: 1 },
      { file: 'p/far.test.ts', names: ['far'], longest: 9 },
    ]);
  });
});

it.each([
  ['externalId', false],
  ['no such', false],
  ['The user is active.', true],
  ['', false],
])('%j is wording: %p', (text, expected) => {
  expect(evaluate('sentences.mjs', `m.isSentence(${JSON.stringify(text)})`)).toBe(expected);
});

it('an area is a folder that is there, and has tests', () => {
  const root = join(__dirname, '../../..');
  const areas = JSON.parse(readFileSync(join(__dirname, '../areas.json'), 'utf8')) as Record<
    string,
    { mutate: string[]; tests: string[] }
  >;
  for (const start of Object.values(areas).flatMap(({ mutate, tests }) => [...mutate, ...tests])) {
    const folder = join(root, start.slice(0, start.lastIndexOf('/')));
    const beginning = start.slice(start.lastIndexOf('/') + 1);
    expect([
      start,
      existsSync(folder) && readdirSync(folder).some((name) => name.startsWith(beginning)),
    ]).toEqual([start, true]);
  }
});
