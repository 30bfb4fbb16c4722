import fc from 'fast-check';
import { DateTime } from 'luxon';
import { dateFormatProblem } from './date-format';
import { createDateReader } from './feed-dates';

const read = (text: string, formats = ['yyyy-MM-dd'], zone = 'Europe/Berlin') =>
  createDateReader(formats)(text, zone);

describe('a date', () => {
  it.each<[string, string[], string]>([
    ['2026-11-30', ['yyyy-MM-dd'], '2026-11-30'],
    ['11/30/2026', ['MM/dd/yyyy'], '2026-11-30'],
    ['3.4.2026', ['d.M.yyyy'], '2026-04-03'],
    ['30 Nov 2026', ['d MMM yyyy'], '2026-11-30'],
    ['30 November 2026', ['d MMMM yyyy'], '2026-11-30'],
    ['20261130', ['yyyyMMdd'], '2026-11-30'],
    ['2026-11-30 23:59', ['yyyy-MM-dd HH:mm'], '2026-11-30'],
    ['13/04/2026', ['MM/dd/yyyy', 'dd/MM/yyyy'], '2026-04-13'],
    ['04/04/2026', ['MM/dd/yyyy', 'dd/MM/yyyy'], '2026-04-04'],
    ['2024-02-29', ['yyyy-MM-dd'], '2024-02-29'],
    ['9999-12-31', ['yyyy-MM-dd'], '9999-12-31'],
  ])('%s in %j is %s', (text, formats, date) => {
    expect(read(text, formats)).toMatchObject({ date });
  });

  it.each<[string, string[], string]>([
    [
      '03/04/2026',
      ['MM/dd/yyyy', 'dd/MM/yyyy'],
      '"03/04/2026" may be 4 March 2026 (MM/dd/yyyy) or 3 April 2026 (dd/MM/yyyy): name one format',
    ],
    ['2026-02-30', ['yyyy-MM-dd'], '"2026-02-30" is no day of the calendar'],
    ['2026-13-01', ['yyyy-MM-dd'], '"2026-13-01" is no day of the calendar'],
    ['2023-02-29', ['yyyy-MM-dd'], '"2023-02-29" is no day of the calendar'],
    ['46023', ['yyyy-MM-dd'], 'a spreadsheet keeps for a day (2026-01-01 if'],
    ['46023.5', ['MM/dd/yyyy'], 'a spreadsheet keeps for a day (2026-01-01 if'],
    ['2026-1-5', ['yyyy-MM-dd'], 'is no date in the format yyyy-MM-dd'],
    ['2026-11-30x', ['yyyy-MM-dd'], 'is no date in the format yyyy-MM-dd'],
    ['2026-11-30', ['MM/dd/yyyy', 'd.M.yyyy'], 'is no date in the formats MM/dd/yyyy, d.M.yyyy'],
    ['2026-11-30T08:00:00', ['yyyy-MM-dd'], 'is no date in the format'],
    ['0206-01-01', ['yyyy-MM-dd'], 'is a date before 1900'],
    ['2026-02-30T00:00:00Z', ['yyyy-MM-dd'], 'is no day and time of the calendar'],
    ['x'.repeat(1000), ['yyyy-MM-dd'], `"${'x'.repeat(40)}…" is no date`],
  ])('%s in %j is none', (text, formats, problem) => {
    expect(read(text, formats)).toMatchObject({ problem: expect.stringContaining(problem) as string });
  });

  it.each([
    ['2026-11-30T23:30:00Z', 'Europe/Berlin', '2026-12-01'],
    ['2026-11-30T23:30:00Z', 'America/New_York', '2026-11-30'],
    ['2026-11-30T23:30:00+01:00', 'Europe/Berlin', '2026-11-30'],
    ['2026-11-30T08:00+0100', 'Asia/Tokyo', '2026-11-30'],
  ])('%s in %s is %s', (text, zone, date) => {
    expect(read(text, ['MM/dd/yyyy'], zone)).toEqual({ date, form: 'an instant' });
  });

  it('that is midnight in UTC and another day in the zone is marked', () => {
    expect(read('2026-11-30T00:00:00Z', [], 'America/New_York')).toEqual({
      date: '2026-11-29',
      form: 'an instant',
      before: true,
    });
    expect(read('2026-11-30T00:00:00Z', [], 'Europe/Berlin')).not.toHaveProperty('before');
  });

  it('is the same read again, in another zone too', () => {
    const reader = createDateReader(['yyyy-MM-dd']);
    const once = reader('2026-11-30T23:30:00Z', 'Europe/Berlin');

    expect(reader('2026-11-30T23:30:00Z', 'UTC')).toMatchObject({ date: '2026-11-30' });
    expect(reader('2026-11-30T23:30:00Z', 'Europe/Berlin')).toEqual(once);
  });

  it('of any day is read as it was written, in any one format', () => {
    const day = fc.integer({ min: 0, max: 80_000 }).map((days) => DateTime.utc(1900, 1, 1).plus({ days }));
    const format = fc.constantFrom(
      'yyyy-MM-dd',
      'dd/MM/yyyy',
      'M/d/yyyy',
      'd MMM yyyy',
      'yyyyMMdd',
      'EEE d MMMM yyyy',
    );
    fc.assert(
      fc.property(day, format, (date, form) => {
        expect(read(date.setLocale('en').toFormat(form), [form], 'Pacific/Apia')).toEqual({
          date: date.toISODate(),
          form,
        });
      }),
      { seed: 12, numRuns: 500 },
    );
  });
});

describe('a format of dates', () => {
  it.each(['yyyy-MM-dd', 'MM/dd/yyyy', 'd. MMMM yyyy', "yyyy-MM-dd'T'HH:mm:ss", 'EEE, d MMM y'])(
    'is %s',
    (format) => {
      expect(dateFormatProblem(format)).toBeUndefined();
    },
  );

  it.each([
    ['YYYY-MM-DD', '"YYYY", which is no part of a date (write yyyy)'],
    ['yyyy-MM-DD', '(write dd)'],
    ['dd.MM.yy', 'leaves the century open'],
    ['yyyy-mm-dd', 'has no month (MM)'],
    ['MM/dd', 'has no year (yyyy)'],
    ['', 'has no year (yyyy) and no month (MM) and no day (dd)'],
    ['yyyy-MM-ddTHH:mm', "(write 'T'"],
    ['ff', '"ff"'],
    ['yyyy-MM-dd Z', '"Z"'],
  ])('is not %s', (format, problem) => {
    expect(dateFormatProblem(format)).toContain(problem);
  });
});
