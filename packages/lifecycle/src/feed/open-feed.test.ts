import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import * as E from 'fp-ts/Either';
import { decodeLifecycle } from '../config/decode-lifecycle';
import type { FeedConfig } from '../config/lifecycle-config';
import { feedConfig, inputOf, readAll } from './__fixtures__/feed-config';
import { openFeed } from './open-feed';

const FIXTURES = join(__dirname, '__fixtures__');
const files = { baseDir: FIXTURES, env: {} };
const fileNamed = (path: string) => ({ from: { tag: 'file', path } as const });

const GERMAN = feedConfig({
  ...fileNamed('hr-german.csv'),
  columns: {
    employeeid: 'Personalnummer',
    email: 'E-Mail',
    givenname: 'Vorname',
    surname: 'Nachname',
    department: 'Abteilung',
    hiredate: 'Eintritt',
    terminationdate: 'Austritt',
    streetaddress: 'Ort',
  },
  dates: ['dd.MM.yyyy'],
});

describe('a file of a spreadsheet', () => {
  it('is read with its zeros, its umlauts and its multi-line cells', async () => {
    const { people } = await readAll(GERMAN, files);

    expect(people).toEqual([
      {
        tag: 'person',
        key: '00042',
        line: 2,
        zone: 'Europe/Berlin',
        profile: {
          employeeid: '00042',
          email: 'jane.doe@example.com',
          givenname: 'Jane',
          surname: 'Doe',
          department: 'Vertrieb',
          hiredate: '2020-02-01',
          streetaddress: 'Straße 1\r\n10115 Berlin',
        },
      },
      expect.objectContaining({
        key: '00043',
        line: 4,
        profile: expect.objectContaining({
          department: 'Forschung; Entwicklung',
          terminationdate: '2026-11-30',
        }) as unknown,
      }),
    ]);
  });

  it('has errors that name the line, the person and the column', async () => {
    const { rows } = await readAll(GERMAN, files);

    expect(rows.filter(({ tag }) => tag === 'error')).toEqual([
      {
        tag: 'error',
        line: 5,
        column: 'Personalnummer',
        problem: 'the row has no employeeid',
        known: { email: 'nobody@example.com', isWhole: true },
      },
      {
        tag: 'error',
        line: 6,
        key: '00044',
        column: 'Eintritt',
        problem: '"31.02.2020" is no day of the calendar',
        known: { employeeid: '00044', email: 'eva@example.com', isWhole: true },
      },
    ]);
  });

  it('is summed up', async () => {
    const { summary } = await readAll(GERMAN, files);
    const bytes = readFileSync(join(FIXTURES, 'hr-german.csv'));

    expect(summary).toMatchObject({
      uri: 'file:hr-german.csv',
      sha256: createHash('sha256').update(bytes).digest('hex'),
      format: 'CSV',
      separator: ';',
      encoding: 'UTF-8 with a byte order mark',
      rows: 4,
      errors: 2,
      fatal: [],
      remarks: ['The separator of the cells was found to be: semicolon.'],
    });
    expect(summary.keys.find(({ key }) => key === 'terminationdate')).toEqual({
      key: 'terminationdate',
      columns: ['Austritt'],
      filled: 1,
      dates: { 'dd.MM.yyyy': 1 },
    });
  });
});

