import {
  attributeName,
  changedAt,
  hasAt,
  isPartOf,
  keysOf,
  leavesOf,
  pathOf,
  valueAt,
  withoutValueAt,
  withValueAt,
} from './attribute-path';

const URN = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const URN_OF_VERSION_1 = 'urn:scim:schemas:extension:enterprise:1.0';

describe('a path', () => {
  it.each<[string, unknown]>([
    ['profile.login', 'jane'],
    ['profile.none', undefined],
    ['profile.__proto__', undefined],
    ['a\\.b', 'dotted'],
    [`${URN}.manager.value`, '7'],
    [URN_OF_VERSION_1, { department: 'IT' }],
    [`${URN_OF_VERSION_1}.department`, 'IT'],
    ['emails[work].value', 'w@x'],
    ['emails.value', ['h@x', 'w@x']],
  ])('%s reads the value there', (path, value) => {
    const data = {
      profile: { login: 'jane' },
      'a.b': 'dotted',
      [URN]: { manager: { value: '7' } },
      [URN_OF_VERSION_1]: { department: 'IT' },
      emails: [
        { type: 'home', value: 'h@x' },
        { type: 'work', value: 'w@x' },
      ],
    };
    expect(valueAt(data, path)).toEqual(value);
  });

  it.each([
    ['profile.login', 'login'],
    ['emails[primary work].value', 'emails'],
    ['emails.value', 'emails'],
    [`${URN}.employeeNumber`, 'employeeNumber'],
    ['value', 'value'],
  ])('%s is of the attribute %s', (path, name) => {
    expect(attributeName(path)).toBe(name);
  });

  it.each([
    ['emails[primary work].value', 'emails', true],
    ['emails[primary work].value', 'emails.value', true],
    ['emails[primary work].value', 'emails[primary].value', true],
    ['emails[work].display', 'emails.value', false],
    ['emails[primary work].value', 'emails.display', false],
    ['emails[home].value', 'emails[work].value', false],
    ['emails.value', 'emails[work].value', true],
    ['emails[work].value', 'emails[primary].value', true],
    ['emails[primary].value', 'emails[work].value', true],
    ['emails[work].value', 'emails[0].value', true],
    ['emails[primary].value', 'emails[primary work].display', false],
    ['profile.login', 'profile', true],
    ['profile.login', 'profile.log', false],
    ['profile', 'profile.login', false],
    ['emailsx', 'emails', false],
    ['no [path', 'no', false],
  ])('%s is a part of %s: %s', (target, attribute, is) => {
    expect(isPartOf(target, attribute)).toBe(is);
  });

  it.each([[['a.b', 'c']], [[URN, 'manager', 'value']], [['x[y]', 'z\\']], [['plain']]])(
    'of the keys %j leads to them again',
    (keys) => {
      expect(keysOf(pathOf(keys))).toEqual(keys);
    },
  );
});

it('sets a value beside others, and into no prototype', () => {
  const data = { profile: { login: 'jane' } };
  expect(withValueAt(data, ['profile', 'title'], 'Boss')).toEqual({
    profile: { login: 'jane', title: 'Boss' },
  });
  withValueAt({}, ['__proto__', 'polluted'], 'yes');
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  expect(data).toEqual({ profile: { login: 'jane' } });
});

it('changes every element of a list and creates nothing', () => {
  const shout = (value: unknown): unknown => String(value).toUpperCase();
  expect(changedAt({ list: [{ a: 'x' }, {}] }, ['list', 'a'], shout)).toEqual({ list: [{ a: 'X' }, {}] });
  expect(changedAt({}, ['list', 'a'], shout)).toEqual({});
});

it('lists the leaves of a change: values, lists and empty objects', () => {
  expect(leavesOf({ profile: { title: null, tags: [] }, name: {} })).toEqual([
    ['profile', 'title'],
    ['profile', 'tags'],
    ['name'],
  ]);
  expect(hasAt({ profile: { title: null } }, ['profile', 'title'])).toBe(true);
  expect(hasAt({ profile: 'x' }, ['profile', 'length'])).toBe(false);
});

it('the version of a URN may have any number of digits', () => {
  expect(keysOf('urn:scim:x:12.10.department')).toEqual(['urn:scim:x:12.10', 'department']);
  expect(keysOf('urn:scim:x:12.10')).toEqual(['urn:scim:x:12.10']);
  expect(keysOf('urn:scim:x:1.20.3.department')).toEqual(['urn:scim:x:1.20.3', 'department']);
  expect(keysOf('urn:scim:x:1.20.3')).toEqual(['urn:scim:x:1.20.3']);
  expect(keysOf('urn:scim:x:7.department')).toEqual(['urn:scim:x:7', 'department']);
});

it('a URN ends at the first dot where no version stands', () => {
  expect(keysOf('urn:scim:x:v1.2.name')).toEqual(['urn:scim:x:v1', '2', 'name']);
  expect(keysOf('urn:scim:x:1.0a.name')).toEqual(['urn:scim:x:1', '0a', 'name']);
});

it('a key called __proto__ is one like any other, also when it is written again', () => {
  const first = withValueAt({}, ['__proto__', 'a'], 1);
  expect(JSON.stringify(first)).toBe('{"__proto__":{"a":1}}');
  expect(JSON.stringify(withValueAt(first, ['__proto__', 'b'], 2))).toBe('{"__proto__":{"a":1,"b":2}}');
});

it.each([
  [['urn:acme:1.0:Ext', 'a'], 'urn:acme:1.0:Ext.a'],
  [['URN:acme:1.0:Ext'], 'URN:acme:1.0:Ext'],
  [['a', 'urn:acme:1.0:Ext'], 'a.urn:acme:1\\.0:Ext'],
  [['xurn:a.b'], 'xurn:a\\.b'],
  [['a[b]', 'c'], 'a\\[b\\].c'],
  [['a\\.b'], 'a\\\\\\.b'],
  [['a\\b'], 'a\\b'],
])('the path of the keys %j', (keys, path) => {
  expect(pathOf(keys)).toBe(path);
  expect(keysOf(path)).toEqual(keys);
});

it('takes a value out, and what held nothing else', () => {
  const data = { title: 'Boss', urn: { manager: { value: '7' }, unit: 'x' }, list: [{ value: '1' }] };
  const without = (...keys: readonly string[]) => withoutValueAt(data, keys);
  expect(without('title')).toEqual({ urn: data.urn, list: data.list });
  expect(without('urn', 'manager', 'value')).toEqual({ ...data, urn: { unit: 'x' } });
  expect(withoutValueAt({ urn: { manager: { value: '7' } } }, ['urn', 'manager', 'value'])).toEqual({});
  for (const keys of [['absent'], ['urn', 'absent'], ['title', 'below'], ['list', 'value'], []]) {
    expect(without(...keys)).toBe(data);
  }
});
