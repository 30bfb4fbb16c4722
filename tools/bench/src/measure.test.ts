import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Evaluates an expression in a process, because the benchmarks are ES modules. */
const evaluate = (expression: string): unknown => {
  const code = `import * as m from ${JSON.stringify(join(__dirname, 'measure.mjs'))}; console.log(JSON.stringify(await (${expression})))`;
  return JSON.parse(
    spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' }).stdout,
  );
};

describe('the measures', () => {
  it('take the middle of an unsorted list', () => expect(evaluate('m.median([9, 1, 5])')).toBe(5));

  it('make the given number of calls, and no more than `width` concurrently', () => {
    const counted = `(async () => {
      let calls = 0, now = 0, most = 0;
      await m.timeOf(async () => { calls++; most = Math.max(most, ++now); await null; now--; }, 10, 3);
      return [calls, most];
    })()`;
    expect(evaluate(counted)).toEqual([10, 3]);
  });

  it('give every contender the same number of calls', () => {
    const compared = `(async () => {
      const calls = { a: 0, b: 0 };
      const times = await m.compare(
        { a: async ({ count }) => (calls.a += count), b: async ({ count }) => (calls.b += count) },
        { count: 5, width: 1, rounds: 3 },
      );
      return [calls, Object.keys(times)];
    })()`;
    expect(evaluate(compared)).toEqual([{ a: 20, b: 20 }, ['a', 'b']]);
  });

  it.each([
    [
      'all that came within a second',
      [
        [0, 0],
        [500, 500],
        [999, 999],
        [1000, 1000],
      ],
      3,
    ],
    [
      'the fullest second, not the first',
      [
        [0, 0],
        [1500, 1500],
        [1600, 1600],
      ],
      2,
    ],
    [
      'none that may have come before it, or after it',
      [
        [0, 5],
        [1, 990],
        [996, 1003],
      ],
      2,
    ],
    ['nothing where nothing came', [], 0],
  ])('count %s', (_what, spans, expected) =>
    expect(evaluate(`m.fullestSecond(${JSON.stringify(spans)})`)).toBe(expected),
  );
});
