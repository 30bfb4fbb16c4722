import { before, condition, peopleRules, row } from '../__fixtures__/people';
import type { PeopleRules } from '../config/lifecycle-config';
import type { FeedPerson } from '../feed/feed-row';
import { decide } from './decide';
import { DECISION_TABLE, type Before, type Now } from './decision-table';
import type { Decision, PreviousPerson } from './decision';

const NOW = new Date('2026-11-27T12:00:00Z');

type Expected = Omit<Decision, 'changed' | 'due'>;

type Case = readonly [
  line: number,
  what: string,
  current: FeedPerson | undefined,
  previous: PreviousPerson | undefined,
  expected: Expected,
  rules?: PeopleRules,
];

/** The decision without what other tests are about. */
const decided = (
  current: FeedPerson | undefined,
  previous: PreviousPerson | undefined,
  rules: PeopleRules = peopleRules(),
  now = NOW,
): Expected => {
  const { changed, due, ...rest } = decide(current, previous, now, rules);
  void [changed, due];
  return rest;
};

const PAST = '2020-01-01';
const FUTURE = '2027-01-11';
const ENDED = '2026-11-20';
const ENDS = '2026-12-31';

describe('each line of the table', () => {
  const employed = { hiredate: PAST };
  const ended = { hiredate: PAST, terminationdate: ENDED };
  const later = { hiredate: FUTURE };
  const backLater = { hiredate: FUTURE, terminationdate: ENDED };
  const onLeave = { hiredate: PAST, employmentstatus: 'Leave of Absence' };
  const endedText = [`terminationdate=${ENDED}`];
  const laterText = [`hiredate=${FUTURE}`];
  const pastText = [`hiredate=${PAST}`];
  const leaveText = ['employmentstatus=Leave of Absence'];
  const after = (afterDays: number): PeopleRules => peopleRules({ missing: { afterDays } });
  const held = 'missing from the feed: waits for an approval';
  const missing: Expected = {
    state: 'missing',
    event: 'missing',
    because: ['missing since 2026-11-27'],
    hold: held,
  };
  const leaver = { state: 'left', event: 'leaver' } as const;

  const cases: readonly Case[] = [
    [
      1,
      'HR drops a leaver',
      undefined,
      before('left', ended),
      { state: 'left', because: ['no longer in the feed'] },
    ],
    [
      2,
      'missing for three days',
      undefined,
      before('missing', employed, '2026-11-24T12:00:00.000Z'),
      { ...leaver, because: ['missing since 2026-11-24'] },
      after(3),
    ],
    [
      3,
      'missing for a millisecond less',
      undefined,
      before('missing', employed, '2026-11-24T12:00:00.001Z'),
      {
        state: 'missing',
        event: 'missing',
        because: ['missing since 2026-11-24'],
        hold: 'missing from the feed: a leaver from 2026-11-27T12:00:00.001Z unless the row comes back',
      },
      after(3),
    ],
    [
      3,
      'missing for years, where an approval is needed',
      undefined,
      before('missing', employed, '2020-01-01T00:00:00.000Z'),
      { ...missing, because: ['missing since 2020-01-01'] },
    ],
    [3, 'missing from today', undefined, before('active', employed), missing],
    [
      3,
      'missing, and was to leave',
      undefined,
      before('active', ended),
      { ...missing, because: ['missing since 2026-11-27', `the last row had terminationdate=${ENDED}`] },
    ],
    [3, 'missing from today while on leave', undefined, before('leave', onLeave), missing],
    [3, 'missing from today before the start', undefined, before('future', later), missing],
    [4, 'active, ended', row(ended), before('active', ended), { ...leaver, because: endedText }],
    [4, 'on leave, ended', row(ended), before('leave', ended), { ...leaver, because: endedText }],
    [
      4,
      'a hire that is withdrawn',
      row({ ...later, employmentstatus: 'Terminated' }),
      before('future', later),
      {
        ...leaver,
        because: ['employmentstatus=Terminated'],
        returns: '2027-01-10T23:00:00.000Z',
      },
    ],
    [
      4,
      'missing, and in the feed as ended',
      row(ended),
      before('missing', employed),
      { ...leaver, because: endedText },
    ],
    [4, 'seen for the first time, ended', row(ended), undefined, { ...leaver, because: endedText }],
    [5, 'left already', row(ended), before('left', ended), { state: 'left', because: endedText }],
    [
      5,
      'left already, and something changed',
      row({ ...ended, title: 'x' }),
      before('left', ended),
      { state: 'left', because: endedText },
    ],
    [
      6,
      'left, comes back later',
      row(backLater),
      before('left', ended),
      { state: 'left', because: laterText, returns: '2027-01-10T23:00:00.000Z' },
    ],
    [
      7,
      'the employment before the next one is over',
      row(backLater),
      before('active', backLater),
      { ...leaver, because: endedText, returns: '2027-01-10T23:00:00.000Z' },
    ],
    [
      7,
      'the same, seen late',
      row(backLater),
      before('active', employed),
      { ...leaver, because: endedText, returns: '2027-01-10T23:00:00.000Z' },
    ],
    [
      7,
      'the same, on leave',
      row(backLater),
      before('leave', employed),
      { ...leaver, because: endedText, returns: '2027-01-10T23:00:00.000Z' },
    ],
    [
      8,
      'the start moves behind today',
      row(later),
      before('active', employed),
      { state: 'future', event: 'postponed', because: laterText },
    ],
    [
      8,
      'the same, on leave',
      row(later),
      before('leave', employed),
      { state: 'future', event: 'postponed', because: laterText },
    ],
    [
      8,
      'the start of a former leaver moves',
      row(backLater),
      before('active', { hiredate: '2026-11-25', terminationdate: ENDED }),
      { state: 'future', event: 'postponed', because: laterText },
    ],
    [
      9,
      'missing, and in the feed as future',
      row(later),
      before('missing', later),
      { state: 'future', event: 'reappeared', because: laterText },
    ],
    [10, 'hired for later', row(later), undefined, { state: 'future', because: laterText }],
    [
      10,
      'waits',
      row({ ...later, title: 'x' }),
      before('future', later),
      { state: 'future', because: laterText },
    ],
    [
      11,
      'comes back by status',
      row({ hiredate: PAST, employmentstatus: 'Active' }),
      before('left', { hiredate: PAST, employmentstatus: 'Terminated' }),
      { state: 'active', event: 'rehire', because: ['employmentstatus=Active'] },
    ],
    [
      11,
      'comes back by date',
      row({ hiredate: '2026-11-25', terminationdate: ENDED }),
      before('left', ended),
      { state: 'active', event: 'rehire', because: ['hiredate=2026-11-25'] },
    ],
    [
      11,
      'comes back because the end date was taken away',
      row(employed),
      before('left', ended),
      { state: 'active', event: 'rehire', because: ['terminationdate is empty'] },
    ],
    [
      11,
      'comes back when the start has come',
      row({ hiredate: '2026-11-25', terminationdate: ENDED }),
      before('left', { hiredate: '2026-11-25', terminationdate: ENDED }),
      { state: 'active', event: 'rehire', because: ['hiredate=2026-11-25'] },
    ],
    [
      11,
      'comes back on leave',
      row(onLeave),
      before('left', ended),
      {
        state: 'leave',
        event: 'rehire',
        because: ['terminationdate is empty', 'employmentstatus=Leave of Absence'],
      },
    ],
    [
      12,
      'employed before by the dates of the row, new here',
      row({ hiredate: '2026-11-25', terminationdate: ENDED }),
      undefined,
      { state: 'active', event: 'rehire', because: ['hiredate=2026-11-25', `terminationdate=${ENDED}`] },
    ],
    [
      12,
      'the same, waited for',
      row({ hiredate: '2026-11-25', terminationdate: ENDED }),
      before('future', { hiredate: '2026-11-25', terminationdate: ENDED }),
      { state: 'active', event: 'rehire', because: ['hiredate=2026-11-25'] },
    ],
    [13, 'new', row(employed), undefined, { state: 'active', event: 'joiner', because: pastText }],
    [
      13,
      'new without a start date',
      row({}),
      undefined,
      { state: 'active', event: 'joiner', because: ['the feed has no start date'] },
    ],
    [13, 'new and on leave', row(onLeave), undefined, { state: 'leave', event: 'joiner', because: pastText }],
    [
      13,
      'the start has come',
      row({ hiredate: '2026-11-27' }),
      before('future', { hiredate: '2026-11-27' }),
      { state: 'active', event: 'joiner', because: ['hiredate=2026-11-27'] },
    ],
    [
      14,
      'in the feed again',
      row({ ...employed, title: 'x' }),
      before('missing', employed),
      { state: 'active', event: 'reappeared', because: ['in the feed again'] },
    ],
    [
      14,
      'in the feed again, on leave',
      row(onLeave),
      before('missing', employed),
      { state: 'leave', event: 'reappeared', because: ['in the feed again'] },
    ],
    [
      15,
      'goes on leave',
      row(onLeave),
      before('active', employed),
      { state: 'leave', event: 'leave', because: leaveText },
    ],
    [
      16,
      'comes back from leave',
      row({ ...employed, employmentstatus: 'Active' }),
      before('leave', onLeave),
      { state: 'active', event: 'returned', because: ['employmentstatus=Active'] },
    ],
    [
      17,
      'moves',
      row({ ...employed, title: 'x', city: 'y' }),
      before('active', employed),
      { state: 'active', event: 'mover', because: ['city', 'title'] },
    ],
    [
      17,
      'moves while on leave',
      row({ ...onLeave, title: 'x' }),
      before('leave', onLeave),
      { state: 'leave', event: 'mover', because: ['title'] },
    ],
    [18, 'nothing', row(employed), before('active', employed), { state: 'active', because: [] }],
    [18, 'nothing, on leave', row(onLeave), before('leave', onLeave), { state: 'leave', because: leaveText }],
  ];

  for (const [line, what, current, previous, expected, rules] of cases) {
    it(`line ${line}: ${what}`, () => {
      expect(decided(current, previous, rules)).toEqual(expected);
    });
  }

  it('has a case for each line', () => {
    expect([...new Set(cases.map(([line]) => line))]).toEqual(
      DECISION_TABLE.map((_line, index) => index + 1),
    );
  });

  it('decides otherwise without any one of its lines', () => {
    const needed = DECISION_TABLE.map((_line, index) => {
      let decideWithout = decide;
      jest.isolateModules(() => {
        jest.doMock('./decision-table', () => ({
          DECISION_TABLE: DECISION_TABLE.filter((_one, at) => at !== index),
        }));
        ({ decide: decideWithout } = jest.requireActual<typeof import('./decide')>('./decide'));
      });
      jest.dontMock('./decision-table');
      return cases.some(([line, , current, previous, { state, event, because }, rules]) => {
        if (line !== index + 1) {
          return false;
        }
        try {
          const other = decideWithout(current, previous, NOW, rules ?? peopleRules());
          return (
            JSON.stringify([other.state, other.event, other.because]) !==
            JSON.stringify([state, event, because])
          );
        } catch {
          return true;
        }
      });
    });
    expect(needed).toEqual(DECISION_TABLE.map(() => true));
  });

  it('has a line for everybody, without a further question', () => {
    const nows: readonly Now[] = ['gone', 'ended', 'future', 'leave', 'active'];
    const befores: readonly Before[] = ['new', 'future', 'active', 'leave', 'left', 'missing'];
    for (const now of nows) {
      for (const was of befores) {
        expect(
          DECISION_TABLE.some(
            (line) => line.now.includes(now) && line.before.includes(was) && line.and === undefined,
          ),
        ).toBe(true);
      }
    }
  });
});

