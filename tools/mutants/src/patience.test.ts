import { evaluate } from './__fixtures__/evaluate';

const run = (status: string, duration: number) => ({ testResults: [{ status, duration }] });

/** What is believed of a file whose longest test took 100 ms, and the limits of the runs with (`+`) and without the mutant (`-`). */
const believed = (...runs: readonly ReturnType<typeof run>[]) =>
  evaluate(
    'patience.mjs',
    `(async () => {
      const runs = ${JSON.stringify(runs)};
      const order = [];
      const next = (which) => async (limit) => (order.push(which + limit), runs.shift());
      const last = await m.noticing({ longest: 100, withMutant: next('+'), withoutMutant: next('-') });
      return [last.testResults[0].status, ...order];
    })()`,
  );

it('a failure that comes at once is believed', () => {
  expect(believed(run('failed', 150))).toEqual(['failed', '+11000']);
});

it('what passes is believed, however late', () => {
  expect(believed(run('passed', 9000))).toEqual(['passed', '+11000']);
});

it('a late failure is believed when the same test passes without the mutant in a part of the time', () => {
  expect(believed(run('failed', 11_000), run('passed', 2200))).toEqual(['failed', '+11000', '-1200000']);
});

it('a late failure on a machine that has become slower is tried again with a limit for that machine', () => {
  const slow = run('passed', 5000);

  expect(believed(run('failed', 11_000), slow, run('passed', 20_000))).toEqual([
    'passed',
    '+11000',
    '-1200000',
    '+60000',
  ]);
  expect(believed(run('failed', 11_000), slow, run('failed', 60_000))).toEqual([
    'failed',
    '+11000',
    '-1200000',
    '+60000',
  ]);
});

it('a late failure proves nothing when the test fails without the mutant too, again and again', () => {
  const late = run('failed', 11_000);

  expect(believed(late, late, late, run('passed', 90))).toEqual([
    'failed',
    '+11000',
    '-1200000',
    '-1200000',
    '-1200000',
  ]);
  expect(believed(late, late, late, late)).toEqual(['passed', '+11000', '-1200000', '-1200000', '-1200000']);
});
