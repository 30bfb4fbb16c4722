import { referenceMemory } from './reference-memory';

const setUp = () => {
  let time = 5000;
  const memory = referenceMemory({ now: () => time });
  return { ...memory, pass: (ms: number) => void (time += ms) };
};

it('what was found is believed for a minute, because an address may pass to another person', () => {
  const { keep, recall, pass } = setUp();
  keep('boss', '7');
  expect([recall('boss'), recall('other')]).toEqual(['7', undefined]);
  pass(59_999);
  expect(recall('boss')).toBe('7');
  pass(1);
  expect(recall('boss')).toBeUndefined();
});

it('what is found once more is believed for another minute, as it is then', () => {
  const { keep, recall, pass } = setUp();
  keep('boss', '7');
  pass(60_000);
  keep('boss', '8');
  pass(59_999);
  expect(recall('boss')).toBe('8');
});

it('a thousand are kept, those that were found last', () => {
  const { keep, recall } = setUp();
  for (let count = 1; count <= 1000; count += 1) {
    keep(`p${count}`, String(count));
  }
  expect([recall('p1'), recall('p1000')]).toEqual(['1', '1000']);
  keep('p2', 'again');
  expect([recall('p1'), recall('p2'), recall('p3')]).toEqual(['1', 'again', '3']);
  keep('p1001', '1001');
  expect([recall('p1'), recall('p2'), recall('p3')]).toEqual([undefined, 'again', '3']);
  keep('p1002', '1002');
  expect([recall('p2'), recall('p3'), recall('p4'), recall('p1002')]).toEqual([
    'again',
    undefined,
    '4',
    '1002',
  ]);
});