describe('the end of the employment', () => {
  const at = (instant: string, rules: PeopleRules, zone = 'Europe/Berlin') =>
    decided(
      row({ hiredate: PAST, terminationdate: ENDS }, zone),
      before('active', { hiredate: PAST, terminationdate: ENDS }),
      rules,
      new Date(instant),
    ).state;
  const leaves = (edge: 'start-of-day' | 'end-of-day', daysAfter = 0): PeopleRules =>
    peopleRules({ leaves: { date: 'terminationdate', at: edge, daysAfter } });

  it('is the end of the last day where the person is', () => {
    expect(at('2026-12-31T22:59:59.999Z', leaves('end-of-day'))).toBe('active');
    expect(at('2026-12-31T23:00:00.000Z', leaves('end-of-day'))).toBe('left');
    expect(at('2026-12-31T18:14:59.999Z', leaves('end-of-day'), 'Asia/Kathmandu')).toBe('active');
    expect(at('2026-12-31T18:15:00.000Z', leaves('end-of-day'), 'Asia/Kathmandu')).toBe('left');
  });

  it('is the start of the last day where the rule says so', () => {
    expect(at('2026-12-30T22:59:59.999Z', leaves('start-of-day'))).toBe('active');
    expect(at('2026-12-30T23:00:00.000Z', leaves('start-of-day'))).toBe('left');
  });

  it('is whole days later where the rule says so, across a change of the clock', () => {
    const march = (instant: string) =>
      decided(
        row({ terminationdate: '2026-03-27' }),
        before('active', {}),
        leaves('end-of-day', 2),
        new Date(instant),
      ).state;
    expect(march('2026-03-29T21:59:59.999Z')).toBe('active');
    expect(march('2026-03-29T22:00:00.000Z')).toBe('left');
  });

  it('is not moved by a day that the zone skipped', () => {
    const apia = (instant: string, day: string) =>
      decided(
        row({ terminationdate: day }, 'Pacific/Apia'),
        before('active', {}),
        peopleRules(),
        new Date(instant),
      ).state;
    expect(apia('2011-12-30T09:59:59.999Z', '2011-12-29')).toBe('active');
    expect(apia('2011-12-30T10:00:00.000Z', '2011-12-29')).toBe('left');
    expect(apia('2011-12-30T10:00:00.000Z', '2011-12-30')).toBe('left');
    expect(apia('2011-12-30T10:00:00.000Z', '2011-12-31')).toBe('active');
  });

  it('is decided by the date where the row has one, whatever the status says', () => {
    expect(
      decided(row({ terminationdate: ENDS, employmentstatus: 'Terminated' }), before('active')).state,
    ).toBe('active');
    expect(decided(row({ terminationdate: ENDED, employmentstatus: 'Active' }), before('active')).state).toBe(
      'left',
    );
  });

  it('is decided by the status at once where the row has no date, or no date is asked for', () => {
    expect(decided(row({ employmentstatus: 'Terminated' }), before('active')).state).toBe('left');
    const { leaves: _none, ...others } = peopleRules();
    expect(decided(row({ terminationdate: ENDED }), before('active'), others)).toMatchObject({
      state: 'active',
    });
    expect(
      decided(row({ terminationdate: ENDS, employmentstatus: 'Terminated' }), before('active'), others),
    ).toMatchObject({ state: 'left' });
  });

  it('belongs to an earlier employment where it lies before the start, and the status tells of the present one', () => {
    const rehired = { hiredate: '2026-11-25', terminationdate: ENDED };
    expect(decided(row(rehired), before('active', rehired)).state).toBe('active');
    expect(
      decided(row({ ...rehired, employmentstatus: 'Terminated' }), before('active', rehired)).state,
    ).toBe('left');
  });

  it('on the day of the start is the end of the employment that starts', () => {
    const oneDay = { hiredate: ENDED, terminationdate: ENDED };
    expect(decided(row(oneDay), before('active', oneDay)).state).toBe('left');
  });
});

