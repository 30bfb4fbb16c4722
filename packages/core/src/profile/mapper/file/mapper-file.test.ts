import * as E from 'fp-ts/Either';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Attributes, Mapper, MappingType } from '../mapper';
import { parseMapperFile } from './mapper-file';

const load = (text: string, fileName = 'acme.json'): Mapper => {
  const mapper = parseMapperFile(text, fileName);
  if (E.isLeft(mapper)) {
    throw new Error(mapper.left.join('\n'));
  }
  return mapper.right;
};

const fixture = (name: string): Mapper =>
  load(readFileSync(join(__dirname, '__fixtures__', name), 'utf8'), name);

const fileWith = (fields: unknown, more: object = {}): string =>
  JSON.stringify({
    name: 'Acme (Outgoing)',
    type: 'mapping-outgoing',
    mapping: { 'User Profile': { dontMapEventToLabels: true, internalMapping: fields } },
    ...more,
  });

const run = (mapper: Mapper, source: Attributes, type: MappingType = 'User Profile - Create'): unknown => {
  const mapped = mapper.map(source, type);
  if (E.isLeft(mapped)) {
    throw new Error(mapped.left);
  }
  return mapped.right.data;
};

const mapOne = (field: unknown, source: Attributes): unknown =>
  (run(load(fileWith({ out: field })), source) as Attributes)['out'];

const problemsOf = (text: string): readonly string[] => {
  const mapper = parseMapperFile(text, 'acme.json');
  return E.isLeft(mapper) ? mapper.left : [];
};

const complex = (parts: object): unknown => ({
  simple: '',
  complex: { accessor: '', filters: [], transformers: [], ...parts },
});
const text = (simple: string): unknown => ({ isContext: false, value: { simple, complex: null } });
const path = (simple: string): unknown => ({ isContext: true, value: { simple, complex: null } });
const filter = (operator: string, left: unknown, right?: unknown, more: object = {}): unknown => ({
  operator,
  left,
  ...(right === undefined ? {} : { right }),
  ...more,
});

describe('an outgoing file that concatenates JSON, as the reference’s SCIM mapper does', () => {
  const mapper = fixture('scim-outgoing.json');
  const E1 = 'urn:scim:schemas:extension:enterprise:1.0';

  it('has its name, direction and keys', () => {
    expect([mapper.name, mapper.direction]).toEqual(['User Profile - Glued SCIM (Outgoing)', 'outgoing']);
    expect([...mapper.sources('User Profile - Update')].sort()).toEqual(
      [
        'costcentercode',
        'countrycodenumber',
        'department',
        'displayname',
        'division',
        'email',
        'employeeid',
      ].concat([
        'employeenumber',
        'employeetype',
        'givenname',
        'mobilephone',
        'peoplemanagerflag',
        'surname',
        'title',
        'username',
      ]),
    );
  });

  it('builds structured data, unwraps a list of one, and does not split target names', () => {
    const profile = {
      email: 'ann@x.com',
      employeeid: 'e-1',
      givenname: 'Ann',
      surname: 'Lee',
      mobilephone: '+39 1',
      title: 'Lead',
      employeenumber: '7',
      department: 'R&D',
      division: 'D',
      costcentercode: 'C',
      countrycodenumber: '39',
      peoplemanagerflag: true,
      username: 'ann',
      displayname: 'Ann Lee',
      employeetype: 'FTE',
    };
    expect(run(mapper, profile)).toEqual({
      emails: { primary: true, type: 'work', value: 'ann@x.com' },
      externalId: 'e-1',
      name: { givenName: 'Ann', familyName: 'Lee' },
      phoneNumbers: { type: 'work', value: '+39 1' },
      title: 'Lead',
      [E1]: {
        employeeNumber: '7',
        department: 'R&D',
        division: 'D',
        costCenter: 'C',
        countryCode: '39',
        managerflag: 'true',
      },
      userName: 'ann',
      displayName: 'Ann Lee',
      userType: 'FTE',
    });
  });

  it('writes nothing for absent values', () => {
    expect(run(mapper, { username: 'ann' })).toEqual({ userName: 'ann' });
  });

  it('keeps a surname without a given name, and clears nothing beside it', () => {
    expect(run(mapper, { surname: 'Lee', department: 'R&D' })).toStrictEqual({
      name: { familyName: 'Lee' },
      [E1]: { department: 'R&D' },
    });
  });

  it('passes null on as "clear"', () => {
    expect(run(mapper, { email: null, givenname: null, surname: 'Lee', title: null })).toEqual({
      emails: null,
      name: { givenName: null, familyName: 'Lee' },
      title: null,
    });
  });

  it.each([
    'O"Brien',
    'back\\slash',
    'trailing\\',
    '", "admin": true, "x": "',
    '"}',
    '"}]',
    '${surname}',
    'line\nbreak\u0000',
    '😀',
    'שלום',
    '__proto__',
    '\uE0000\uE001',
  ])('keeps the name %j whole', (name) => {
    const data = run(mapper, { givenname: name, surname: name, email: name, department: name });
    expect(data).toEqual({
      emails: { primary: true, type: 'work', value: name },
      name: { givenName: name, familyName: name },
      [E1]: { department: name },
    });
  });
});