describe('Workday’s report', () => {
  const feedOf = (from: string): FeedConfig => {
    const read = decodeLifecycle(
      {
        feed: { from, preset: 'workday', zone: 'Europe/Berlin' },
        people: { left: 'employmentstatus == "Terminated"' },
        applications: [{ instance: 'x', who: 'true' }],
      },
      { instances: ['x'] },
    );
    if (E.isLeft(read)) {
      throw new Error(read.left.join('\n'));
    }
    return read.right.feed;
  };
  const config = feedOf('workday.json');

  it('is read with its preset', async () => {
    const { people, summary } = await readAll(config, files);

    expect(people[0]?.profile).toEqual({
      employeeid: '100042',
      email: 'jane.doe@example.com',
      username: 'jdoe',
      displayname: 'Jane Doe',
      givenname: 'Jane',
      surname: 'Doe',
      employmentstatus: 'Active',
      hiredate: '2020-02-01',
      title: 'Engineer',
      costcenter: 'R&D',
    });
    expect(people[1]?.profile['terminationdate']).toBe('2026-11-30');
    expect(summary).toMatchObject({ format: 'JSON', rows: 2, errors: 0, fatal: [] });
    expect(summary.remarks).toContain('Nothing is made of "Work_Country_Code".');
  });

  it('without the list is no empty company', async () => {
    const { summary } = await readAll(feedOf('-'), inputOf('{"Report_Entries": []}'));

    expect(summary.fatal).toEqual([
      'The feed has no "Report_Entry"; did you mean "Report_Entries"? (it has "Report_Entries").',
    ]);
  });
});