describe('a contract that is renewed', () => {
  const renewed = { hiredate: FUTURE, terminationdate: ENDS };
  const seamless = { hiredate: '2027-01-01', terminationdate: ENDS };

  it('keeps the person in until the last day of the present one', () => {
    expect(decided(row(renewed), before('active', { hiredate: PAST }))).toMatchObject({
      state: 'active',
      event: 'mover',
    });
    expect(
      decided(row(renewed), before('active', renewed), peopleRules(), new Date('2026-12-31T22:59:59.999Z'))
        .state,
    ).toBe('active');
    expect(
      decided(row(renewed), before('active', renewed), peopleRules(), new Date('2026-12-31T23:00:00.000Z'))
        .event,
    ).toBe('leaver');
    expect(
      decided(row({ ...renewed, employmentstatus: 'Leave of Absence' }), before('leave', renewed)),
    ).toMatchObject({ state: 'leave' });
    expect(
      decided(row({ ...renewed, employmentstatus: 'Terminated' }), before('active', renewed)),
    ).toMatchObject({ state: 'active' });
  });

  it('never ends where the next one begins the day after', () => {
    for (const instant of ['2026-12-31T22:59:59.999Z', '2026-12-31T23:00:00.000Z']) {
      expect(decided(row(seamless), before('active', seamless), peopleRules(), new Date(instant))).toEqual({
        state: 'active',
        because: [],
      });
    }
  });

  it('does not let a person in early who was not in', () => {
    for (const previous of [undefined, before('future', renewed)]) {
      expect(decided(row(renewed), previous).state).toBe('future');
    }
    expect(decided(row(renewed), before('left', renewed)).state).toBe('left');
  });
});