describe('an incoming file', () => {
  const mapper = fixture('scim-incoming.json');
  const user = {
    userName: 'ann',
    externalId: 'e-1',
    name: { givenName: 'Ann', familyName: 'Lee' },
    emails: [{ value: 'ann@x.com' }, { value: 'second@x.com' }],
    phoneNumbers: [
      { value: '1', type: 'work' },
      { value: '2', type: 'mobile' },
    ],
    'urn:scim:schemas:extension:enterprise:1.0': { costCenter: 'C', division: 'D' },
  };

  it('reads escaped dots, indexes, keys over lists, constants, accessors and filters', () => {
    expect(run(mapper, user, 'User Profile')).toEqual({
      'Cost Center Code': 'C',
      Division: 'D',
      Email: 'ann@x.com',
      'Employee ID': 'e-1',
      'Given Name': 'Ann',
      Surname: 'Lee',
      Username: 'ann',
      Phones: ['1', '2'],
      'Mobile Phone': '2',
      Timezone: 'America/Los_Angeles',
    });
  });

  it('unwraps a list of one', () => {
    const { phoneNumbers } = user;
    const data = run(mapper, { phoneNumbers: phoneNumbers.slice(0, 1) }, 'User Profile');
    expect(data).toEqual({ Phones: '1', Timezone: 'America/Los_Angeles' });
  });
});

describe('complex sources', () => {
  it('read ${…} as root and in arguments, alone and inside text', () => {
    const field = complex({
      root: '${givenname}',
      transformers: [
        { operator: 'concat', args: { prefix: text('Dr. '), suffix: text(' ${surname} (${team.name})') } },
      ],
    });
    expect(mapOne(field, { givenname: 'Ann', surname: 'Lee', team: { name: 'IT' } })).toBe(
      'Dr. Ann Lee (IT)',
    );
    expect(mapOne(field, { givenname: 'Ann' })).toBe('Dr. Ann  ()');
    expect(mapOne(field, { surname: 'Lee' })).toBeUndefined();
    expect(mapOne(field, { givenname: null, surname: 'Lee' })).toBe('Dr.  Lee ()');
    expect(() => mapOne(field, { givenname: 'Ann', surname: { now: 'Lee' } })).toThrow(
      'out: concat: needs text, found an object',
    );
    expect(() => mapOne(field, { givenname: 'Ann', surname: ['Lee'] })).toThrow('needs text, found a list');
  });

  it.each(['${givenname}', '${ givenname }', '${givenname  }', '${\tgivenname}'])(
    'read ${…} with white space inside as a path: %j',
    (written) => {
      const prefixed = (prefix: string) =>
        complex({ root: 'a', transformers: [{ operator: 'concat', args: { prefix: text(prefix) } }] });

      expect(mapOne({ simple: written, complex: null }, { givenname: 'Ann' })).toBe('Ann');
      expect(mapOne(complex({ root: written }), { givenname: 'Ann' })).toBe('Ann');
      expect(mapOne(prefixed(written), { givenname: 'Ann', a: '!' })).toBe('Ann!');
      expect(mapOne(prefixed(` ${written} and `), { givenname: 'Ann', a: 'I' })).toBe(' Ann and I');
    },
  );

  it('read an argument by path, or by a complex source of its own', () => {
    const first = {
      isContext: true,
      value: { simple: '', complex: { root: 'names', transformers: [{ operator: 'first' }] } },
    };
    const field = complex({
      root: 'a',
      transformers: [{ operator: 'concat', args: { prefix: path('b'), suffix: first } }],
    });
    expect(mapOne(field, { a: '-', b: 'left', names: ['right', 'other'] })).toBe('left-right');
    expect([...load(fileWith({ out: field })).sources('User Profile')]).toEqual(['a', 'b', 'names']);
  });

  it('accept a quoted constant as root', () => {
    expect(mapOne(complex({ root: '"IT"', transformers: [{ operator: 'toLowerCase', args: {} }] }), {})).toBe(
      'it',
    );
  });

  it('insert unquoted values into JSON with their type, without changing the structure around them', () => {
    const field = complex({
      root: 'flag',
      transformers: [
        { operator: 'concat', args: { prefix: text('{"flag": '), suffix: text('}') } },
        { operator: 'ParseJSON' },
      ],
    });
    expect(mapOne(field, { flag: false })).toEqual({ flag: false });
    expect(mapOne(field, { flag: '[1]' })).toEqual({ flag: [1] });
    expect(() => mapOne(field, { flag: '1, "admin": true' })).toThrow(
      'Acme (Outgoing): out: ParseJSON: a text stands where JSON needs a value',
    );
  });

  it('recognise a quote that the author escaped', () => {
    const glued = (prefix: string, suffix: string): unknown =>
      complex({
        root: 'name',
        transformers: [
          { operator: 'concat', args: { prefix: text(prefix), suffix: text(suffix) } },
          { operator: 'ParseJSON' },
        ],
      });
    expect(mapOne(glued('{"says": "\\"', '\\""}'), { name: 'a"b' })).toEqual({ says: '"a"b"' });
    expect(() => mapOne(glued('{"says": "\\', '"}'), { name: '", "admin": "' })).toThrow('after a backslash');
  });

  it('keep the value when the data lack the argument of a default', () => {
    const field = complex({
      root: 'nick',
      transformers: [{ operator: 'SetIfEmpty', args: { defaultValue: path('given') } }],
    });
    expect(mapOne(field, { given: 'Ann' })).toBe('Ann');
    expect(mapOne(field, {})).toBeUndefined();
  });

  it('copy what a default takes from a key unchanged, and no text that a default composes', () => {
    const copied = (defaultValue: unknown, source: Attributes): readonly unknown[] =>
      load(
        fileWith({
          out: complex({ root: 'nick', transformers: [{ operator: 'SetIfEmpty', args: { defaultValue } }] }),
        }),
      ).copied(source, 'out', 'User Profile');

    expect(copied(path('given'), { nick: 'Annie', given: 'Ann' })).toEqual(['Annie', 'Ann']);
    expect(copied(text('${given}'), { nick: 'Annie', given: 'Ann' })).toEqual(['Annie', 'Ann']);
    expect(copied(text('Dr. ${given}'), { nick: 'Annie', given: 'Ann' })).toEqual(['Annie']);
    expect(copied(text('Ann'), { nick: 'Annie', given: 'Ann' })).toEqual(['Annie']);
  });

  it('keep an empty list from the data, but not one that transformers have emptied', () => {
    expect(mapOne(complex({ root: 'tags' }), { tags: [] })).toEqual([]);
    const lower = complex({ root: 'tags', transformers: [{ operator: 'toLowerCase', args: {} }] });
    expect(mapOne(lower, { tags: [] })).toBeUndefined();
  });

  it('read a text with a quote at one end only as a path', () => {
    expect(mapOne({ simple: 'size"', complex: null }, { 'size"': '5' })).toBe('5');
    expect(mapOne({ simple: '"size', complex: null }, { '"size': '5' })).toBe('5');
    expect(mapOne({ simple: '"', complex: null }, { '"': '5' })).toBe('5');
  });

  it('read a text with a brace at its end only as a path', () => {
    expect(mapOne({ simple: 'size}', complex: null }, { 'size}': '5' })).toBe('5');
  });

  it('drop an object of which only constant parts are left, and clear no part for what is absent', () => {
    const field = complex({
      root: 'q',
      transformers: [
        {
          operator: 'concat',
          args: {
            prefix: text('{"a": {"type": "x", "on": true, "value": "${p}"}, "b": "'),
            suffix: text('", "c": ["", "k", "${r}"]}'),
          },
        },
        { operator: 'ParseJSON', args: {} },
      ],
    });
    const a = { type: 'x', on: true };

    expect(mapOne(field, { q: 'Q' })).toStrictEqual({ b: 'Q', c: ['k'] });
    expect(mapOne(field, { q: 'Q', p: 'P', r: 'R' })).toStrictEqual({
      a: { ...a, value: 'P' },
      b: 'Q',
      c: ['k', 'R'],
    });
    expect(mapOne(field, { q: 'Q', p: null })).toStrictEqual({ a: { ...a, value: null }, b: 'Q', c: ['k'] });
  });

  it('drop list elements without a value', () => {
    const field = complex({
      root: 'home',
      transformers: [
        {
          operator: 'concat',
          args: {
            prefix: text('[{"type": "home", "value": "'),
            suffix: text('"}, {"type": "work", "value": "${work}"}]'),
          },
        },
        { operator: 'ParseJSON', args: {} },
      ],
    });
    expect(mapOne(field, { home: '1', work: '2' })).toEqual([
      { type: 'home', value: '1' },
      { type: 'work', value: '2' },
    ]);
    expect(mapOne(field, { work: '2' })).toEqual({ type: 'work', value: '2' });
    expect(mapOne(field, { home: null, work: '2' })).toEqual({ type: 'work', value: '2' });
    expect(mapOne(field, { home: null })).toBeNull();
    expect(mapOne(field, {})).toBeUndefined();
  });
});

