import { turns } from './turns';

it('takes turns in the order of asking, also after one that failed', async () => {
  const { inTurn, take, idle } = turns();
  const seen: string[] = [];
  const first = inTurn(async () => {
    await Promise.resolve();
    seen.push('first');
    throw new Error('first');
  });
  const second = take();
  const third = inTurn(async () => void seen.push('third'));
  await expect(first).rejects.toThrow('first');
  const release = await second;
  seen.push('second');
  release();
  await Promise.all([third, idle()]);

  expect(seen).toEqual(['first', 'second', 'third']);
});
