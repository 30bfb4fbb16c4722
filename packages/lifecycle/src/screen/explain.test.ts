import { before, row } from '../__fixtures__/people';
import { decodeLifecycle } from '../config/decode-lifecycle';
import { explain } from '../decide/explain';
import { explainLines } from './explain';

const NOW = new Date('2026-11-27T12:00:00Z');

const read = decodeLifecycle(
  {
    feed: { from: 'hr.csv', zone: 'Europe/Berlin' },
    people: {
      left: 'employmentstatus == "Terminated"',
      onLeave: 'employmentstatus == "Leave"',
      missing: { afterDays: 3 },
    },
    applications: [
      { instance: 'AWS', who: 'department in ["IT"]', groups: { Engineers: 'title.contains("Engineer")' } },
      { instance: 'Slack', who: 'hiredate < now + duration("72h")', whenLeaving: { deleteAfterDays: 30 } },
    ],
    protected: ['email == "root@example.com"'],
  },
  { instances: ['AWS', 'Slack'] },
);
if (read._tag === 'Left') {
  throw new Error(read.left.join('\n'));
}
const config = read.right;

const lines = (...[current, previous]: [Parameters<typeof explain>[1], Parameters<typeof explain>[2]]) =>
  explainLines(explain('E1', current, previous, NOW, config));

it('says of a mover which rule gave what', () => {
  const profile = {
    department: 'IT',
    title: 'Engineer',
    hiredate: '2020-01-01',
    terminationdate: '2026-12-31',
  };
  expect(lines(row(profile), before('active', { ...profile, title: 'Writer' }))).toEqual([
    'E1: line 2 of the feed, time zone Europe/Berlin, decided for 2026-11-27T12:00:00.000Z',
    'before: active',
    'now: active, event mover (IAM - Update User), because title',
    'changed: title',
    'decided otherwise from: 2026-12-31T23:00:00.000Z',
    'dates: hiredate=2020-01-01, terminationdate=2026-12-31',
    'no   lifecycle.people.left: employmentstatus == "Terminated"  [employmentstatus is empty]',
    'no   lifecycle.people.onLeave: employmentstatus == "Leave"  [employmentstatus is empty]',
    'AWS: should have an account, enabled',
    '  yes  lifecycle.applications[0].who: department in ["IT"]  [department=IT]',
    '  group Engineers: yes  lifecycle.applications[0].groups.Engineers: title.contains("Engineer")  [title=Engineer]',
    'Slack: should have an account, enabled',
    '  yes  lifecycle.applications[1].who: hiredate < now + duration("72h")  [hiredate=2020-01-01]',
  ]);
});

it('explains a leaver who is protected and returns', () => {
  const profile = { email: 'root@example.com', hiredate: '2027-01-11', terminationdate: '2026-11-20' };
  expect(lines(row(profile), before('left', profile))).toEqual([
    'E1: line 2 of the feed, time zone Europe/Berlin, decided for 2026-11-27T12:00:00.000Z',
    'before: left',
    'now: left, nothing changed, because hiredate=2027-01-11',
    'comes back: 2027-01-10T23:00:00.000Z',
    'decided otherwise from: 2027-01-10T23:00:00.000Z',
    'dates: hiredate=2027-01-11, terminationdate=2026-11-20',
    'no   lifecycle.people.left: employmentstatus == "Terminated"  [employmentstatus is empty]',
    'no   lifecycle.people.onLeave: employmentstatus == "Leave"  [employmentstatus is empty]',
    'protected: nothing is done (lifecycle.protected[0]: email == "root@example.com")',
    'AWS: should have no account (left), disabled if there is one',
    '  no   lifecycle.applications[0].who: department in ["IT"]  [department is empty]',
    '  group Engineers: no   lifecycle.applications[0].groups.Engineers: title.contains("Engineer")  [title is empty]',
    'Slack: should have no account (left), disabled if there is one',
    '  no   lifecycle.applications[1].who: hiredate < now + duration("72h")  [hiredate=2027-01-11]',
  ]);
});

it('says what holds a person whose row is gone', () => {
  expect(lines(undefined, before('missing', { hiredate: '2026-11-29' }, '2026-11-26T00:00:00.000Z'))).toEqual(
    expect.arrayContaining([
      'E1: the feed has no row, time zone Europe/Berlin, decided for 2026-11-27T12:00:00.000Z',
      'before: missing since 2026-11-26T00:00:00.000Z',
      'now: missing, event missing (IAM - Terminate User), because missing since 2026-11-26',
      'held: missing from the feed: a leaver from 2026-11-29T00:00:00.000Z unless the row comes back',
      'AWS: should have no account (does not match who), disabled if there is one',
    ]),
  );
});

it('says of a new person who is not known, when the account will be deleted, and shows no control characters', () => {
  expect(lines(row({ terminationdate: '2026-11-20', department: 'I\u001b[2JT' }), undefined)).toEqual(
    expect.arrayContaining([
      'before: not known',
      'now: left, event leaver (IAM - Terminate User), because terminationdate=2026-11-20',
      'Slack: should have no account (left), disabled if there is one, deleted 30 days after',
    ]),
  );
  expect(lines(row({ department: 'I\u001b[2JT' }), undefined).join('')).not.toContain('\u001b');
});

it('says beside what should be what is known to be there', () => {
  const account = { vendorId: 'u1', active: false, disabledBy: 'hand', gone: false };
  const said = explainLines(explain('E1', row({ department: 'IT' }), undefined, NOW, config), [
    { ...account, app: 'AWS' },
    { ...account, app: 'Slack', disabledBy: '7' },
    { ...account, app: 'Slack', vendorId: 'u2', active: true, gone: true },
  ]);
  expect(said).toEqual(
    expect.arrayContaining([
      'AWS: should have an account, enabled',
      '  there is  u1, disabled (not by a plan)',
      '  there is  u1, disabled (by run 7)',
      '  there was  u2, not there any more',
    ]),
  );
});
