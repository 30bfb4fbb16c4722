import type { AttemptRecord } from '../../ledger/attempt';
import type { Patience } from './patience';
import { watchLooks } from './watch-looks';

const FULL = Object.assign(new Error('No space left on device'), { code: '53100' });
const DEFECT = new TypeError('x is not a function');

const setUp = () => {
  const heard: string[] = [];
  const patience: Patience = {
    failed: () => heard.push('failed'),
    worked: () => heard.push('worked'),
    isFailing: () => false,
    end: () => undefined,
  };
  return { heard, watch: watchLooks(patience) };
};

const ours = () => Promise.resolve(true);

describe('watchLooks', () => {
  it('notes that a look went well, and hands on what it says', async () => {
    const { heard, watch } = setUp();
    expect(await watch.look(() => Promise.resolve(700))('E1', ours)).toBe(700);
    expect(heard).toEqual(['worked']);
  });

  it('notes a database that fails, and nothing else, which goes on to the queue', async () => {
    const { heard, watch } = setUp();
    await expect(watch.look(() => Promise.reject(FULL))('E1', ours)).rejects.toBe(FULL);
    await expect(watch.look(() => Promise.reject(DEFECT))('E1', ours)).rejects.toBe(DEFECT);
    expect(heard).toEqual(['failed']);
  });

  it('does not take a look for one that went well when the ledger took nothing in it', async () => {
    const { heard, watch } = setUp();
    const ledger = watch.ledger({ append: () => Promise.reject(FULL) });
    const look = watch.look(async () => {
      await ledger.append({} as AttemptRecord).catch(() => undefined);
      return undefined;
    });
    await look('E1', ours);
    expect(heard).toEqual(['failed']);
  });
});
