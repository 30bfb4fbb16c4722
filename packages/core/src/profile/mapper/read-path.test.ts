import * as E from 'fp-ts/Either';
import { parsePath, parsePlainPath } from './path';
import { readPath } from './read-path';

const person = {
  title: 'Lead',
  nick: '',
  left: null,
  hidden: false,
  many: Array.from({ length: 12 }, (_, index) => `v${index}`),
  floor: 0,
  'dotted.key': 'dotted',
  name: { givenName: 'Ann' },
  emails: [
    { value: 'home@x.com', type: 'home' },
    { value: 'work@x.com', type: 'Work', primary: true },
    { value: 'other@x.com', type: 'other' },
  ],
  phone: { value: '1', type: 'work' },
  teams: [{ roles: ['a', 'b'] }, {}, { roles: ['c'] }, [{ roles: 'd' }]],
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': {
    department: 'R&D',
    manager: { value: 'm-1' },
  },
};

const read = (parsed: ReturnType<typeof parsePath>): unknown => {
  if (E.isLeft(parsed)) {
    throw new Error(parsed.left);
  }
  return readPath(person, parsed.right);
};
const plain = (path: string): unknown => read(parsePlainPath(path));
const own = (path: string): unknown => read(parsePath(path));

describe('the paths of mapper files', () => {
  it.each([
    ['title', 'Lead'],
    ['name.givenName', 'Ann'],
    ['dotted\\.key', 'dotted'],
    ['emails.[0].value', 'home@x.com'],
    ['emails[0].value', 'home@x.com'],
    ['emails.[0:1].value', ['home@x.com', 'work@x.com']],
    ['many.[10]', 'v10'],
    ['many.[9:10]', ['v9', 'v10']],
    ['many.[2:2]', ['v2']],
    ['emails.[1:9].value', ['work@x.com', 'other@x.com']],
    ['emails.value', ['home@x.com', 'work@x.com', 'other@x.com']],
    ['teams.roles', ['a', 'b', 'c', 'd']],
    ['phone.[0].value', '1'],
    ['urn:ietf:params:scim:schemas:extension:enterprise:2\\.0:User.department', 'R&D'],
  ])('%s', (path, value) => {
    expect(plain(path)).toEqual(value);
  });

  it.each([
    'missing',
    'name.missing',
    'title.deeper',
    'emails.[7]',
    'emails.[7:9]',
    'emails.missing',
    'nick',
  ])('%s finds nothing', (path) => {
    expect(plain(path)).toBeUndefined();
  });

  it('keeps false and 0, and null with everything below it', () => {
    expect([plain('hidden'), plain('floor'), plain('left'), plain('left.below')]).toEqual([
      false,
      0,
      null,
      null,
    ]);
  });

  it.each([
    ['', 'the path is empty'],
    ['a..b', 'an empty part'],
    ['.a', 'empty part'],
    ['a.', 'empty part'],
    ['a.[x]', 'not an index'],
    ['a.[-1]', 'not an index'],
    ['a.[3:1]', 'not an index'],
    ['a.[x:1]', 'not an index'],
    ['a.[1:x]', 'not an index'],
    ['a.[1:2:3]', 'not an index'],
    ['a.[1:]', 'not an index'],
    ['a.[:1]', 'not an index'],
    ['a.[1x]', 'not an index'],
    ['a.[x1]', 'not an index'],
    ['a.[1234567890]', 'not an index'],
    ['emails[primary].value', 'not an index'],
    ['a.[0', '[ without a ]'],
    ['a]', 'near ]'],
    ['a.[0]b', 'near ]'],
    ['[0].a', 'starts with an index'],
    ['emails(val.primary == true)', 'query expressions'],
    ['a ${b}', 'whole path'],
    ['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User.department', '2\\.0'],
  ])('%j is refused', (path, why) => {
    expect(parsePlainPath(path)).toEqual(E.left(expect.stringContaining(why)));
  });
});

