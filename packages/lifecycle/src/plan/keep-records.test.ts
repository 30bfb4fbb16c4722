import type { Session } from '../database/session';
import { collectRecords, RECORDS_AT_ONCE, type Kept } from './keep-records';
import type { PersonRecord } from './person/person-record';

const BATCH = RECORDS_AT_ONCE;

const record = (n: number): PersonRecord => ({
  key: `E${n}`,
  profile: { employeeid: `E${n}` },
  zone: 'UTC',
  state: 'active',
  event: null,
  because: [],
  since: '2026-06-01T12:00:00.000Z',
  missingSince: null,
  due: null,
  settled: true,
});

/** Of whom the feed has no row now. */
const KNOWN = { previous: record(0) };

/** A server that takes rows when it is told to. */
const slowServer = () => {
  const copies: { readonly rows: readonly (readonly unknown[])[]; readonly end: (why?: Error) => void }[] =
    [];
  const session = {
    execute: () => Promise.resolve(0),
    copyInto: (_table: string, _columns: readonly string[], rows: readonly (readonly unknown[])[]) =>
      new Promise<number>((resolve, reject) => {
        copies.push({ rows, end: (why) => (why === undefined ? resolve(rows.length) : reject(why)) });
      }),
  };
  return { session: session as unknown as Session, copies };
};

const fill = (kept: Kept, from: number): Promise<void> | undefined => {
  let waits: Promise<void> | undefined;
  for (let n = from; n < from + BATCH; n += 1) {
    expect(waits).toBeUndefined();
    waits = kept.person(record(n), KNOWN);
  }
  return waits;
};

describe('what is kept of people', () => {
  it('is taken by the server while more is collected, one part after the other', async () => {
    const { session, copies } = slowServer();
    const kept = await collectRecords(session);
    await fill(kept, 0);
    let isOver = false;
    const second = fill(kept, BATCH)?.then(() => {
      isOver = true;
    });
    await new Promise(setImmediate);
    expect(copies.map(({ rows }) => rows.length)).toEqual([BATCH]);
    expect(isOver).toBe(false);
    copies[0]?.end();
    await second;
    await new Promise(setImmediate);
    expect(copies.map(({ rows }) => rows.length)).toEqual([BATCH, BATCH]);
  });

  it('is all with the server after the flush', async () => {
    const { session, copies } = slowServer();
    const kept = await collectRecords(session);
    void kept.person(record(1), KNOWN);
    void kept.account({ app: 'AWS', vendorId: '7', disabledBy: 'hand' });
    let isOver = false;
    const flushed = kept.flush().then(() => {
      isOver = true;
    });
    for (let n = 0; n < 2; n += 1) {
      await new Promise(setImmediate);
      expect(isOver).toBe(false);
      copies[n]?.end();
    }
    await flushed;
    expect(copies.map(({ rows }) => rows[0]?.[0])).toEqual(['E1', 'AWS']);
  });

  it('says what the server refused first', async () => {
    const { session, copies } = slowServer();
    const kept = await collectRecords(session);
    await fill(kept, 0);
    const second = fill(kept, BATCH);
    copies[0]?.end(new Error('the first refusal'));
    await expect(second).rejects.toThrow('the first refusal');
    await expect(kept.settled()).rejects.toThrow('the first refusal');
    await expect(kept.flush()).rejects.toThrow('the first refusal');
  });

  it('is the row that the server has, where it is the row and nothing else', async () => {
    const { session, copies } = slowServer();
    const kept = await collectRecords(session);
    const row = { line: 2, profile: record(1).profile, zone: 'UTC' };
    void kept.person({ ...record(1), profile: row.profile }, { row, previous: record(1) });
    void kept.person({ ...record(2), profile: { title: null } }, { row, previous: record(2) });
    void kept.flush();
    await new Promise(setImmediate);
    expect(copies[0]?.rows.map(([key, profile]) => [key, profile])).toEqual([
      ['E1', null],
      ['E2', { title: null }],
    ]);
  });
});