describe('filters', () => {
  const people = {
    people: [
      { name: 'Ann', team: 'IT', age: 41, boss: true, tags: ['a', 'b'], car: {} },
      { name: 'Bob', team: 'HR', age: '30', boss: 'false', nick: '' },
      { name: 'Cid', team: 'it', tags: [], car: { plate: 'x' } },
    ],
    wanted: 'Bob',
    status: 'on',
    parts: ['nn', 'ob'],
    starts: ['A', 'C'],
    ends: ['b', 'd'],
    ages: [30, 41],
  };
  const names = (...filters: unknown[]): unknown =>
    mapOne(complex({ root: 'people', accessor: 'name', filters }), people);
  const of = (field: string): unknown => path(`people.${field}`);

  it.each<[string, unknown, unknown]>([
    ['isEqualString', filter('isEqualString', of('team'), text('IT')), 'Ann'],
    [
      'isEqualString without case',
      filter('isEqualString', of('team'), text('IT'), { ignorecase: true }),
      ['Ann', 'Cid'],
    ],
    ['isEqualString on the accessor', filter('isEqualString', of('name'), path('wanted')), 'Bob'],
    ['isNotEqualString', filter('isNotEqualString', of('team'), text('IT')), ['Bob', 'Cid']],
    ['containsString', filter('containsString', of('name'), text('o')), 'Bob'],
    ['notContainsString', filter('notContainsString', of('name'), text('o')), ['Ann', 'Cid']],
    ['startWith', filter('startWith', of('name'), text('C')), 'Cid'],
    ['notStartWith', filter('notStartWith', of('name'), text('C')), ['Ann', 'Bob']],
    ['endWith', filter('endWith', of('name'), text('b')), 'Bob'],
    ['notEndWith', filter('notEndWith', of('name'), text('b')), ['Ann', 'Cid']],
    ['inList', filter('inList', of('name'), text('Ann, Cid')), ['Ann', 'Cid']],
    ['notInList', filter('notInList', of('name'), text('Ann,Cid')), 'Bob'],
    ['a list on the left', filter('isEqualString', of('tags'), text('b')), 'Ann'],
    ['greaterThan', filter('greaterThan', of('age'), text('30')), 'Ann'],
    ['greaterThanOrEqual', filter('greaterThanOrEqual', of('age'), text('30')), ['Ann', 'Bob']],
    ['lessThan', filter('lessThan', of('age'), text('41')), 'Bob'],
    ['lessThanOrEqual', filter('lessThanOrEqual', of('age'), text('41')), ['Ann', 'Bob']],
    ['isEqualNumber', filter('isEqualNumber', of('age'), text('30.0')), 'Bob'],
    ['isTrue', filter('isTrue', of('boss')), 'Ann'],
    ['isFalse', filter('isFalse', of('boss')), 'Bob'],
    ['isExists', filter('isExists', of('tags')), ['Ann', 'Cid']],
    ['isNotExists', filter('isNotExists', of('tags')), 'Bob'],
    ['isEmpty', filter('isEmpty', of('tags')), ['Bob', 'Cid']],
    ['isNotEmpty', filter('isNotEmpty', of('tags')), 'Ann'],
    ['isEmpty of objects', filter('isEmpty', of('car')), ['Ann', 'Bob']],
    [
      'containsString with several texts',
      filter('containsString', of('name'), path('parts')),
      ['Ann', 'Bob'],
    ],
    ['startWith with several texts', filter('startWith', of('name'), path('starts')), ['Ann', 'Cid']],
    ['endWith with several texts', filter('endWith', of('name'), path('ends')), ['Bob', 'Cid']],
    ['isEqualNumber with several numbers', filter('isEqualNumber', of('age'), path('ages')), ['Ann', 'Bob']],
    ['in', filter('in', of('name'), path('people.name')), ['Ann', 'Bob', 'Cid']],
    ['notIn', filter('notIn', of('name'), text('Bob')), ['Ann', 'Cid']],
    ['isEqual', filter('isEqual', of('age'), text('41')), 'Ann'],
    ['isNotEqual', filter('isNotEqual', of('age'), text('41')), ['Bob', 'Cid']],
    ['isNotEqualNumber', filter('isNotEqualNumber', of('age'), text('41')), ['Bob', 'Cid']],
    ['an empty constant', filter('isEmpty', text('')), ['Ann', 'Bob', 'Cid']],
    [
      'the other spelling of isContext on the right',
      filter('isEqualString', of('name'), { iscontext: true, value: { simple: 'wanted', complex: null } }),
      'Bob',
    ],
    ['the whole data', filter('isEqualString', path('status'), text('on')), ['Ann', 'Bob', 'Cid']],
    ['a path below the root in a text', filter('isEqualString', text('${people.team}'), text('HR')), 'Bob'],
    ['nothing left', filter('isEqualString', text('${status}'), text('off')), undefined],
    [
      'a text around the data',
      filter('isEqualString', text('${status}!'), text('on!')),
      ['Ann', 'Bob', 'Cid'],
    ],
    [
      'a text before the data',
      filter('isEqualString', text('is ${status}'), text('is on')),
      ['Ann', 'Bob', 'Cid'],
    ],
  ])('%s', (_name, condition, kept) => {
    expect(names([condition])).toEqual(kept);
  });

  it('take no letter for two others where case does not count', () => {
    const same = filter('isEqualString', path('people'), text('MASSE'), { ignorecase: true });

    expect(mapOne(complex({ root: 'people', filters: [[same]] }), { people: ['Maße', 'Masse'] })).toBe(
      'Masse',
    );
  });

  it('accept both spellings of isContext, and braces that are only text', () => {
    const team = { iscontext: true, value: { simple: 'people.team', complex: null } };
    expect(names([filter('isEqualString', team, text('HR'))])).toBe('Bob');
    expect(names([filter('isEqualString', text('people.on}'), text('people.on}'))])).toEqual([
      'Ann',
      'Bob',
      'Cid',
    ]);
  });

  it('test every value of a list that the accessor finds', () => {
    const left = (simple: string) => [[filter('isNotEqualString', path(simple), text('a'))]];
    const many = complex({ root: 'people', accessor: 'tags', filters: left('people.tags') });
    expect(mapOne(many, people)).toBe('b');
    const one = complex({ root: 'person', accessor: 'tags', filters: left('person.tags') });
    expect(mapOne(one, { person: { tags: ['a', 'b', 'c'] } })).toEqual(['b', 'c']);
    expect([...load(fileWith({ out: one })).sources('User Profile')]).toEqual(['person']);
  });

  it('give a list to transformers where root or accessor found one, and one value else', () => {
    const written = (root: string, accessor: string): unknown =>
      complex({
        root,
        accessor,
        filters: [[filter('isExists', path(root))]],
        transformers: [{ operator: 'Stringify', args: {} }],
      });
    expect(mapOne(written('boss', ''), { boss: { name: 'Ann' } })).toBe('{"name":"Ann"}');
    expect(mapOne(written('boss', 'car'), { boss: { car: { plate: 'x' } } })).toBe('{"plate":"x"}');
    expect(mapOne(written('boss', 'tags'), { boss: { tags: ['a'] } })).toBe('["a"]');
    expect(mapOne(written('rows', ''), { rows: ['a'] })).toBe('["a"]');
    expect(mapOne(written('rows', ''), { rows: [['a', 'b'], ['c']] })).toBe('[["a","b"],["c"]]');
  });

  it('keep nothing for an element that has no such key', () => {
    const field = complex({
      root: 'people',
      accessor: 'nick',
      filters: [[filter('isExists', path('people.name'))]],
    });
    expect(mapOne(field, { people: [{ name: 'Ann' }, { name: 'Bob', nick: 'B' }, { name: 'Cid' }] })).toBe(
      'B',
    );
    expect(mapOne(field, { people: [{ name: 'Ann' }] })).toBeUndefined();
    expect(mapOne(field, { people: { name: 'Ann' } })).toBeUndefined();
    expect(
      mapOne(field, {
        people: [
          { name: 'Ann', nick: null },
          { name: 'Bob', nick: 'B' },
        ],
      }),
    ).toEqual([null, 'B']);
  });

  it('read the root, and what they compare with', () => {
    const field = complex({
      root: 'people.staff',
      accessor: 'name',
      filters: [
        [filter('isEqualString', path('people.staff.team'), path('wanted.team'))],
        [filter('isEqualString', path('status'), text('${site} on'))],
      ],
    });
    expect([...load(fileWith({ out: field })).sources('User Profile')].sort()).toEqual([
      'people',
      'site',
      'status',
      'wanted',
    ]);
  });

  it('are not asked where the root is not there', () => {
    const field = complex({ root: 'people', filters: [[filter('greaterThan', path('status'), text('3'))]] });
    expect(mapOne(field, { status: 'on' })).toBeUndefined();
    expect(() => mapOne(field, { status: 'on', people: ['a'] })).toThrow('greaterThan: needs a number');
  });

  it('do not read a blank text as the number 0', () => {
    const field = complex({ root: 'age', filters: [[filter('lessThan', path('age'), text('3'))]] });
    expect(() => mapOne(field, { age: ' ' })).toThrow('lessThan: needs a number');
  });

  it('require one match in every group', () => {
    const it = filter('isEqualString', of('team'), text('IT'));
    const hr = filter('isEqualString', of('team'), text('HR'));
    const old = filter('greaterThan', of('age'), text('35'));
    expect(names([it, hr])).toEqual(['Ann', 'Bob']);
    expect(names([it, hr], [old])).toBe('Ann');
  });

  it('fail on values that cannot be compared', () => {
    expect(() => names([filter('greaterThan', of('name'), text('3'))])).toThrow(
      'greaterThan: needs a number',
    );
    expect(() => names([filter('isEqualString', path('people'), text('3'))])).toThrow(
      'isEqualString: needs text, found an object',
    );
  });
});

