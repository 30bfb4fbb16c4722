import { dueNow } from './schedule-times';

const DAILY = { plan: { tag: 'cron', times: ['0 6 * * *'] }, zone: 'Europe/Berlin' } as const;
const HOURLY = { plan: { tag: 'every', ms: 3_600_000 }, zone: 'UTC' } as const;
const at = (text: string): Date => new Date(text);

it('times of day count from the first one that comes', () => {
  expect(dueNow(DAILY, undefined, at('2026-11-26T10:00:00Z'))).toEqual({
    tag: 'begins',
    at: at('2026-11-26T05:00:00Z'),
  });
});

it('a time is due when it has come, and dealt with once', () => {
  const planned = at('2026-11-26T05:00:00Z');
  expect(dueNow(DAILY, planned, at('2026-11-27T04:59:59Z'))).toEqual({
    tag: 'not-due',
    next: at('2026-11-27T05:00:00Z'),
  });
  const due = dueNow(DAILY, planned, at('2026-11-27T05:00:00Z'));
  expect(due).toEqual({ tag: 'due', at: at('2026-11-27T05:00:00Z') });
  expect(dueNow(DAILY, at('2026-11-27T05:00:00Z'), at('2026-11-27T05:00:00Z')).tag).toBe('not-due');
});

it('times that were missed are made up once', () => {
  const due = dueNow(DAILY, at('2026-11-20T05:00:00Z'), at('2026-11-26T10:00:00Z'));
  expect(due).toEqual({ tag: 'due', at: at('2026-11-26T05:00:00Z') });
});

it('an interval begins with a plan, and keeps its minutes', () => {
  const now = at('2026-11-26T10:20:00Z');
  expect(dueNow(HOURLY, undefined, now)).toEqual({ tag: 'due', at: now });
  expect(dueNow(HOURLY, now, at('2026-11-26T11:19:59Z'))).toEqual({
    tag: 'not-due',
    next: at('2026-11-26T11:20:00Z'),
  });
  expect(dueNow(HOURLY, now, at('2026-11-26T15:00:00Z'))).toEqual({
    tag: 'due',
    at: at('2026-11-26T14:20:00Z'),
  });
});

it('a clock that goes behind another worker’s does not plan again', () => {
  expect(dueNow(DAILY, at('2026-11-26T05:00:00Z'), at('2026-11-26T04:59:00Z')).tag).toBe('not-due');
  expect(dueNow(HOURLY, at('2026-11-26T05:00:00Z'), at('2026-11-26T04:59:00Z')).tag).toBe('not-due');
});

it('a time that was dealt with by a clock that was hours ahead does not stop the schedule until then', () => {
  const now = at('2026-11-26T10:20:00Z');
  expect(dueNow(DAILY, at('2036-01-01T06:00:00Z'), now)).toEqual({
    tag: 'begins',
    at: at('2026-11-26T05:00:00Z'),
    anew: true,
  });
  expect(dueNow(HOURLY, at('2026-11-26T13:20:00Z'), now)).toEqual({ tag: 'due', at: now });
});