describe('the values of a row', () => {
  it.each([
    ['CSV', 'employeeid,title,a,b\n007, x ,,"  "\n'],
    ['JSON', '[{"employeeid":"007","title":" x ","a":"","b":null}]'],
    ['JSON Lines', '{"employeeid":"007","title":"x"}\n'],
  ])('are the same in %s: empty, null and absent are not in the profile', async (format, text) => {
    const { people, summary } = await readAll(feedConfig(), inputOf(text));

    expect(summary.format).toBe(format);
    expect(people.map(({ profile }) => profile)).toEqual([{ employeeid: '007', title: 'x' }]);
  });

  it.each([
    '[{"employeeid":12345678901234567891,"costcenter":1.0,"flag":true,"more":{"n":[1e3]}}]',
    '{"employeeid":12345678901234567891,"costcenter":1.0,"flag":true,"more":{"n":[1e3]}}\n',
  ])('are texts as they are written: %s', async (text) => {
    const { people } = await readAll(feedConfig(), inputOf(text));

    expect(people[0]).toMatchObject({
      key: '12345678901234567891',
      profile: {
        employeeid: '12345678901234567891',
        costcenter: '1.0',
        flag: 'true',
        more: { n: ['1e3'] },
      },
    });
  });

  it('may come with keys that earlier rows did not have', async () => {
    const { people, summary } = await readAll(
      feedConfig(),
      inputOf(
        '{"employeeid":"1"}\n{"employeeid":"2"',
        ',"title":"x"}\n',
        '{"employeeid":"3","email":"a@b.c"}\n',
      ),
    );

    expect(people.map(({ profile }) => profile)).toEqual([
      { employeeid: '1' },
      { employeeid: '2', title: 'x' },
      { employeeid: '3', email: 'a@b.c' },
    ]);
    expect(summary.keys.map(({ key, filled }) => [key, filled])).toEqual([
      ['employeeid', 3],
      ['title', 1],
      ['email', 1],
    ]);
  });

  it('are lower case where that is asked for', async () => {
    const config = feedConfig({ lowerCase: ['email'] });
    const { people } = await readAll(config, inputOf('employeeid,email,username\nE1,JD@X.Y,JD\n'));

    expect(people[0]?.profile).toEqual({ employeeid: 'E1', email: 'jd@x.y', username: 'JD' });
  });

  it('may be named like what objects have', async () => {
    const { people } = await readAll(feedConfig(), inputOf('employeeid,__proto__,constructor\nE1,a,b\n'));

    expect(Object.entries(people[0]?.profile ?? {})).toEqual([
      ['employeeid', 'E1'],
      ['constructor', 'b'],
    ]);
    expect(Object.getPrototypeOf(people[0]?.profile)).toBe(Object.prototype);
  });

  it('of JSON never become what an object is', async () => {
    const { people } = await readAll(
      feedConfig(),
      inputOf('[{"employeeid":"E1","__proto__":{"admin":"x"}}]'),
    );

    expect(people[0]?.profile).toEqual({ employeeid: 'E1' });
    expect(Object.getPrototypeOf(people[0]?.profile)).toBe(Object.prototype);
  });

  it('may look like formulas', async () => {
    const { people } = await readAll(feedConfig(), inputOf('employeeid,title\nE1,"=HYPERLINK(""x"")"\n'));

    expect(people[0]?.profile['title']).toBe('=HYPERLINK("x")');
  });

  it.each([
    ['employeeid,email\nE1,a\u200bb@x.y\n', 'has invisible or control characters'],
    ['employeeid,email\nE\u00a01,a@x.y\n', 'blanks that are no ordinary ones'],
    ['employeeid,username\nE1,J\ufffdrg\n', 'U+FFFD'],
    ['employeeid\n1.23457E+11\n', '"1.23457E+11" was rewritten by a spreadsheet'],
    [`employeeid\n${'x'.repeat(1025)}\n`, 'is longer than 1024 bytes'],
    [`employeeid\n${'名'.repeat(400)}\n`, 'is longer than 1024 bytes'],
    ['[{"employeeid":"E\\u00001","title":"a"}]', 'has invisible or control characters'],
    ['[{"employeeid":"E1","title":"cut \\ud83d"}]', 'has what is no character'],
    ['[{"employeeid":"E1","title":"a\\u0000b"}]', 'has what is no character'],
    ['{"employeeid":"E1","title":"a\\u0000b"}\n', 'has what is no character'],
    ['[{"employeeid":"E1","title":{"a":["\\udc00"]}}]', 'has what is no character'],
    ['[{"employeeid":"E1","ti\\u0000tle":"a"}]', 'has what is no character'],
    ['employeeid,hiredate\nE1,46023\n', 'a spreadsheet keeps for a day'],
    ['[{"employeeid":["E1"]}]', 'holds a list or an object'],
    ['[{"employeeid":"E1","email":{"work":"x"}}]', 'holds a list or an object'],
    ['[{"employeeid":"E1","hiredate":{"y":2020}}]', 'holds a list or an object'],
    ['[{"title":"x"},{"employeeid":"E2"}]', 'the row has no employeeid'],
    ['[{"employeeid":"E1","title":"x","title":"y"}]', 'the row has the key "title" twice'],
    ['employeeid,title\nE1\n', 'the row has 1 cell where the header has 2'],
  ])('%j: the row is in error, because it %s', async (text, problem) => {
    const { problems, summary } = await readAll(feedConfig(), inputOf(text));

    expect(problems).toEqual([expect.stringContaining(problem)]);
    expect(summary).toMatchObject({ errors: 1, fatal: [] });
  });

  it('tell whose row is in error where they can', async () => {
    const { rows } = await readAll(feedConfig(), inputOf('employeeid,a\nE1\n"E"2,x\n'));

    expect(rows).toMatchObject([{ key: 'E1', line: 2 }, { line: 3 }]);
  });
});

describe('the zone of a row', () => {
  const at = 'employeeid,hiredate,timezone,site\n';

  it('is its own, that of a column, or that of the feed', async () => {
    const { people } = await readAll(
      feedConfig(),
      inputOf(`${at}E1,2026-11-30T23:30:00Z,America/New_York,x\nE2,2026-11-30T23:30:00Z,,x\n`),
    );

    expect(people.map(({ zone, profile }) => [zone, profile['hiredate']])).toEqual([
      ['America/New_York', '2026-11-30'],
      ['Europe/Berlin', '2026-12-01'],
    ]);
    const named = await readAll(
      feedConfig({ zoneColumn: 'site', columns: { employeeid: 'employeeid' } }),
      inputOf(`${at}E1,x,y,Asia/Tokyo\n`),
    );

    expect(named.people[0]?.zone).toBe('Asia/Tokyo');
  });

  it.each(['Europe/Berlín', '+02:00', 'Mars/Phobos'])('cannot be %s', async (zone) => {
    const { rows } = await readAll(feedConfig(), inputOf(`${at}E1,2026-11-30,${zone},x\n`));

    expect(rows).toEqual([
      expect.objectContaining({
        key: 'E1',
        column: 'timezone',
        problem: `"${zone}" is no time zone such as Europe/Berlin`,
      }),
    ]);
  });

  it('may make a midnight in UTC the day before, which is told', async () => {
    const { summary } = await readAll(
      feedConfig({ zone: 'America/New_York' }),
      inputOf('employeeid,hiredate\nE1,2026-11-30T00:00:00Z\n'),
    );

    expect(summary.remarks).toContainEqual(expect.stringMatching(/^1 date is midnight in UTC/));
  });
});