describe('what the platform writes around the rules', () => {
  it.each([
    ...[
      'description',
      'version',
      'fromVersion',
      'toVersion',
      'defaultIncidentType',
      'feed',
      'brands',
      'brandName',
    ],
    ...['instanceIds', 'incidentSamples', 'indicatorSamples', 'propagationLabels', 'definitionId', 'system'],
    ...[
      'custom',
      'modified',
      'sortValues',
      'cacheVersn',
      'sequenceNumber',
      'primaryTerm',
      'sizeInBytes',
      'nameRaw',
    ],
    ...['locked', 'commitMessage', 'shouldCommit', 'vcShouldIgnore', 'packID', 'packName', 'itemVersion'],
    ...[
      'fromServerVersion',
      'toServerVersion',
      'packPropagationLabels',
      'marketplaces',
      'transformer',
      'keyTypeMap',
    ],
    ...['unclassifiedCases', 'id'],
  ])('is known: %s', (key) => {
    expect(problemsOf(fileWith({ out: { simple: 'a' } }, { [key]: 'x' }))).toEqual([]);
  });

  it.each<[object, string]>([
    [{ name: 'Acme', id: 'x' }, 'Acme'],
    [{ name: '', id: 'x' }, 'x'],
    [{ name: null, id: 'x' }, 'x'],
    [{ name: undefined, id: '' }, 'acme.json'],
    [{ name: 'a\uFEFFb' }, 'a\uFEFFb'],
  ])('names the mapper: %j', (more, name) => {
    expect(load(fileWith({}, more)).name).toBe(name);
  });

  it.each<[object, string]>([
    [{ name: 7 }, 'acme.json: name must be text'],
    [{ name: '', id: {} }, 'acme.json: name must be text'],
    [{ mapping: {} }, 'acme.json: mapping must be an object with a mapping type such as "User Profile"'],
    [
      { mapping: { 'User Profile': { internalMapping: { a: complex({ root: 'b', accessor: 7 }) } } } },
      'acme.json: User Profile: a: accessor must be text',
    ],
    [{ type: 'mapping' }, 'acme.json: type must be "mapping-incoming" or "mapping-outgoing"'],
    [
      { mapping: { 'User Profile': { internalMapping: { '': {} } } } },
      'acme.json: User Profile: a field has no name',
    ],
    [
      { mapping: { 'User Profile': { internalMapping: {}, other: 1 } } },
      'acme.json: User Profile: unknown key "other" (known: dontMapEventToLabels, internalMapping)',
    ],
  ])('is refused: %j', (more, problem) => {
    expect(problemsOf(fileWith({}, more))).toEqual([problem]);
  });
});

