import fc from 'fast-check';
import { sortedKeys } from './sorted-keys';

describe('the keys of an object', () => {
  it('are in the order of their code units, each with its label in JSON', () => {
    expect(sortedKeys({ b: 1, 'a"': 2, Z: 3 })).toEqual({
      keys: ['Z', 'a"', 'b'],
      labels: ['"Z":', '"a\\"":', '"b":'],
    });
    expect(sortedKeys({})).toEqual({ keys: [], labels: [] });
  });

  it('are sorted once for objects that have the same ones in the same order', () => {
    expect(sortedKeys({ surname: 1, email: 2 })).toBe(sortedKeys({ surname: 3, email: 4 }));
  });

  it('of a part of an object are its own', () => {
    sortedKeys({ c: 1, b: 2, a: 3 });
    expect(sortedKeys({ c: 1, b: 2 }).keys).toEqual(['b', 'c']);
    expect(sortedKeys({ c: 1, a: 2 }).keys).toEqual(['a', 'c']);
    expect(sortedKeys({ c: 1, b: 2, a: 3 }).keys).toEqual(['a', 'b', 'c']);
  });

  it('are right for any objects, one after the other, however many shapes there were', () => {
    const key = fc.oneof(
      fc.constantFrom('a', 'b', '10', '9', '__proto__', 'constructor', '\ud800'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(fc.uniqueArray(key, { maxLength: 80 }), { maxLength: 30 }), (objects) => {
        for (const keys of objects) {
          const object: unknown = JSON.parse(`{${keys.map((one) => `${JSON.stringify(one)}:1`).join(',')}}`);
          const own = Object.keys(object as object).sort();
          expect(sortedKeys(object as object)).toEqual({
            keys: own,
            labels: own.map((one) => `${JSON.stringify(one)}:`),
          });
        }
      }),
      { numRuns: 300 },
    );
  });
});
