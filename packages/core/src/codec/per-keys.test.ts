import fc from 'fast-check';
import { perKeys } from './per-keys';

const counted = (): { readonly ask: (value: object) => string; readonly asked: () => number } => {
  let asked = 0;
  return {
    ask: perKeys((keys) => {
      asked += 1;
      return keys.join();
    }),
    asked: () => asked,
  };
};

describe('a question about the keys of objects', () => {
  it('is answered once for those that have the same ones in the same order', () => {
    const { ask, asked } = counted();

    expect([ask({ surname: 1, email: 2 }), ask({ surname: 3, email: 4 })]).toEqual([
      'surname,email',
      'surname,email',
    ]);
    expect(asked()).toBe(1);
    expect(ask({ email: 1, surname: 2 })).toBe('email,surname');
    expect(ask({ surname: 1 })).toBe('surname');
    expect(ask({})).toBe('');
  });

  it('has the same answer as if it were asked anew, however many shapes there were', () => {
    const { ask } = counted();
    const key = fc.oneof(fc.constantFrom('a', 'b', '10', '9', '__proto__', 'constructor'), fc.string());
    fc.assert(
      fc.property(fc.array(fc.uniqueArray(key, { maxLength: 80 }), { maxLength: 30 }), (objects) => {
        for (const keys of objects) {
          const value = JSON.parse(`{${keys.map((one) => `${JSON.stringify(one)}:1`).join()}}`) as object;
          expect(ask(value)).toBe(Object.keys(value).join());
        }
      }),
      { numRuns: 300 },
    );
  });
});