describe('concatenated text', () => {
  const glued = (transformers: readonly unknown[]): unknown => complex({ root: 'a', transformers });
  const concat = (prefix: unknown, suffix: unknown): unknown => ({
    operator: 'concat',
    args: { prefix, suffix },
  });

  it('is there when the value it starts from is, whatever is missing around it', () => {
    const field = glued([concat(path('b'), text('!'))]);

    expect(mapOne(field, { a: 'x' })).toBe('x!');
    expect(mapOne(field, { a: 'x', b: 'y' })).toBe('yx!');
    expect(mapOne(field, { b: 'y' })).toBeUndefined();
  });

  it('leaves a member out whose value became empty', () => {
    const field = glued([
      { operator: 'trim', args: {} },
      concat(text('{"a":"'), text('","b":"${b}"}')),
      { operator: 'ParseJSON', args: {} },
    ]);

    expect(mapOne(field, { a: ' x ', b: 'y' })).toEqual({ a: 'x', b: 'y' });
    expect(mapOne(field, { a: '  ', b: 'y' })).toStrictEqual({ b: 'y' });

    const bare = glued([
      { operator: 'trim', args: {} },
      concat(text('{"a":'), text(',"b":"${b}"}')),
      { operator: 'ParseJSON', args: {} },
    ]);
    expect(mapOne(bare, { a: ' 7 ', b: 'y' })).toStrictEqual({ a: 7, b: 'y' });
    expect(mapOne(bare, { a: '  ', b: 'y' })).toStrictEqual({ b: 'y' });
  });

  it('has nothing in a text for what is absent or cleared beside something else', () => {
    const field = glued([concat(text('{"a":"'), text(' ${b}"}')), { operator: 'ParseJSON', args: {} }]);

    expect(mapOne(field, { a: 'x', b: 'y' })).toEqual({ a: 'x y' });
    expect(mapOne(field, { a: 'x' })).toEqual({ a: 'x ' });
    expect(mapOne(field, { a: 'x', b: null })).toEqual({ a: 'x ' });
  });

  it('is cleared by what is null in all its parts, and absent beside a part that is', () => {
    const field = glued([concat(path('b'), text('!'))]);
    expect([mapOne(field, { a: null, b: null }), mapOne(field, { a: null })]).toEqual([null, undefined]);
    expect(mapOne(glued([concat(null, text('!'))]), { a: null })).toBeNull();
  });

  it('keeps what stands behind each of many values, in their order', () => {
    const keys = Array.from({ length: 12 }, (_, index) => `k${index}`);
    const all = keys.map((key) => `\${${key}} and more`).join(', ');
    const field = glued([
      concat(text(`{"all": "${all} of `), text('", "none": [], "x": ""}')),
      { operator: 'ParseJSON' },
    ]);
    const data = Object.fromEntries(keys.map((key) => [key, key.toUpperCase()]));

    expect(mapOne(field, { ...data, a: 'A' })).toStrictEqual({
      all: `${keys.map((key) => `${key.toUpperCase()} and more`).join(', ')} of A`,
      none: [],
    });
  });

  it('refuses the character that marks values, from the author alone', () => {
    const field = glued([concat(text('{"a": "\uE000'), text('"}')), { operator: 'ParseJSON' }]);
    expect(() => mapOne(field, { a: 'x' })).toThrow('the mapper uses a reserved character (U+E000)');
  });

  it('that is no JSON matters only where there is a value for it', () => {
    const field = glued([concat(text('{"a":"'), text('"')), { operator: 'ParseJSON', args: {} }]);

    expect(mapOne(field, {})).toBeUndefined();
    expect(mapOne(field, { a: null })).toBeNull();
    expect(() => mapOne(field, { a: 'x' })).toThrow('ParseJSON: the text is not JSON');
  });
});

