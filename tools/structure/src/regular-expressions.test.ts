import { join } from 'node:path';
import { parseModule } from './module';
import { regularExpressions } from './regular-expressions';
import { readRepository } from './repository';

// Plain JavaScript: neither a binary nor Java is started. It is read when recheck is loaded.
process.env['RECHECK_BACKEND'] = 'pure';
const { checkSync } = jest.requireActual<typeof import('recheck')>('recheck');

/** Counts steps and seeds randomness, so that nothing depends on the load of the machine. */
const SAME_EVERY_TIME = {
  timeout: null,
  attackTimeout: null,
  incubationTimeout: null,
  seedingTimeout: null,
  randomSeed: 1,
};

const verdict = (source: string, flags: string): string => {
  const found = checkSync(source, flags, SAME_EVERY_TIME);
  return found.status === 'vulnerable' ? `takes ${found.complexity.summary} time` : found.status;
};

describe('regular expressions', () => {
  const { modules } = readRepository(join(__dirname, '..', '..', '..'));
  const distinct = [
    ...new Map(
      regularExpressions(modules).map((found) => [`/${found.source}/${found.flags}`, found]),
    ).entries(),
  ];

  it('are found', () => expect(distinct.length).toBeGreaterThan(20));

  it.each(distinct)('%s takes time in proportion to the text', (_text, { place, source, flags }) => {
    expect(`${place}: ${verdict(source, flags)}`).toBe(`${place}: safe`);
  });

  it.each([
    ['(a+)+b', 'takes exponential time'],
    ['\\s+$', 'takes 2nd degree polynomial time'],
  ])('would be refused: /%s/', (source, said) => expect(verdict(source, '')).toBe(said));

  it('are not looked for in tests', () => {
    const text = 'const a = /x/;';
    expect(regularExpressions([parseModule({ path: 'packages/core/src/a.test.ts', text })])).toEqual([]);
    expect(regularExpressions([parseModule({ path: 'packages/core/src/a.ts', text })])).toHaveLength(1);
  });
});
