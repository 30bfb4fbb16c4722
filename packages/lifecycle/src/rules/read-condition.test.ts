import { condition } from '../__fixtures__/people';
import { KNOWN_KEYS } from './known-keys';
import { FUNCTIONS } from './language';
import { conditionReader } from './read-condition';

const read = conditionReader({
  keys: [...KNOWN_KEYS, 'badge', 'bad-name'],
  dateKeys: ['hiredate'],
  zone: 'Europe/Berlin',
});

const problemOf = (text: string): string => {
  const found = read(text, 'lifecycle.protected[0]');
  return found._tag === 'Left' ? found.left : 'no problem';
};

const NOW = new Date('2026-11-27T12:00:00Z');

const holds = (text: string, profile: Readonly<Record<string, unknown>> = {}, zone?: string): boolean =>
  condition(text).holds({ profile, now: NOW, ...(zone === undefined ? {} : { zone }) });

describe('a mistake of the file', () => {
  it.each([
    [
      'deparment == "Sales"',
      'column 1: there is no key "deparment"; did you mean department? A key of your own is declared in feed.columns',
    ],
    [
      'city == "Rome" ||\n  deparment == "Sales"',
      'line 2, column 3: there is no key "deparment"; did you mean department? A key of your own is declared in feed.columns',
    ],
    ['xyz == "Sales"', 'column 1: there is no key "xyz". A key of your own is declared in feed.columns'],
    [
      'nows > hiredate',
      'column 1: there is no key "nows"; did you mean now? A key of your own is declared in feed.columns',
    ],
    ['department', 'must be true or false, and this is text'],
    ['size(department)', 'must be true or false, and this is whole number'],
    ['department == 1', 'column 1: cannot be compared or combined: text == whole number'],
    ['hiredate < "2026-01-01"', 'column 1: cannot be compared or combined: date < text'],
    ['department == null', 'column 1: cannot be compared or combined: text == null'],
    ['department ==', 'column 14: unexpected token: EOF'],
    ['', 'column 1: unexpected token: EOF'],
    [
      'department.startsWith(1)',
      "column 1: found no matching overload for 'text.startsWith(whole number)'; there is text.startsWith(text)",
    ],
    [
      'department.lowerAsci() == "a"',
      "column 1: found no matching overload for 'text.lowerAsci()'; there is text.lowerAscii()",
    ],
  ])('%j: %s', (text, expected) => {
    expect(problemOf(text)).toBe(expected);
  });

  it.each([
    [
      'int(department) == 1',
      'int() is not possible in a condition, because it can fail for some row; there are: startsWith',
    ],
    ['dyn(department) == 1', 'dyn() is not possible'],
    ['string(1) == "1"', 'string() is not possible'],
    ['department.substring(3) == "a"', 'substring() is not possible'],
    ['hiredate.getFullYear() == 2026', 'getFullYear() is not possible'],
    ['department.split(",")[0] == "a"', 'an element of a list by its number'],
    ['department.split(",", 2) == ["a"]', 'split() is not possible'],
    ['has(department.x)', 'a part of a value (.)'],
    ['{"a": 1}.size() == 1', 'a map ({ })'],
    ['size(department) + 1 == 2', 'arithmetic'],
    ['size(department) - 1 == 2', 'arithmetic'],
    ['size(department) / 0 == 2', 'division'],
    ['size(department) % 0 == 2', 'a remainder'],
    ['size(department) * 2 == 2', 'multiplication'],
    ['["a"] + ["b"] == ["a"]', 'arithmetic'],
    ['now - hiredate > duration("1h")', 'one date minus another is not possible: compare them'],
    ['(department == "" ? now : hiredate) < now', 'a date that is chosen by ? :'],
    ['hiredate in [now]', 'a list of dates'],
    ['b"a" == b"b"', 'null and bytes'],
    ['1u == 1u', 'null and bytes'],
    ['null == null', 'null and bytes'],
    ['date("2026-02-30") < now', 'date() takes a day of the calendar'],
    ['date(department) < now', 'date() takes a text that stands in the condition itself'],
    ['duration("3d") > duration("1h")', 'duration() cannot read "3d"'],
    ['duration(department) > duration("1h")', 'duration() takes a text that stands in the condition itself'],
    ['timestamp("yesterday") < now', 'timestamp() cannot read "yesterday"'],
    ['timestamp(1) < now', 'timestamp() takes a text'],
    ['department.matches("(a")', 'cannot be read (RE2 syntax)'],
    ['department.matches("(?=a)")', 'cannot be read (RE2 syntax)'],
    ['department.matches(city)', 'matches() takes a text that stands in the condition itself'],
    ['cel.bind(x, department, x == "a")', 'bind() is not possible'],
    ['["a"].exists_one(x, x == department)', 'exists_one() is not possible'],
  ])('%j can fail for some row, so it is refused: %s', (text, expected) => {
    expect(problemOf(text)).toMatch(/^column \d+: /);
    expect(problemOf(text)).toContain(expected);
  });

  it('refuses what is too long or too nested to be written by hand', () => {
    expect(problemOf(`"${'a'.repeat(10_000)}" == city`)).toBe('is longer than 10000 characters');
    expect(problemOf('('.repeat(200) + 'true' + ')'.repeat(200))).toMatch(/^column \d+: /);
  });

  it('cannot name a key that is no name', () => {
    expect(problemOf('bad == ""')).toContain('there is no key "bad"');
    expect(problemOf('badge == ""')).toBe('no problem');
  });
});