describe('the start', () => {
  it('is the start of the day where the person is, or some days before', () => {
    const at = (instant: string, daysBefore: number, zone = 'Europe/Berlin') =>
      decided(
        row({ hiredate: FUTURE }, zone),
        undefined,
        peopleRules({ joins: { date: 'hiredate', daysBefore } }),
        new Date(instant),
      ).state;
    expect(at('2027-01-10T22:59:59.999Z', 0)).toBe('future');
    expect(at('2027-01-10T23:00:00.000Z', 0)).toBe('active');
    expect(at('2027-01-07T22:59:59.999Z', 3)).toBe('future');
    expect(at('2027-01-07T23:00:00.000Z', 3)).toBe('active');
    expect(at('2018-11-04T02:59:59.999Z', 0, 'America/Sao_Paulo')).toBe('future');
  });
});

describe('a date that is none', () => {
  it.each([
    ['hiredate', { hiredate: '27.11.2026' }],
    ['terminationdate', { terminationdate: 'soon' }],
    ['terminationdate', { terminationdate: 20261127 }],
  ])('holds the person as they were: %s', (key, profile) => {
    const hold = `${key} is not a date (yyyy-MM-dd): nothing is decided upon it`;
    expect(decided(row(profile), before('active'))).toEqual({ state: 'active', because: [], hold });
    expect(decided(row(profile), undefined)).toEqual({ state: 'future', because: [], hold });
  });
});

