import * as fc from 'fast-check';
import { linkedNumbers } from './linked-numbers';

const groupsOf = (given: readonly (readonly string[])[], hash?: (text: string) => number) => {
  const links = linkedNumbers(hash);
  given.forEach((texts) => links.add(texts));
  return given
    .map((_texts, number) => [...links.take(number)].sort((one, other) => one - other))
    .filter(({ length }) => length > 0);
};

describe('numbers with texts', () => {
  it('are linked by a text in common, directly or over others', () => {
    expect(groupsOf([['a'], ['b', 'c'], ['d'], ['c', 'a'], [], ['e', 'e']])).toEqual([
      [0, 1, 3],
      [2],
      [4],
      [5],
    ]);
  });

  it('are taken once', () => {
    const links = linkedNumbers();
    links.add(['a']);
    links.add(['a']);

    expect([[...links.take(1)].sort(), links.take(0), links.take(1)]).toEqual([[0, 1], [], []]);
  });

  it('are linked where two texts have one number, and never lost', () => {
    expect(groupsOf([['a'], ['b'], []], () => 7)).toEqual([[0, 1], [2]]);
  });

  it('are each in one group, in which every text is that of another', () => {
    const text = fc.constantFrom(...'abcdefgh');
    fc.assert(
      fc.property(fc.array(fc.array(text, { maxLength: 3 }), { maxLength: 20 }), (given) => {
        const groups = groupsOf(given);
        expect(groups.flat().sort((one, other) => one - other)).toEqual(
          given.map((_texts, number) => number),
        );
        const holders = groups.map((group) => new Set(group.flatMap((number) => given[number] ?? [])));
        for (const letter of 'abcdefgh') {
          expect(holders.filter((texts) => texts.has(letter)).length).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
