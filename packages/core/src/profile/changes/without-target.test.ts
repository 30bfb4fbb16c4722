import { withoutTarget } from './without-target';

it.each<[string, string, object, object]>([
  ['a key', 'userName', { userName: 'x', title: 'y' }, { title: 'y' }],
  [
    'a nested key',
    'name.formatted',
    { name: { formatted: 'x', givenName: 'J' } },
    { name: { givenName: 'J' } },
  ],
  [
    'an object that holds nothing else',
    'name.formatted',
    { name: { formatted: 'x' }, title: 'y' },
    { title: 'y' },
  ],
  ['the last value of all', 'userName', { userName: 'x' }, {}],
  [
    'a key of an extension',
    'urn:a:2.0:User.department',
    { 'urn:a:2.0:User': { department: 'x', division: 'y' } },
    { 'urn:a:2.0:User': { division: 'y' } },
  ],
  [
    'a field of an element',
    'addresses[work].locality',
    { addresses: [{ type: 'work', locality: 'x', region: 'y' }] },
    { addresses: [{ type: 'work', region: 'y' }] },
  ],
  [
    'an element of which only its labels are left',
    'emails[primary work].value',
    {
      emails: [
        { type: 'work', primary: true, value: 'x' },
        { type: 'home', value: 'y' },
      ],
    },
    { emails: [{ type: 'home', value: 'y' }] },
  ],
  [
    'a whole element',
    'emails[work]',
    {
      emails: [
        { type: 'work', value: 'x' },
        { type: 'home', value: 'y' },
      ],
    },
    { emails: [{ type: 'home', value: 'y' }] },
  ],
  ['a list of which nothing is left', 'emails[work].value', { emails: [{ type: 'work', value: 'x' }] }, {}],
  [
    'nothing where nothing is',
    'name.formatted',
    { title: 'y', nickName: null },
    { title: 'y', nickName: null },
  ],
  [
    'nothing of a list that is one text',
    'emails[work].value',
    { emails: 'ann@x.example' },
    { emails: 'ann@x.example' },
  ],
  [
    'nothing of elements that are texts or of no type',
    'emails[work].value',
    { emails: ['ann@x.example', { value: 'x' }, { value: 'y', type: 'work' }] },
    { emails: ['ann@x.example', { value: 'x' }] },
  ],
  ['nothing of an object that was cleared', 'name.formatted', { name: null }, { name: null }],
])('takes out %s', (_, target, data, expected) => {
  expect(withoutTarget(data as never, target)).toStrictEqual(expected);
});

it('throws for a path that cannot be parsed', () => {
  expect(() => withoutTarget({}, 'a..b')).toThrow('a..b');
});
