import { isIsoDay, isZone, noonOf, startOfDay, startOfDayOf } from './zone-day';
import { instantIn, readToday } from './today';
import * as fc from 'fast-check';
import { IANAZone } from 'luxon';

const iso = (instant: number): string => new Date(instant).toISOString();

describe('startOfDay', () => {
  it.each([
    ['2026-11-30', 'UTC', '2026-11-30T00:00:00.000Z', 'a zone without an offset'],
    ['2026-11-30', 'Europe/Berlin', '2026-11-29T23:00:00.000Z', 'an offset in whole hours'],
    ['2026-11-30', 'Asia/Kathmandu', '2026-11-29T18:15:00.000Z', 'an offset of 5:45'],
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z', 'the day on which summer time begins'],
    ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z', 'the day after it'],
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z', 'a day that begins at 01:00'],
    ['2018-02-18', 'America/Sao_Paulo', '2018-02-18T03:00:00.000Z', 'a day before which 23:00 came twice'],
    ['2011-12-29', 'Pacific/Apia', '2011-12-29T10:00:00.000Z', 'the last day before a skipped one'],
    ['2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00.000Z', 'a day that the zone skipped'],
    ['2011-12-31', 'Pacific/Apia', '2011-12-30T10:00:00.000Z', 'the day after a skipped one'],
    ['2026-04-05', 'Australia/Lord_Howe', '2026-04-04T13:00:00.000Z', 'a change of half an hour: before'],
    ['2026-04-06', 'Australia/Lord_Howe', '2026-04-05T13:30:00.000Z', 'a change of half an hour: after'],
    ['0001-01-01', 'UTC', '0001-01-01T00:00:00.000Z', 'the first year'],
    ['9999-12-31', 'UTC', '9999-12-31T00:00:00.000Z', 'the last day of many systems'],
  ])('%s in %s is %s: %s', (day, zone, expected) => {
    expect(iso(startOfDay(day, zone))).toBe(expected);
  });

  it('counts whole days, across a change of the clock, the end of a year, and the year 9999', () => {
    expect(iso(startOfDay('2026-03-28', 'Europe/Berlin', 2))).toBe('2026-03-29T22:00:00.000Z');
    expect(iso(startOfDay('2026-12-31', 'UTC', 1))).toBe('2027-01-01T00:00:00.000Z');
    expect(iso(startOfDay('2026-03-01', 'UTC', -1))).toBe('2026-02-28T00:00:00.000Z');
    expect(startOfDay('9999-12-31', 'UTC', 1)).toBe(Date.UTC(10000, 0, 1));
  });

  it('is the first instant that shows the day or a later one, in every zone', () => {
    const zones = Intl.supportedValuesOf('timeZone');
    const days = fc.date({ min: new Date('1950-01-01'), max: new Date('2037-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(fc.constantFrom(...zones), days, (zone, date) => {
        const day = iso(date.getTime()).slice(0, 10);
        const start = startOfDay(day, zone);
        const local = (instant: number): string =>
          iso(instant + IANAZone.create(zone).offset(instant) * 60_000).slice(0, 10);
        expect(local(start) >= day).toBe(true);
        expect(local(start - 1) < day).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('takes what is no day as NaN, also after the day was asked for with days added', () => {
    startOfDay('2026-11-30', 'UTC', 1);
    for (const value of ['', '2026-11-30 1', '30.11.2026', '2026-02-30', '2026-1-1', undefined, null, 7]) {
      expect(startOfDayOf(value, 'UTC')).toBeNaN();
    }
    expect(startOfDayOf('2026-11-30', 'UTC')).toBe(Date.UTC(2026, 10, 30));
  });
});

it('knows days of the calendar', () => {
  expect(['2024-02-29', '2000-02-29', '0001-01-01'].every(isIsoDay)).toBe(true);
  expect(
    ['2023-02-29', '1900-02-29', '2026-13-01', '2026-00-10', '2026-11-31', ' 2026-11-30', 20261130].some(
      isIsoDay,
    ),
  ).toBe(false);
});

it('knows zones', () => {
  expect(isZone('Asia/Kathmandu')).toBe(true);
  expect(isZone('Europe/Berlim')).toBe(false);
  expect(isZone('+02:00')).toBe(false);
});

describe('--today', () => {
  it('takes a day as noon in each zone', () => {
    const today = readToday('2026-11-30');
    expect(today && iso(instantIn(today, 'Europe/Berlin').getTime())).toBe('2026-11-30T11:00:00.000Z');
    expect(today && iso(instantIn(today, 'Asia/Kathmandu').getTime())).toBe('2026-11-30T06:15:00.000Z');
    expect(iso(noonOf('2026-10-25', 'Europe/Berlin'))).toBe('2026-10-25T11:00:00.000Z');
  });

  it('takes a day that the zone skipped as the moment when the next one begins', () => {
    expect(iso(noonOf('2011-12-30', 'Pacific/Apia'))).toBe('2011-12-30T10:00:00.000Z');
  });

  it('takes an instant with an offset for everybody', () => {
    const today = readToday('2026-11-30T08:00:00+01:00');
    expect(today && iso(instantIn(today, 'Pacific/Apia').getTime())).toBe('2026-11-30T07:00:00.000Z');
  });

  it.each([
    'tomorrow',
    '2026-02-30',
    '30.11.2026',
    '2026-11-30T08:00:00',
    '2026-02-30T08:00:00Z',
    '2026-11-30T25:00:00Z',
    '',
  ])('refuses %j', (text) => {
    expect(readToday(text)).toBeUndefined();
  });
});
