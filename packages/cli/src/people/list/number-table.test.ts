import * as fc from 'fast-check';
import { numberTable } from './number-table';

it('keeps the first value of every key, as a map would', () => {
  const key = fc.oneof(fc.nat(20), fc.constantFrom(1024, 2048, 2 ** 31 - 2));
  fc.assert(
    fc.property(fc.array(fc.tuple(key, fc.nat())), (given) => {
      const table = numberTable();
      const map = new Map<number, number>();
      for (const [one, value] of given) {
        expect(table.getOrSet(one, value)).toBe(map.get(one));
        map.set(one, map.get(one) ?? value);
      }
    }),
  );
});

it('grows, and loses none', () => {
  const table = numberTable();
  const keys = Array.from({ length: 5000 }, (_, index) => (index * 2_654_435) % (2 ** 31 - 1));
  keys.forEach((key, index) => table.getOrSet(key, index));

  expect(keys.map((key) => table.getOrSet(key, -1))).toEqual(keys.map((_key, index) => index));
});