it('a transformer’s argument that has to be there is missed where the data do not have it', () => {
  const step = (operator: string, args: object): unknown =>
    complex({ root: 'a', transformers: [{ operator, args }] });
  const replaced = step('replace', { toReplace: path('b') });

  expect(mapOne(replaced, { a: 'x-y', b: '-' })).toBe('xy');
  expect(() => mapOne(replaced, { a: 'x-y' })).toThrow('replace: toReplace must be a text');
  expect(mapOne(step('default', { value: path('b') }), { b: 'z' })).toBe('z');
  expect(mapOne(step('default', { value: path('b') }), {})).toBeUndefined();
});

describe('mapping types', () => {
  const withTypes = (...types: readonly string[]): Mapper =>
    load(
      JSON.stringify({
        name: 'types',
        type: 'mapping-outgoing',
        mapping: Object.fromEntries(
          types.map((type) => [
            type,
            { internalMapping: { type: { simple: JSON.stringify(type), complex: null } } },
          ]),
        ),
      }),
    );
  const [any, create, update, enable] = [
    'User Profile',
    'User Profile - Create',
    'User Profile - Update',
    'User Profile - Enable',
  ] as const;

  it.each<[readonly string[], MappingType, string]>([
    [[any], create, any],
    [[any], update, any],
    [[any], enable, any],
    [[create], update, create],
    [[update], create, update],
    [[create, update], create, create],
    [[create, update], 'User Profile - Disable', update],
    [[any, create], enable, create],
    [[create, update, enable], enable, enable],
    [[update], any, update],
  ])('a file with %j uses for %s the rules of %s', (types, asked, used) => {
    expect(run(withTypes(...types), {}, asked)).toEqual({ type: used });
  });
});