describe('due', () => {
  const dueOf = (
    current: FeedPerson | undefined,
    previous: PreviousPerson | undefined,
    rules = peopleRules(),
  ) => decide(current, previous, NOW, rules).due;

  it('is the start, then the end', () => {
    expect(dueOf(row({ hiredate: FUTURE, terminationdate: '2027-02-01' }), undefined)).toBe(
      '2027-01-10T23:00:00.000Z',
    );
    expect(dueOf(row({ hiredate: PAST, terminationdate: ENDS }), before('active'))).toBe(
      '2026-12-31T23:00:00.000Z',
    );
  });

  it('is nothing where time changes nothing', () => {
    expect(dueOf(row({ hiredate: PAST }), before('active'))).toBeUndefined();
    expect(dueOf(row({ hiredate: PAST, terminationdate: ENDED }), before('left'))).toBeUndefined();
    expect(dueOf(row({ hiredate: '2027-01-01', terminationdate: ENDS }), before('active'))).toBeUndefined();
    expect(dueOf(row({ hiredate: PAST, terminationdate: '9999-12-31' }), before('active'))).toBeUndefined();
    expect(dueOf(undefined, before('active'))).toBeUndefined();
  });

  it('is the day on which a missing person becomes a leaver', () => {
    const rules = peopleRules({ missing: { afterDays: 3 } });
    expect(dueOf(undefined, before('active'), rules)).toBe('2026-11-30T12:00:00.000Z');
    expect(dueOf(undefined, before('missing', {}, '2026-11-26T00:00:00.000Z'), rules)).toBe(
      '2026-11-29T00:00:00.000Z',
    );
  });

  it('is where a condition turns', () => {
    const rules = peopleRules({
      left: condition('lastdayofwork < now'),
      onLeave: condition('lastdayofwork <= now + duration("24h")'),
    });
    const leaving = row({ lastdayofwork: '2026-12-10' });
    expect(dueOf(leaving, before('active', leaving.profile), rules)).toBe('2026-12-08T23:00:00.000Z');
    expect(
      decide(leaving, before('leave', leaving.profile), new Date('2026-12-08T23:00:00.000Z'), rules).due,
    ).toBe('2026-12-09T23:00:00.001Z');
  });
});

it('tells what changed, whatever the order of keys and the form of nothing', () => {
  const { changed } = decide(
    row({
      title: '',
      city: null,
      address: { b: 1, a: '' },
      list: [1, { x: null }],
      department: 'IT',
      gone: undefined,
    }),
    before('active', { address: { a: null, b: 1 }, list: [1, {}], surname: 'Doe', gone: '' }),
    NOW,
    peopleRules(),
  );
  expect(changed).toEqual(['department', 'surname']);
  const other = decide(
    row({ list: [1], zeros: '007', deep: { a: 1 } }),
    before('active', { list: [1, 2], zeros: '7', deep: { a: 2 } }),
    NOW,
    peopleRules(),
  );
  expect(other.changed).toEqual(['deep', 'list', 'zeros']);
});

it('takes a condition whose keys are not known by its text', () => {
  const left = { text: 'it is so', path: 'lifecycle.people.left', holds: () => true };
  expect(decided(row({}), before('active'), peopleRules({ left })).because).toEqual(['it is so']);
});