const NO_DATES =
  'The feed gives no first and no last day ("hiredate", "terminationdate"): everyone in it counts as employed. ' +
  'If it has such columns, name them in "columns".';
const NO_NAMES =
  'The feed gives no "email" and no "username", and most applications cannot make an account without one. ' +
  'Name their columns in "columns".';

describe('what a feed lacks for most uses', () => {
  it.each([
    ['employeeid,Vorname,Austritt', [NO_NAMES, NO_DATES]],
    ['employeeid,email', [NO_DATES]],
    ['employeeid,username,terminationdate', []],
    ['employeeid,hiredate', [NO_NAMES]],
  ])('is said of %s', async (header, said) => {
    const { summary } = await readAll(feedConfig(), inputOf(`${header}\nE1,a,2020-01-01\n`));
    expect(summary.fatal).toEqual([]);
    expect(summary.remarks.filter((text) => [NO_NAMES, NO_DATES].includes(text))).toEqual(said);
  });
});

describe('the columns', () => {
  const columns = { employeeid: 'Emp ID', email: 'Work Email' };

  it.each([
    ['Emp ID,Work E-Mail\nE1,x\n', 'The header has no "Work Email" (for email); did you mean "Work E-Mail"?'],
    ['EMP_ID,Work Email\nE1,x\n', 'The header has no "Emp ID" (for employeeid); did you mean "EMP_ID"?'],
    ['Emp ID,x\nE1,x\n', 'The header has no "Work Email" (for email). The columns are "Emp ID", "x".'],
    [
      '[{"Emp ID":"E1","Workemail":"x"}]',
      'The rows have no "Work Email" (for email); did you mean "Workemail"?',
    ],
  ])('of %j are not those that are mapped', async (text, problem) => {
    const { summary } = await readAll(feedConfig({ columns }), inputOf(text));

    expect(summary.fatal).toEqual([expect.stringContaining(problem)]);
  });

  it('end the feed before the first row when one is gone', async () => {
    expect((await readAll(feedConfig({ columns }), inputOf('Emp ID,x\nE1,x\n'))).rows).toEqual([]);
  });

  it('may be missing when they are optional, and more than are mapped', async () => {
    const config = feedConfig({ columns: { ...columns, title: 'Title' }, optional: ['title'] });
    const { summary } = await readAll(config, inputOf('Work Email,x,Emp ID\na@b.c,1,E1\n'));

    expect(summary.fatal).toEqual([]);
    expect(summary.remarks).toEqual([
      'The separator of the cells was found to be: comma.',
      '"Title" (for title) is not there, so nobody has it.',
      'Nothing is made of "x".',
      NO_DATES,
    ]);
  });

  it('of JSON may lack a date that no row has, unless it has another name', async () => {
    const config = feedConfig({ columns: { employeeid: 'id', terminationdate: 'End_Date' } });

    expect((await readAll(config, inputOf('[{"id":"1"}]'))).summary.fatal).toEqual([]);
    expect((await readAll(config, inputOf('[{"id":"1","EndDate":"x"}]'))).summary.fatal).toHaveLength(1);
    expect((await readAll(config, inputOf('id\n1\n'))).summary.fatal).toHaveLength(1);
  });

  it('are keys as they are spelled; another spelling is pointed out', async () => {
    const { people, summary } = await readAll(feedConfig(), inputOf('employeeid,E-Mail\nE1,x\n'));

    expect(people[0]?.profile).toEqual({ employeeid: 'E1', 'E-Mail': 'x' });
    expect(summary.remarks).toContain(
      'The column "E-Mail" is not the key "email"; if it should be, name it in "columns" ("email": "E-Mail").',
    );
  });

  it('must have the key', async () => {
    const { summary } = await readAll(feedConfig(), inputOf('Employee ID,email\nE1,x\n'));

    expect(summary.fatal).toEqual([
      expect.stringContaining('The header has no "employeeid" (for employeeid); did you mean "Employee ID"?'),
    ]);
  });
});

