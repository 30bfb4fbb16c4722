import { DatabaseError } from '../../database/database-error';
import { createPatience, patiently, type PatienceMeans } from './patience';

const AWAY = Object.assign(new Error('terminating connection'), { code: '57P01' });

const world = (over: Partial<PatienceMeans> = {}) => {
  let now = 0;
  const said: string[] = [];
  const means: PatienceMeans = {
    database: { shownUrl: 'postgres://db/iam', kind: 'embedded' },
    clock: {
      now: () => now,
      sleep: (ms) => {
        now += ms;
        return Promise.resolve();
      },
    },
    signal: new AbortController().signal,
    onNotice: (sentence) => said.push(sentence),
    ...over,
  };
  return { means, said, now: () => now };
};

/** Fails until the clock shows so much. */
const awayUntil =
  (ms: number, now: () => number, failure: Error = AWAY) =>
  (): Promise<string> =>
    now() < ms ? Promise.reject(failure) : Promise.resolve('there');

describe('a database that is away', () => {
  it('is waited for, and the person is told once', async () => {
    const { means, said, now } = world();
    expect(await patiently(means, awayUntil(30_000, now))).toBe('there');
    expect(said).toEqual([
      'The database does not work (terminating connection); nothing is changed until it does. "iam db start" in another terminal starts it.',
    ]);
  });

  it('whose disk is full needs room, and no start', async () => {
    const { means, said, now } = world();
    const full = Object.assign(new Error('No space left on device'), { code: '53100' });
    await patiently(means, awayUntil(30_000, now, full));
    expect(said).toEqual([
      'The database does not work (No space left on device); nothing is changed until it does. Make room on its disk.',
    ]);
  });

  it('is told of again when it works and fails again', () => {
    let now = 0;
    const { means, said } = world({ clock: { now: () => now, sleep: () => Promise.resolve() } });
    const patience = createPatience(means);
    const fail = (at: number): void => {
      now = at;
      patience.failed(AWAY);
    };
    [0, 6000, 12_000].forEach(fail);
    expect([said.length, patience.isFailing()]).toEqual([1, true]);
    patience.worked();
    expect(patience.isFailing()).toBe(false);
    [13_000, 17_000].forEach(fail);
    expect(said).toHaveLength(1);
    [18_000].forEach(fail);
    expect([said.length, patience.end()]).toEqual([2, undefined]);
    now = 193_000;
    expect(patience.end()?.message).toContain('has not worked for 180 s');
  });

  it('is not spoken of when it is back at once', async () => {
    const { means, said, now } = world();
    await patiently(means, awayUntil(2000, now));
    expect(said).toEqual([]);
  });

  it('ends the work after three minutes, with how to go on', async () => {
    const { means, now } = world();
    const waited = patiently(means, awayUntil(Infinity, now));
    await expect(waited).rejects.toThrow(DatabaseError);
    await expect(waited).rejects.toThrow(
      'The database postgres://db/iam has not worked for 180 s (terminating connection). ' +
        'What was begun is in the ledger and nothing is changed meanwhile; when the database is back, apply the same plan again: it goes on where it was.',
    );
  });

  it('ends the work when it is stopped', async () => {
    const { means, now } = world({ signal: AbortSignal.abort() });
    await expect(patiently(means, awayUntil(Infinity, now))).rejects.toThrow(
      /does not work .* apply the same plan again/,
    );
    expect(now()).toBe(0);
  });

  it('is not what is wrong with a statement: that fails at once', async () => {
    const { means, now } = world();
    const wrong = Object.assign(new Error('syntax error'), { code: '42601' });
    await expect(patiently(means, awayUntil(Infinity, now, wrong))).rejects.toThrow(wrong);
    expect(now()).toBe(0);
  });
});
