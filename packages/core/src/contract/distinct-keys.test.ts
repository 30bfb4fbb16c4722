import * as fc from 'fast-check';
import { distinctKeys } from './distinct-keys';

it('knows which keys are new, as a set does', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 3 })), (given) => {
      const keys = distinctKeys();
      const set = new Set<string>();
      for (const key of given) {
        const isNew = !set.has(key);
        set.add(key);
        expect([keys.add(key), keys.size()]).toEqual([isNew, set.size]);
      }
    }),
  );
});

it('grows, and forgets none', () => {
  const keys = distinctKeys();
  const texts = Array.from({ length: 5000 }, (_, index) => `user-${index}`);

  expect(texts.every((text) => keys.add(text))).toBe(true);
  expect(texts.some((text) => keys.add(text))).toBe(false);
  expect(keys.size()).toBe(5000);
});
