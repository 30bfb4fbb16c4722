import type { PendingWrite } from '@iam/core';
import type { AttemptRecord } from '../../ledger/attempt';
import { createWritePass, type Kept } from './write-pass';

const write = { method: 'PATCH', path: '/Users/v1', id: 'v1', attempt: 1 } as PendingWrite;

/** A world in which asking and recording take as long as a test says. */
const passWith = ({
  answers = [],
  askMs = [],
  recordMs = 0,
  record = () => Promise.resolve(),
  judge = () => undefined,
  isPlaceHeld = () => Promise.resolve(true),
}: {
  readonly answers?: readonly (boolean | Error)[];
  readonly askMs?: readonly number[];
  readonly recordMs?: number;
  readonly record?: () => Promise<void>;
  readonly judge?: () => Kept | undefined;
  readonly isPlaceHeld?: (since: number) => Promise<boolean>;
}) => {
  let now = 0;
  let asked = 0;
  const recorded: AttemptRecord[] = [];
  const pass = createWritePass(
    {
      clock: { now: () => now },
      isPlaceHeld,
      fence: () => {
        now += askMs[asked] ?? 0;
        const answer = answers[asked] ?? true;
        asked += 1;
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
      },
      ledger: {
        append: async (entry) => {
          now += recordMs;
          await record();
          recorded.push(entry);
        },
      },
    },
    judge,
    () => ({ kind: 'begun' }) as AttemptRecord,
  );
  return { pass, asked: () => asked, recorded: () => recorded.length };
};

describe('a write that is about to be sent', () => {
  it('passes when it is recorded and the person is still ours', async () => {
    const { pass, asked, recorded } = passWith({});
    expect(await pass.beforeWrite(write)).toBeUndefined();
    expect([asked(), recorded(), pass.hasBegun(), pass.kept()]).toEqual([1, 1, true, undefined]);
  });

  it.each([
    ['another has the person', false],
    ['the database cannot say', new Error('away')],
  ])('is kept back, and not recorded, when %s', async (_what, answer) => {
    const { pass, recorded } = passWith({ answers: [answer] });
    expect(await pass.beforeWrite(write)).toMatchObject({
      refused: expect.stringContaining('Another worker'),
    });
    expect([recorded(), pass.hasBegun(), pass.kept()?.tag]).toEqual([0, false, 'leave']);
  });

  it('is kept back when it is not the one that was reviewed', async () => {
    const { pass, recorded } = passWith({ judge: () => ({ tag: 'stale', said: 'title is "Boss"' }) });
    expect(await pass.beforeWrite(write)).toEqual({ refused: 'title is "Boss"' });
    expect([recorded(), pass.kept()?.tag]).toEqual([0, 'stale']);
  });

  it('is kept back when it cannot be recorded', async () => {
    const { pass } = passWith({ record: () => Promise.reject(new Error('full')) });
    expect(await pass.beforeWrite(write)).toMatchObject({ refused: expect.stringContaining('not sent') });
    expect([pass.hasBegun(), pass.kept()?.tag]).toEqual([false, 'leave']);
  });

  it('asks again when the process was stopped since the answer, and is kept back when the person is lost', async () => {
    const { pass, asked, recorded } = passWith({ answers: [true, false], recordMs: 12_000 });
    expect(await pass.beforeWrite(write)).toMatchObject({
      refused: expect.stringContaining('Another worker'),
    });
    expect([asked(), recorded(), pass.hasBegun()]).toEqual([2, 1, true]);
  });

  it('is kept back when its place in the rate has become another’s meanwhile', async () => {
    const isPlaceHeld = jest.fn(() => Promise.resolve(false));
    const { pass, recorded } = passWith({ recordMs: 2000, isPlaceHeld });
    expect(await pass.beforeWrite(write)).toMatchObject({ refused: expect.stringContaining('rate') });
    expect([recorded(), pass.hasBegun(), pass.kept()?.tag]).toEqual([1, true, 'leave']);
    expect(isPlaceHeld.mock.calls).toEqual([[0]]);
  });

  it('asks until an answer is fresh', async () => {
    const { pass, asked } = passWith({ recordMs: 4000, askMs: [0, 5000, 3001, 10] });
    expect(await pass.beforeWrite(write)).toBeUndefined();
    expect(asked()).toBe(4);
  });
});
