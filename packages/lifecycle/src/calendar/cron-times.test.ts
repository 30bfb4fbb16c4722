import fc from 'fast-check';
import { lastTime, nextTime } from './cron-times';

const last = (times: readonly string[], zone: string, now: string) =>
  lastTime(times, zone, new Date(now)).toISOString();

const next = (times: readonly string[], zone: string, now: string) =>
  nextTime(times, zone, new Date(now)).toISOString();

it.each([
  ['the minute itself has come', '2026-11-26T05:00:00.000Z', '2026-11-26T05:00:00.000Z'],
  ['before it, the last one', '2026-11-26T04:59:59.999Z', '2026-11-25T05:00:00.000Z'],
])('%s', (_what, now, expected) => {
  expect(last(['0 6 * * *'], 'Europe/Berlin', now)).toBe(expected);
});

it('of several times, the nearest one counts', () => {
  const times = ['0 6 * * *', '0 18 * * *'];
  expect(last(times, 'UTC', '2026-11-26T19:00:00Z')).toBe('2026-11-26T18:00:00.000Z');
  expect(next(times, 'UTC', '2026-11-26T19:00:00Z')).toBe('2026-11-27T06:00:00.000Z');
});

it('follows the clocks of the zone', () => {
  expect(next(['0 6 * * *'], 'Europe/Berlin', '2026-07-01T12:00:00Z')).toBe('2026-07-02T04:00:00.000Z');
  expect(next(['0 6 * * *'], 'Europe/Berlin', '2026-12-01T12:00:00Z')).toBe('2026-12-02T05:00:00.000Z');
});

it('follows clocks that are set back by half an hour', () => {
  const [zone, now] = ['Australia/Lord_Howe', '2026-04-03T19:00:00Z'];
  expect(last(['0 6 * * *'], zone, now)).toBe('2026-04-03T19:00:00.000Z');
  expect(next(['0 6 * * *'], zone, now)).toBe('2026-04-04T19:30:00.000Z');
});

it('comes once in the hour that is there twice, and behind the one that is not there', () => {
  expect(next(['30 2 * * *'], 'Europe/Berlin', '2026-10-24T12:00:00Z')).toBe('2026-10-25T00:30:00.000Z');
  expect(next(['30 2 * * *'], 'Europe/Berlin', '2026-10-25T00:30:00Z')).toBe('2026-10-26T01:30:00.000Z');
  expect(next(['30 2 * * *'], 'Europe/Berlin', '2026-03-28T12:00:00Z')).toBe('2026-03-29T01:00:00.000Z');
});

it('the last time has come, the next one has not, and there is none between them', () => {
  const instants = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) });
  const zones = fc.constantFrom(
    'UTC',
    'Europe/Berlin',
    'America/Sao_Paulo',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
  );
  const times = fc.subarray(['0 6 * * *', '30 12 * * 1-5', '*/20 * * * *', '0 0 1 * *'], { minLength: 1 });
  fc.assert(
    fc.property(instants, zones, times, (at, zone, chosen) => {
      const now = new Date(at);
      const before = lastTime(chosen, zone, now);
      const after = nextTime(chosen, zone, now);
      expect(before.getTime()).toBeLessThanOrEqual(at);
      expect(after.getTime()).toBeGreaterThan(at);
      expect(lastTime(chosen, zone, new Date(after.getTime() - 1)).getTime()).toBe(before.getTime());
    }),
    { numRuns: 300 },
  );
});
