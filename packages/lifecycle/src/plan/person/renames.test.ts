import fc from 'fast-check';
import { account } from '../../accounts/__fixtures__/account';
import type { Account } from '../../accounts/account';
import { itemLine } from '../__fixtures__/lines';
import { orderRenames, type GivingItem, type TakingItem } from './renames';
import type { VendorWords } from './vendor-words';

const WORDS: VendorWords = {
  desired: (profile) => ({ attributes: profile, references: [], hash: 'h' }),
  names: ({ username, email }) => ({
    username: username as string | undefined,
    email: email as string | undefined,
  }),
  peopleKeys: [],
  shapesNames: false,
  difference: ({ email }, profile) => ({ email: [email, profile['email']] }),
  recordHash: () => 'r',
};

/** People whose addresses move: person i has address i now, and is to have the one at `to[i]`. */
const moving = (to: readonly number[], words = WORDS, held: readonly number[] = []) => {
  const accounts = to.map((_, n): Account => account(`a${n}`, { email: `m${n}@x`, person: `E${n}` }));
  const moves = to.flatMap((target, n) => (target === n ? [] : [{ n, target }]));
  const taking = moves.flatMap(({ n, target }): readonly TakingItem[] => {
    const holder = accounts[target];
    const own = accounts[n];
    return holder === undefined || own === undefined
      ? []
      : [
          {
            account: own,
            holders: [holder],
            item: itemLine(n, {
              profile: { employeeid: `E${n}`, email: `m${target}@x` },
              change: { email: [`m${n}@x`, `m${target}@x`] },
              groups: { add: ['Leads'], remove: [] },
              ...(held.includes(n) ? { hold: 'x' } : {}),
            }),
          },
        ];
  });
  const giving = new Map(
    moves.map(({ n }): [string, GivingItem] => [`a${n}`, { n, names: [`m${n}@x`], held: held.includes(n) }]),
  );
  let next = 1000;
  return orderRenames(taking, giving, words, () => {
    next += 1;
    return next;
  }).flat();
};

it('lets who frees a name go first', () => {
  // 0 takes 1's address, 1 takes 2's, and 2 goes to one that no account has.
  const lines = moving([1, 2, 9]);
  expect(lines).toMatchObject([
    { n: 0, after: [1] },
    { n: 1, after: [2] },
  ]);
});

it('opens a ring over one temporary name', () => {
  expect(moving([1, 0])).toMatchObject([
    {
      type: 'item',
      n: 1001,
      temporary: true,
      person: 'E0',
      change: { email: ['m0@x', expect.stringMatching(/^m0\+iam-.{8}@x$/)] },
    },
    { type: 'item', n: 0, after: [1, 1001] },
    { type: 'item', n: 1, after: [1001] },
  ]);
});

it('puts a person of a ring into groups with the last step alone', () => {
  const lines = moving([1, 0]).filter((line) => line.type === 'item');
  expect(lines.map(({ n, groups }) => [n, groups?.add])).toEqual([
    [1001, undefined],
    [0, ['Leads']],
    [1, ['Leads']],
  ]);
});

it('says of the last step of a ring that it ends the temporary name, which is what the application shows by then', () => {
  const [first, last] = moving([1, 0]).filter((line) => line.type === 'item');
  const given = first?.change['email']?.[1];
  expect(last?.change).toEqual({ email: [given, 'm1@x'] });
});

it('does none of a ring where a temporary name frees nothing', () => {
  const lines = moving([1, 2, 0], { ...WORDS, difference: () => ({}) });
  expect(lines.map(({ type }) => type)).toEqual(['skip', 'skip', 'skip']);
  expect(lines[0]).toMatchObject({ reason: expect.stringContaining('E0, E1, E2 exchange names') as string });
});

it('skips a rename to a name that its owner keeps, and those that wait for it', () => {
  const lines = moving([1, 2, 2]);
  expect(lines).toMatchObject([
    { type: 'skip', person: 'E0', reason: expect.stringContaining('E1 would have to give up') as string },
    { type: 'skip', person: 'E1', reason: expect.stringContaining('is E2’s') as string },
  ]);
});

it('holds a person who waits for one who is held', () => {
  expect(moving([1, 2, 9], WORDS, [2])).toMatchObject([
    { person: 'E0', hold: expect.stringContaining('E1') as string },
    { person: 'E1', hold: expect.stringContaining('E2') as string },
  ]);
});

it('gives an order in which no two accounts ever have one address, whatever the moves', () => {
  const permutation = fc.integer({ min: 2, max: 8 }).chain((size) =>
    fc.shuffledSubarray(
      Array.from({ length: size }, (_, n) => n),
      { minLength: size, maxLength: size },
    ),
  );
  fc.assert(
    fc.property(permutation, (to) => {
      const items = moving(to).filter((line) => line.type === 'item');
      const has = new Map(to.map((_, n) => [`id-${n}`, `m${n}@x`]));
      const done = new Set<number>();
      const pending = [...items];
      while (pending.length > 0) {
        const at = pending.findIndex(({ after = [] }) => after.every((n) => done.has(n)));
        const [item] = pending.splice(at, 1);
        expect(at).not.toBe(-1);
        const email = String(item?.profile?.['email']);
        expect([...has].filter(([id, other]) => other === email && id !== item?.vendorId)).toEqual([]);
        has.set(item?.vendorId ?? '', email);
        done.add(item?.n ?? -1);
      }
      expect([...has.values()]).toEqual(to.map((target) => `m${target}@x`));
    }),
  );
});