describe('an incoming mapper', () => {
  const config = feedConfig({ mapper: 'mapper-in.json' });

  it('makes keys of its labels', async () => {
    const { people } = await readAll(
      config,
      inputOf('[{"id":"0042","mail":"a@b.c","name":{"first":"Jane"},"start":"2020-02-01"}]'),
    );

    expect(people[0]?.profile).toEqual({
      employeeid: '0042',
      email: 'a@b.c',
      givenname: 'Jane',
      hiredate: '2020-02-01',
    });
  });

  it('needs the columns that it reads', async () => {
    const { summary } = await readAll(config, inputOf('id,email,name,start\n1,a@b.c,x,2020-01-01\n'));

    expect(summary.fatal).toEqual([expect.stringContaining('no "mail" (for email); did you mean "email"?')]);
  });

  it.each([
    ['nowhere.json', 'The mapper file nowhere.json cannot be read (ENOENT).'],
    ['workday.json', 'workday.json'],
  ])('that is none ends the feed: %s', async (mapper, problem) => {
    const { summary } = await readAll(feedConfig({ mapper }), inputOf('id\n1\n'));

    expect(summary.fatal[0]).toContain(problem);
  });
});

describe('a feed that cannot be used', () => {
  it.each<[string, string | Buffer]>([
    ['The feed is empty.', ''],
    ['The feed has no rows', 'employeeid\n'],
    ['The feed has no rows', '[]'],
    ['the file is cut off', 'employeeid,a\nE1,x\nE2'],
    ['never closed', 'employeeid,a\nE1,"x\n'],
    ['byte 14 of the feed is not UTF-8', Buffer.from('employeeid\nE1\xe4\n', 'latin1')],
    ['has a NUL', 'employeeid\nE1\0\n'],
    ['save it as CSV', Buffer.from('PK\u0003\u0004')],
    ['is a web page', '<!doctype html>'],
    ['the column "a" twice', 'employeeid,a,a\nE1,x,y\n'],
    ['is too long', `employeeid,a\nE1,"${'x'.repeat(10_000_000)}"\n`],
    ['more than 1000 columns', `employeeid,${Array.from({ length: 5000 }, (_, at) => `c${at}`).join(',')}\n`],
  ])('%s', async (problem, text) => {
    const { summary } = await readAll(feedConfig(), inputOf(text));

    expect(summary.fatal).toEqual([expect.stringContaining(problem)]);
  });

  it('is a file that is not there, or none', async () => {
    expect((await readAll(feedConfig(fileNamed('no.csv')), files)).summary.fatal).toEqual([
      'The feed no.csv cannot be read (ENOENT).',
    ]);
    expect((await readAll(feedConfig(fileNamed('.')), files)).summary.fatal).toEqual([
      'The feed . cannot be read (EISDIR).',
    ]);
    expect((await readAll(feedConfig(), files)).summary.fatal).toEqual([
      'The feed is standard input, and there is none.',
    ]);
  });

  it.each([
    [{ dates: ['YYYY-MM-DD'] }, 'The format of dates "YYYY-MM-DD" has "YYYY"'],
    [{ zone: 'Berlin' }, '"Berlin" is no time zone'],
    [{ separator: '"' }, 'cannot separate cells'],
    [{ encoding: 'klingon' }, 'The encoding "klingon" is not known'],
    [{ columns: JSON.parse('{"__proto__":"x"}') as Record<string, string> }, '"__proto__" cannot be a key'],
  ])('is one whose configuration is wrong: %j', async (more, problem) => {
    const { summary } = await readAll(feedConfig(more), inputOf('employeeid\nE1\n'));

    expect(summary.fatal).toEqual([expect.stringContaining(problem)]);
  });
});