describe('a condition', () => {
  it.each([
    ['department == "Sales"', true],
    ['department != "Sales"', false],
    ['department in ["Sales", "IT"]', true],
    ['department in ["IT"]', false],
    ['city in []', false],
    ['department.startsWith("Sa") && department.endsWith("es")', true],
    ['department.startsWith("es") || department.contains("al")', true],
    ['department.endsWith("Sa")', false],
    ['department.contains("x")', false],
    ['department.lowerAscii() == "sales"', true],
    ['department.upperAscii() == "SALES"', true],
    ['(" " + department + " ").trim() == "Sales"', true],
    ['size(department) == 5', true],
    ['department.size() >= 5', true],
    ['size(["a", "b"]) == 2', true],
    ['size("äöü😀") == 4', true],
    ['department.matches("^S[a-z]+$")', true],
    ['department.matches("ale")', true],
    ['department.matches("^ale")', false],
    ['!(department == "Sales")', false],
    ['department == "Sales" ? city == "" : false', true],
    ['department == "IT" ? true : city != ""', false],
    ['["Sa", "IT"].exists(x, department.startsWith(x))', true],
    ['["x", "IT"].exists(x, department.startsWith(x))', false],
    ['["S", "Sa"].all(x, department.startsWith(x))', true],
    ['["S", "a"].all(x, department.startsWith(x))', false],
    ['[["S"], ["a"]].exists(x, x == ["a"])', true],
    ['[["S"], ["a"]].exists(x, x == ["a", "b"])', false],
    ['[1, 2].exists(x, x == 2 && ["a"].all(y, y == "a"))', true],
    ['"A,B".split(",").exists(x, x == "B")', true],
    ['[department, city] == ["Sales", ""]', true],
    ['number(employeeid) >= 10', true],
    ['number(employeeid) == 42.0', true],
    ['number(employeeid) > 41.5 && -1 < 0 && 1 in [1, 2]', true],
    ['number(department) >= 0 || number(department) < 0 || number(city) == 0.0', false],
    ['hiredate < now', true],
    ['hiredate == date("2026-11-20")', true],
    ['hiredate != date("2026-11-20")', false],
    ['hiredate <= date("2026-11-20") && hiredate >= date("2026-11-20")', true],
    ['hiredate < date("2026-11-20") || hiredate > date("2026-11-20")', false],
    ['hiredate == timestamp("2026-11-19T23:00:00Z")', true],
    ['hiredate > now - duration("240h")', true],
    ['hiredate + duration("168h") > now', false],
    ['duration("1h") + duration("30m") == duration("90m")', true],
    ['duration("1h") - duration("30m") < duration("31m")', true],
    ['known(hiredate) && !known(terminationdate)', true],
  ])('%s is %s', (text, expected) => {
    expect(holds(text, { department: 'Sales', employeeid: '42', hiredate: '2026-11-20' })).toBe(expected);
  });

  it('sees an absent key, null and the empty text alike', () => {
    for (const profile of [{}, { department: null }, { department: undefined }, { department: '' }]) {
      expect(holds('department == ""', profile)).toBe(true);
      expect(holds('department != "" || department in ["Sales"]', profile)).toBe(false);
    }
  });

  it('compares an absent date false with everything, so that only "not" turns it around', () => {
    for (const comparison of ['<', '<=', '>', '>=', '==']) {
      expect(holds(`hiredate ${comparison} now`)).toBe(false);
      expect(holds(`now ${comparison} hiredate + duration("1h")`)).toBe(false);
    }
    expect(holds('hiredate == hiredate')).toBe(false);
    expect(holds('hiredate != now')).toBe(true);
    expect(holds('!(hiredate < now)')).toBe(true);
    expect(holds('known(hiredate) && !(hiredate < now)')).toBe(false);
    expect(holds('hiredate < now', { hiredate: 'soon' })).toBe(false);
  });

  it('sees numbers and truth values as text, and leaves zeros where they are', () => {
    expect(holds('employeeid == "007"', { employeeid: '007' })).toBe(true);
    expect(holds('employeeid == "7"', { employeeid: 7 })).toBe(true);
    expect(holds('prehireflag == "true"', { prehireflag: true })).toBe(true);
    expect(holds('title == "[\\"a\\"]"', { title: ['a'] })).toBe(true);
  });

  it('takes dates as the beginning of the day where the person is, else where the feed is', () => {
    const text = 'hiredate == timestamp("2026-11-19T18:15:00Z")';
    expect(holds(text, { hiredate: '2026-11-20' }, 'Asia/Kathmandu')).toBe(true);
    expect(holds('hiredate == date("2026-11-20")', { hiredate: '2026-11-20' }, 'Asia/Kathmandu')).toBe(true);
    expect(holds('hiredate == timestamp("2026-11-19T23:00:00Z")', { hiredate: '2026-11-20' })).toBe(true);
  });

  it('names the keys that it reads, once each', () => {
    expect(
      condition(
        'department == "a" && city == "b" || department == now + ""'.replace(' == now + ""', ' == "c"'),
      ).keys,
    ).toEqual(['department', 'city']);
    expect(condition('["a"].exists(x, x == title)').keys).toEqual(['title']);
  });

  it('takes time in proportion to the text, whatever the pattern', () => {
    // Backtracking would need 2^50000 steps here.
    expect(holds('title.matches("^(a+)+$")', { title: `${'a'.repeat(50_000)}b` })).toBe(false);
  });

  it('knows when it may turn', () => {
    const turns = condition(
      'hiredate < now + duration("72h") && now < terminationdate && hiredate < terminationdate',
    ).turns;
    expect(
      turns?.({ profile: { hiredate: '2026-12-10' }, now: NOW }).map((at) => new Date(at).toISOString()),
    ).toEqual(['2026-12-06T23:00:00.000Z', '2026-12-06T23:00:00.001Z']);
  });
});

it('documents every function that there is, by a form that can be read', () => {
  for (const { form } of Object.values(FUNCTIONS)) {
    const example = form
      .replace(/^text\./, 'title.')
      .replace(/^list\.(\w+)\(.*\)/, '["a"].$1(x, x == title)')
      .replace(/\(text\)/, '(title)')
      .replace(/\(date\)/, '(hiredate)');
    const uses = [
      `${example}`,
      `${example} == ""`,
      `${example} == [""]`,
      `${example} > 1`,
      `${example} < now`,
      `${example} < duration("1h")`,
    ];
    expect(uses.map(problemOf)).toContain('no problem');
  }
});