describe('the mistakes of a file', () => {
  it('are reported all at once, with file, mapping type and field', () => {
    const fields = {
      a: { simple: 'x..y', complex: null },
      b: complex({
        root: 'x',
        transformers: [
          { operator: 'shout', args: {} },
          { operator: 'substring', args: { start: text('1') } },
        ],
      }),
      c: complex({ root: 'x', transformers: [{ operator: 'atIndex', args: { index: text('one') } }] }),
      d: complex({ root: 'x', filters: [[filter('isAlmost', path('x'), text('1'))]] }),
      e: { simple: '', complex: null },
      f: { simpel: 'x' },
    };
    const problems = problemsOf(fileWith(fields, { mappings: {} }));
    expect(problems).toEqual([
      expect.stringContaining('acme.json: unknown key "mappings"'),
      'acme.json: User Profile: a: "x..y": the path has an empty part',
      expect.stringContaining('acme.json: User Profile: b: unknown operator "shout" (known: concat, '),
      'acme.json: User Profile: b: substring has no argument "start"',
      'acme.json: User Profile: c: atIndex: index must be a whole number from 0',
      expect.stringContaining('acme.json: User Profile: d: filter 1.1: unknown filter "isAlmost"'),
      'acme.json: User Profile: e: has no source: neither simple nor complex',
      expect.stringContaining('acme.json: User Profile: f: unknown key "simpel"'),
      'acme.json: User Profile: f: has no source: neither simple nor complex',
    ]);
  });

  it.each<[string, string, string]>([
    ['not JSON', '{', 'acme.json: is not JSON'],
    ['not an object', '[]', 'acme.json: must be an object'],
    ['no type', '{"mapping": {"User Profile": {"internalMapping": {}}}}', 'type must be "mapping-incoming"'],
    ['inherited type', fileWith({}, { type: 'constructor' }), 'type must be "mapping-incoming"'],
    ['no mapping', '{"type": "mapping-outgoing"}', 'mapping must be an object with a mapping type'],
    [
      'unknown mapping type',
      fileWith({}, { mapping: { 'User Profil': {} } }),
      'unknown mapping type "User Profil"',
    ],
    [
      'unknown mapping type, with those there are',
      fileWith({}, { mapping: { X: {} } }),
      'unknown mapping type "X" (known: User Profile, User Profile - Create, User Profile - Update, User Profile - Enable, User Profile - Disable)',
    ],
    ['no internalMapping', fileWith(undefined), 'User Profile: internalMapping must be an object'],
    ['a field that is text', fileWith({ a: 'b' }), 'User Profile: a: must be an object'],
    ['a simple that is no text', fileWith({ a: { simple: 7 } }), 'a: simple must be text'],
    [
      'two sources',
      fileWith({ a: { simple: 'x', complex: { root: 'y' } } }),
      'a: has a simple and a complex source',
    ],
    ['no root', fileWith({ a: complex({}) }), 'a: complex needs a root'],
    ['a root that is no path', fileWith({ a: complex({ root: 'x..y' }) }), 'a: root: "x..y": the path'],
    [
      'an accessor that is no path',
      fileWith({ a: complex({ root: 'x', accessor: 'y..z' }) }),
      'a: accessor: "y..z": the path',
    ],
    [
      'an isContext that is no boolean',
      fileWith({
        a: complex({
          root: 'x',
          transformers: [{ operator: 'concat', args: { prefix: { isContext: 'yes', value: text('y') } } }],
        }),
      }),
      'concat: prefix: isContext must be true or false',
    ],
    ['a root with text before ${…}', fileWith({ a: complex({ root: 'x ${y}' }) }), 'must be the whole path'],
    ['a root with text behind ${…}', fileWith({ a: complex({ root: '${y}x' }) }), 'must be the whole path'],
    ['two paths in a source', fileWith({ a: { simple: '${x}.${y}' } }), 'must be the whole path'],
    [
      'an open ${',
      fileWith({
        a: complex({ root: 'x', transformers: [{ operator: 'concat', args: { prefix: text('${y') } }] }),
      }),
      'has a ${ without a }',
    ],
    [
      'filters that are no lists',
      fileWith({ a: complex({ root: 'x', filters: [{}] }) }),
      'filters must be a list of lists',
    ],
    [
      'a group of filters with none in it',
      fileWith({ a: complex({ root: 'x', filters: [[]] }) }),
      'filters must be a list of lists',
    ],
    [
      'one group of filters with none in it',
      fileWith({ a: complex({ root: 'x', filters: [[filter('isExists', path('x'))], []] }) }),
      'filters must be a list of lists',
    ],
    ['a field without a name', fileWith({ '': { simple: 'x' } }), 'User Profile: a field has no name'],
    [
      'a transformer without an operator',
      fileWith({ a: complex({ root: 'x', transformers: [{ args: {} }] }) }),
      'transformer 1: operator must be text',
    ],
    [
      'a filter without its right side',
      fileWith({ a: complex({ root: 'x', filters: [[filter('isEqualString', path('x'))]] }) }),
      'isEqualString needs a right side',
    ],
    [
      'a filter without its left side',
      fileWith({ a: complex({ root: 'x', filters: [[{ operator: 'isEmpty' }]] }) }),
      'left: is missing',
    ],
    [
      'transformers that are no list',
      fileWith({ a: complex({ root: 'x', transformers: {} }) }),
      'transformers must be a list',
    ],
    [
      'args that are no object',
      fileWith({ a: complex({ root: 'x', transformers: [{ operator: 'trim', args: 'x' }] }) }),
      'transformer 1: must be an object',
    ],
    [
      'an argument of another shape',
      fileWith({
        a: complex({ root: 'x', transformers: [{ operator: 'split', args: { delimiter: '@' } }] }),
      }),
      'split: delimiter: must be an object',
    ],
    ...[7, 'isEmpty', null, [], true].map((wrong): [string, string, string] => [
      `a filter that is ${JSON.stringify(wrong)}`,
      fileWith({ a: complex({ root: 'x', filters: [[wrong]] }) }),
      'acme.json: User Profile: a: filter 1.1: must be an object',
    ]),
    ...[7, 'trim', null, []].map((wrong): [string, string, string] => [
      `a transformer that is ${JSON.stringify(wrong)}`,
      fileWith({ a: complex({ root: 'x', transformers: [wrong] }) }),
      'acme.json: User Profile: a: transformer 1: must be an object',
    ]),
    ...[7, 'x', ['x']].map((wrong): [string, string, string] => [
      `a complex source that is ${JSON.stringify(wrong)}`,
      fileWith({ a: { simple: '', complex: wrong } }),
      'acme.json: User Profile: a: must be an object',
    ]),
    [
      'the second filter of the second group',
      fileWith({
        a: complex({
          root: 'x',
          filters: [[filter('isExists', path('x'))], [filter('isExists', path('x')), { operator: 'isNice' }]],
        }),
      }),
      'filter 2.2: unknown filter "isNice" (known: isEqualString, isNotEqualString, containsString, ',
    ],
    [
      'a filter whose operator is no text',
      fileWith({ a: complex({ root: 'x', filters: [[{ operator: 7, left: path('x') }]] }) }),
      'filter 1.1: unknown filter "7"',
    ],
    [
      'a filter of which it is not said whether case counts',
      fileWith({
        a: complex({
          root: 'x',
          filters: [[filter('isExists', path('x'), undefined, { ignoreCase: 'no' })]],
        }),
      }),
      'filter 1.1: ignorecase must be true or false',
    ],
    [
      'a side of a filter that is a path or not',
      fileWith({
        a: complex({
          root: 'x',
          filters: [[filter('isExists', { isContext: 'yes', value: { simple: 'x', complex: null } })]],
        }),
      }),
      'filter 1.1: left: isContext must be true or false',
    ],
    [
      'a side of a filter whose path is wrong',
      fileWith({ a: complex({ root: 'x', filters: [[filter('isEqualString', path('x'), path('x['))]] }) }),
      'filter 1.1: right: "x[": the path has a [ without a ]',
    ],
    [
      'an accessor that is no text',
      fileWith({ a: complex({ root: 'x', accessor: 7 }) }),
      'accessor must be text',
    ],
    [
      'an accessor that is no path',
      fileWith({ a: complex({ root: 'x', accessor: 'x..y' }) }),
      'a: accessor: "x..y": the path has an empty part',
    ],
    [
      'a root that is no path',
      fileWith({ a: complex({ root: 'x..y' }) }),
      'a: root: "x..y": the path has an empty part',
    ],
    ['a root that is no text', fileWith({ a: complex({ root: 7 }) }), 'a: complex needs a root'],
    [
      'an unescaped URN',
      fileWith({ a: { simple: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User.department' } }),
      '2\\.0',
    ],
    [
      'a regular expression filter',
      fileWith({ a: complex({ root: 'x', filters: [[filter('match', path('x'), text('(a+)+'))]] }) }),
      'unknown filter "match"',
    ],
  ])('%s', (_case, file, message) => {
    expect(problemsOf(file)).toEqual(expect.arrayContaining([expect.stringContaining(message)]));
  });

  it('include arguments that nest too deep', () => {
    let argument: unknown = text('x');
    for (let i = 0; i < 500; i += 1) {
      const inner = { root: 'x', transformers: [{ operator: 'concat', args: { prefix: argument } }] };
      argument = { isContext: false, value: { simple: '', complex: inner } };
    }
    const field = complex({ root: 'x', transformers: [{ operator: 'concat', args: { prefix: argument } }] });
    expect(problemsOf(fileWith({ a: field })).join()).toContain('too deep');
    expect(problemsOf('['.repeat(200_000))).toEqual(['acme.json: is not JSON']);
  });
});

describe('hostile names in a file', () => {
  it('are ordinary keys', () => {
    const file =
      '{"name": "n", "type": "mapping-outgoing", "mapping": {"User Profile": {"internalMapping": ' +
      '{"__proto__": {"simple": "__proto__.polluted"}, "constructor": {"simple": "constructor"}}}}}';
    const source = JSON.parse('{"__proto__": {"polluted": "x"}, "constructor": "y"}') as Attributes;
    expect(JSON.stringify(run(load(file), source))).toBe('{"__proto__":"x","constructor":"y"}');
    expect(run(load(file), {})).toEqual({});
  });

  it('ignores a byte order mark', () => {
    expect(run(load(`\uFEFF${fileWith({ out: { simple: 'a' } })}`), { a: '1' })).toEqual({ out: '1' });
  });

  it('names an unnamed mapper after its file', () => {
    const file = '{"type": "mapping-incoming", "mapping": {"User Profile": {"internalMapping": {}}}}';
    expect(load(file, 'mappers/acme.json').name).toBe('mappers/acme.json');
  });
});
