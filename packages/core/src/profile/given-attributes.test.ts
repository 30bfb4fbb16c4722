import { atTheirPaths, givenAttributes, inParts } from './given-attributes';

const ATTRIBUTES = [
  'userName',
  'profile.login',
  'profile.name.first',
  'profile.name.last',
  'emails',
  'active.reason',
];

const given = (profile: object, keys: readonly string[] = Object.keys(profile)) => {
  const { known, unknown } = givenAttributes(ATTRIBUTES, profile as never, keys);
  return {
    known: Object.fromEntries(known.map(({ path, value }) => [path, value])),
    unknown: unknown.map(({ path }) => path),
  };
};

it.each<[string, object, object, readonly string[]]>([
  ['an attribute', { userName: 'jane' }, { userName: 'jane' }, []],
  [
    'an attribute that is an object or a list',
    { emails: [{ value: 'a' }] },
    { emails: [{ value: 'a' }] },
    [],
  ],
  ['an attribute inside an object', { profile: { login: 'jane' } }, { 'profile.login': 'jane' }, []],
  [
    'attributes two levels down, each under its own key',
    { profile: { name: { first: 'J', last: 'D' }, login: 'jane' } },
    { 'profile.name.first': 'J', 'profile.name.last': 'D', 'profile.login': 'jane' },
    [],
  ],
  ['a whole path as a key', { 'profile.login': 'jane' }, { 'profile.login': 'jane' }, []],
  [
    'a path through activity, which is none itself',
    { 'active.reason': 'leave' },
    { 'active.reason': 'leave' },
    [],
  ],
  ['activity, whatever is in it', { active: { reason: 'leave' } }, {}, ['active']],
  ['a key that is none', { nick: 'j' }, {}, ['nick']],
  ['a key with a dot that is none', { 'a.b': 'j' }, {}, ['a.b']],
  [
    'keys inside an object that are none',
    { profile: { nick: 'j', login: 'x' } },
    { 'profile.login': 'x' },
    ['profile.nick'],
  ],
  [
    'a key that belongs elsewhere',
    { profile: { first: 'J', name: { login: 'x' } } },
    {},
    ['profile.first', 'profile.name.login'],
  ],
  ['an object that is none, as a whole', { work: { place: { city: 'Ulm' } } }, {}, ['work']],
  ['a text where attributes are inside', { profile: 'jane' }, {}, ['profile']],
  [
    'activity, which no profile writes',
    { active: true, profile: { isActive: true } },
    {},
    ['active', 'profile.isActive'],
  ],
])('the attributes that a profile gives: %s', (_, profile, known, unknown) => {
  expect(given(profile)).toEqual({ known, unknown });
});

it('looks at the keys that are asked for, and no others', () => {
  expect(given({ userName: 'jane', nick: 'j' }, ['nick'])).toEqual({ known: {}, unknown: ['nick'] });
});

it('activity is no attribute even where the vendor has one of that name', () => {
  const { known, unknown } = givenAttributes(
    ['active', 'profile.active'],
    { active: true, profile: { active: false } },
    ['active', 'profile'],
  );
  expect([known, unknown.map(({ path }) => path)]).toEqual([[], ['active', 'profile.active']]);
});

it('is in parts where the mapper fills the object too, and whole where not', () => {
  const name = { path: 'name', keys: ['name'], value: { first: 'J', more: { a: 1, b: 2 } } };

  expect(
    inParts(name, { name: { last: 'D', more: { c: 3 } } }).map(({ path, value }) => [path, value]),
  ).toEqual([
    ['name.first', 'J'],
    ['name.more.a', 1],
    ['name.more.b', 2],
  ]);
  expect(inParts(name, { name: { last: 'D' } }).map(({ path }) => path)).toEqual(['name.first', 'name.more']);
  expect([inParts(name, {}), inParts(name, { name: 'J D' })]).toEqual([[name], [name]]);
  expect(inParts({ ...name, value: 'J' }, { name: { last: 'D' } })).toEqual([{ ...name, value: 'J' }]);
});

it('a key that is the whole path of an attribute goes to that path, any other stays', () => {
  expect(atTheirPaths({ 'profile.login': 'jane', 'profile.nick': 'j', userName: 'u' }, ATTRIBUTES)).toEqual({
    profile: { login: 'jane' },
    'profile.nick': 'j',
    userName: 'u',
  });
});