describe('the paths of our own form', () => {
  it.each([
    ['emails[primary].value', 'work@x.com'],
    ['emails[home].value', 'home@x.com'],
    ['emails[WORK].value', 'work@x.com'],
    ['emails[pager first].value', 'home@x.com'],
    ['emails[primary home].value', 'work@x.com'],
    ['emails[0].value', 'home@x.com'],
    ['phone[primary].value', '1'],
    ['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User.department', 'R&D'],
    ['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User.manager.value', 'm-1'],
  ])('%s', (path, value) => {
    expect(own(path)).toEqual(value);
  });

  it.each([
    ['\\.a', { '.a': 1 }],
    ['\\[a\\]', { '[a]': 1 }],
    ['\\\\a', { '\\a': 1 }],
    ['a\\.', { 'a.': 1 }],
    ['a\\b', { 'a\\b': 1 }],
    ['a\\', { 'a\\': 1 }],
    ['x.\\.a.b', { x: { '.a': { b: 1 } } }],
  ])('%j reads keys with the signs of a path', (text, data) => {
    const path = parsePath(text);
    expect(E.isRight(path) && readPath(data, path.right)).toBe(1);
  });

  it('a type that no element has finds nothing', () => {
    expect(own('emails[pager].value')).toBeUndefined();
  });

  const emails = [
    { value: 'none' },
    { value: 'h', type: 'home' },
    { value: 'hp', type: 'home', primary: true },
    { value: 'w', type: 'work' },
    { value: 'wp', type: 'work', primary: true },
  ];
  const without = (...values: readonly string[]) => emails.filter(({ value }) => !values.includes(value));

  it.each<[string, readonly unknown[], string | undefined]>([
    ['emails[primary work].value', emails, 'wp'],
    ['emails[primary home].value', emails, 'hp'],
    ['emails[primary].value', emails, 'hp'],
    ['emails[work].value', emails, 'w'],
    ['emails[primary work].value', without('wp'), 'hp'],
    ['emails[primary work].value', without('wp', 'hp'), 'w'],
    ['emails[primary work].value', without('wp', 'hp', 'w'), 'none'],
    ['emails[primary pager].value', emails, 'hp'],
    ['emails[pager].value', emails, undefined],
    ['emails[pager first].value', emails, 'none'],
    ['emails[work first].value', emails, 'w'],
  ])('%s of %j', (path, all, value) => {
    const parsed = parsePath(path);
    expect(E.isRight(parsed) && readPath({ emails: all }, parsed.right)).toBe(value);
  });

  it.each<[unknown, boolean]>([
    [true, true],
    ['true', true],
    ['TRUE', true],
    [false, false],
    ['false', false],
    ['', false],
    [1, false],
    [null, false],
    [['true'], false],
  ])('an element with primary %j is the primary one: %p', (primary, is) => {
    const path = parsePath('emails[primary].value');
    const data = { emails: [{ value: 'a' }, { value: 'b', primary }] };
    expect(E.isRight(path) && readPath(data, path.right)).toBe(is ? 'b' : 'a');
  });

  it('takes the first element when none is primary', () => {
    const path = parsePath('emails[primary].value');
    expect(E.isRight(path) && readPath({ emails: [{ value: 'a' }, { value: 'b' }] }, path.right)).toBe('a');
  });

  it.each([
    'emails[].value',
    'emails[work home].value',
    'emails[type eq "work"].value',
    'emails[1work].value',
    'emails[work!].value',
    'emails[-].value',
  ])('%s is refused', (path) => {
    expect(parsePath(path)).toEqual(E.left(expect.stringContaining('not a selector')));
  });
});

describe('hostile data', () => {
  it.each(['constructor', '__proto__', 'toString', 'constructor.prototype', 'emails.length'])(
    '%s is not there unless the data have it',
    (path) => {
      expect(plain(path)).toBeUndefined();
    },
  );

  it('reads such keys when the data do have them', () => {
    const path = parsePlainPath('__proto__.constructor');
    const data: unknown = JSON.parse('{"__proto__": {"constructor": "plain data"}}');
    expect(E.isRight(path) && readPath(data, path.right)).toBe('plain data');
  });

  it('walks lists that are nested very deep or very long', () => {
    let nested: unknown = [{ a: 'deep' }];
    for (let i = 0; i < 200_000; i += 1) {
      nested = [nested];
    }
    const path = parsePlainPath('list.a');
    expect(E.isRight(path) && readPath({ list: nested }, path.right)).toEqual(['deep']);
    const long = Array.from({ length: 200_000 }, () => ({ a: 1 }));
    expect(E.isRight(path) && readPath({ list: long }, path.right)).toHaveLength(200_000);
  });
});
