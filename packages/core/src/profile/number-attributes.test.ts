import { ExactNumber } from '../codec/exact-number';
import { withNumbers } from './number-attributes';

const urn = 'urn:example:params:scim:schemas:extension:hours:2.0:User';

it.each<[string, object, readonly string[], object]>([
  ['the text of a number', { grade: '7' }, ['grade'], { grade: 7 }],
  [
    'one with more digits than a number has',
    { grade: '12345678901234567891' },
    ['grade'],
    { grade: new ExactNumber('12345678901234567891') },
  ],
  [
    'what is none',
    { grade: 'seven', level: '007', room: '' },
    ['grade', 'level', 'room'],
    { grade: 'seven', level: '007', room: '' },
  ],
  ['what is not named', { grade: '7', room: '8' }, ['grade'], { grade: 7, room: '8' }],
  ['null, which clears', { grade: null }, ['grade'], { grade: null }],
  [
    'a part of an extension',
    { [urn]: { hours: '38.5', team: '1' } },
    [`${urn}.hours`],
    { [urn]: { hours: 38.5, team: '1' } },
  ],
  [
    'every element of a list',
    { shifts: [{ hours: '4' }, { hours: '6' }] },
    ['shifts.hours'],
    { shifts: [{ hours: 4 }, { hours: 6 }] },
  ],
  ['nothing where nothing is', {}, ['grade'], {}],
])('numbers: %s', (_, data, paths, expected) => {
  expect(withNumbers(data as never, paths)).toEqual(expected);
});