describe('reading', () => {
  it('uses the separator and the encoding that are named', async () => {
    const config = feedConfig({ separator: '|', encoding: 'windows-1252' });
    const { people, summary } = await readAll(
      config,
      inputOf(Buffer.from('employeeid|title\nE1|Müller,;\n', 'latin1')),
    );

    expect(people[0]?.profile['title']).toBe('Müller,;');
    expect(summary).toMatchObject({ separator: '|', encoding: 'windows-1252' });
    expect(summary.remarks.filter((text) => /separator/.test(text))).toEqual([]);
  });

  it('stops when it is asked to', async () => {
    const stop = new AbortController();
    const feed = openFeed(feedConfig(), {
      ...inputOf('employeeid\nE1\n', 'E2\n', 'E3\n'),
      signal: stop.signal,
    });
    const seen: string[] = [];
    const reading = (async () => {
      for await (const page of feed.pages()) {
        seen.push(...page.map(({ key }) => String(key)));
        stop.abort(new Error('stopped by the test'));
      }
    })();

    await expect(reading).rejects.toThrow('stopped by the test');
    expect(seen).toEqual(['E1']);
  });

  it('is done once, and summed up afterwards', async () => {
    const feed = openFeed(feedConfig(), inputOf('employeeid\nE1\n'));

    expect(() => feed.summary()).toThrow('after its last row');
    for await (const page of feed.pages()) {
      expect(page.every(({ key }) => key === 'E1')).toBe(true);
    }
    expect(feed.summary()).toEqual(feed.summary());
    await expect(feed.pages()[Symbol.asyncIterator]().next()).rejects.toThrow('once');
  });

  it('gives the same rows in whatever pieces the bytes come', async () => {
    const bytes = readFileSync(join(FIXTURES, 'hr-german.csv'));
    const whole = await readAll({ ...GERMAN, from: { tag: 'stdin' } }, inputOf(bytes));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 20 }), async (places) => {
        const at = places.sort((a, b) => a - b);
        const pieces = [0, ...at].map((from, index) => bytes.subarray(from, at[index] ?? bytes.length));

        expect(await readAll({ ...GERMAN, from: { tag: 'stdin' } }, inputOf(...pieces))).toEqual(whole);
      }),
      { seed: 12, numRuns: 200 },
    );
  });

  it('of the same people in CSV, JSON and JSON Lines gives the same profiles', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'é', ' ', ',', '"', '\n', '0') });
    const people = fc.array(fc.record({ title: text, city: text }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(people, async (given) => {
        const list = given.map((person, index) => ({ employeeid: `0${index}`, ...person }));
        const cell = (value: string): string => `"${value.replaceAll('"', '""')}"`;
        const profiles = async (feed: string) =>
          (await readAll(feedConfig(), inputOf(feed))).people.map(({ profile }) => profile);
        const csv = ['employeeid,title,city', ...list.map((row) => Object.values(row).map(cell).join(','))];
        const json = await profiles(JSON.stringify(list));

        expect(json).toHaveLength(list.length);
        expect(await profiles(`${csv.join('\n')}\n`)).toEqual(json);
        expect(await profiles(list.map((row) => `${JSON.stringify(row)}\n`).join(''))).toEqual(json);
      }),
      { seed: 12, numRuns: 200 },
    );
  });
});
