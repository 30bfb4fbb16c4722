import * as E from 'fp-ts/Either';
import { type MapperDefinition, defineMapper } from './define-mapper';
import type { Attributes, Mapped, Mapper, MappingType } from './mapper';
import type { Source } from './source';
import { valueAt } from '../attribute-path';

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

const run = (mapper: Mapper, source: Attributes, type: MappingType = 'User Profile - Create'): Mapped => {
  const mapped = mapper.map(source, type);
  if (E.isLeft(mapped)) {
    throw new Error(mapped.left);
  }
  return mapped.right;
};

const outgoing = (fields: MapperDefinition['fields'], source: Attributes): unknown =>
  run(defineMapper({ name: 'test', direction: 'outgoing', fields }), source).data;

const failure = (fields: MapperDefinition['fields'], source: Attributes): unknown => {
  const mapped = defineMapper({ name: 'test', direction: 'outgoing', fields }).map(source, 'User Profile');
  return E.isLeft(mapped) ? mapped.left : mapped.right;
};

describe('structured targets', () => {
  const fields = {
    'name.givenName': 'givenname',
    'name.familyName': 'surname',
    'emails[primary work].value': 'email',
    'phoneNumbers[mobile].value': 'mobilephone',
    'phoneNumbers[work].value': 'workphone',
    'addresses[work].locality': 'city',
    'addresses[work].region': 'state',
    [`${ENTERPRISE}.department`]: 'department',
    [`${ENTERPRISE}.manager.value`]: 'manager',
  };

  it('are built as structured data, with the fields of one element in one element', () => {
    const profile = {
      givenname: 'Ann',
      surname: 'Lee',
      email: 'a@x.com',
      mobilephone: '1',
      workphone: '2',
      city: 'Rome',
      state: 'RM',
      department: 'R&D',
      manager: 'm-1',
    };
    expect(outgoing(fields, profile)).toEqual({
      name: { givenName: 'Ann', familyName: 'Lee' },
      emails: [{ value: 'a@x.com', type: 'work', primary: true }],
      phoneNumbers: [
        { value: '1', type: 'mobile' },
        { value: '2', type: 'work' },
      ],
      addresses: [{ locality: 'Rome', type: 'work', region: 'RM' }],
      [ENTERPRISE]: { department: 'R&D', manager: { value: 'm-1' } },
    });
  });

  it('omit absent and empty values', () => {
    expect(outgoing(fields, { surname: 'Lee', givenname: '', email: '' })).toEqual({
      name: { familyName: 'Lee' },
    });
    expect(outgoing(fields, {})).toEqual({});
  });

  it('keep false and 0', () => {
    expect(outgoing({ a: 'a', b: 'b' }, { a: false, b: 0 })).toEqual({ a: false, b: 0 });
  });

  it('pass null on as "clear"', () => {
    expect(outgoing(fields, { givenname: null, department: null })).toEqual({
      name: { givenName: null },
      [ENTERPRISE]: { department: null },
    });
  });

  it('clear the element they name and no other', () => {
    expect(outgoing(fields, { email: null, mobilephone: null })).toEqual({
      emails: [{ value: null, type: 'work', primary: true }],
      phoneNumbers: [{ value: null, type: 'mobile' }],
    });
  });

  it('clear a field of an element beside others that are written', () => {
    expect(outgoing(fields, { mobilephone: null, workphone: '2', city: null, state: 'RM' })).toEqual({
      phoneNumbers: [
        { value: null, type: 'mobile' },
        { value: '2', type: 'work' },
      ],
      addresses: [{ region: 'RM', type: 'work', locality: null }],
    });
  });

  it('can be read back', () => {
    const data = { emails: [{ value: 'a@x.com', primary: true }], [ENTERPRISE]: { department: 'R&D' } };
    expect(valueAt(data, 'emails[primary work].value')).toBe('a@x.com');
    expect(valueAt(data, `${ENTERPRISE}.department`)).toBe('R&D');
    expect(valueAt(data, 'phoneNumbers[mobile].value')).toBeUndefined();
    expect(() => valueAt(data, 'a..b')).toThrow('empty part');
  });
});

describe('sources', () => {
  it('from: the first of several names that is there', () => {
    const fields = { userType: { from: ['usertype', 'employeetype'] } };
    expect(outgoing(fields, { employeetype: 'B' })).toEqual({ userType: 'B' });
    expect(outgoing(fields, { usertype: 'A', employeetype: 'B' })).toEqual({ userType: 'A' });
    expect(outgoing(fields, { usertype: null, employeetype: 'B' })).toEqual({ userType: null });
  });

  it('then: transformers in order', () => {
    const fields: Record<string, Source> = {
      alias: {
        from: 'email',
        then: [['split', { delimiter: '@' }], ['first'], ['substring', { to: 3 }], ['toUpperCase']],
      },
    };
    expect(outgoing(fields, { email: 'annabel@x.com' })).toEqual({ alias: 'ANN' });
    expect(outgoing(fields, { email: null })).toEqual({ alias: null });
    expect(outgoing(fields, {})).toEqual({});
  });

  it('count when none of their keys is there, where they give a value or fail all the same', () => {
    const fields: Record<string, Source> = {
      title: { from: 'title', then: [['default', { value: 'none' }]] },
      city: 'city',
      plan: { firstOf: ['plan', { constant: 'free' }] },
    };
    expect(outgoing(fields, { other: 1 })).toEqual({ title: 'none', plan: 'free' });
    expect(outgoing(fields, { city: 'Rome' })).toEqual({ title: 'none', city: 'Rome', plan: 'free' });
  });

  it('constant: the same value for every profile', () => {
    expect(outgoing({ country: { constant: 'US' } }, {})).toEqual({ country: 'US' });
  });

  it('join: with nothing between the parts unless that is said', () => {
    const joined = (source: Source) =>
      defineMapper({ name: 'test', direction: 'outgoing', fields: { cn: source } }).map(
        { givenname: 'Ann', surname: 'Lee' },
        'User Profile - Create',
      );
    const join = ['givenname', 'surname'];

    expect([joined({ join }), joined({ join, with: '' }), joined({ join, with: ', ' })]).toMatchObject([
      { right: { data: { cn: 'AnnLee' } } },
      { right: { data: { cn: 'AnnLee' } } },
      { right: { data: { cn: 'Ann, Lee' } } },
    ]);
  });

  it('join: what is no text is named as the reason', () => {
    const mapper = defineMapper({
      name: 'test',
      direction: 'outgoing',
      fields: { cn: { join: ['a', 'b'] } },
    });

    expect(mapper.map({ a: 'x', b: { c: 'hunter2' } }, 'User Profile - Create')).toEqual(
      E.left('test: cn: join: needs text, found an object'),
    );
  });

  it('join: only when every part is there', () => {
    const fields = { cn: { join: ['givenname', 'surname'], with: ' ' } };
    expect(outgoing(fields, { givenname: 'Ann', surname: 'Lee' })).toEqual({ cn: 'Ann Lee' });
    for (const profile of [
      { givenname: 'Ann' },
      { givenname: 'Ann', surname: '' },
      { givenname: null, surname: 'Lee' },
    ]) {
      expect(outgoing(fields, profile)).toEqual({});
    }
  });

  it('firstOf: tells which values are derived', () => {
    const mapper = defineMapper({
      name: 'test',
      direction: 'outgoing',
      fields: { userName: { firstOf: ['username', 'email'] } },
    });
    expect(run(mapper, { username: 'ann', email: 'a@x.com' })).toEqual({
      data: { userName: 'ann' },
      derived: [],
    });
    expect(run(mapper, { email: 'a@x.com' })).toEqual({
      data: { userName: 'a@x.com' },
      derived: ['userName'],
    });
    expect(run(mapper, {})).toEqual({ data: {}, derived: [] });
  });

  it('firstOf: null clears only when it is said of the first', () => {
    const fields = { userName: { firstOf: ['username', 'email'] } };
    expect(outgoing(fields, { username: null, email: 'a@x.com' })).toEqual({ userName: null });
    expect(outgoing(fields, { email: null })).toEqual({});
  });

  it('stand inside each other', () => {
    const fields = { cn: { join: [{ firstOf: ['nick', 'givenname'] }, 'surname'], with: ' ' } };
    expect(outgoing(fields, { givenname: 'Ann', surname: 'Lee' })).toEqual({ cn: 'Ann Lee' });
  });
});

describe('incoming', () => {
  const mapper = defineMapper({
    name: 'test (Incoming)',
    direction: 'incoming',
    fields: { 'Given Name': 'name.givenName', 'No. of seats': 'seats', Email: 'emails[primary].value' },
  });

  it('uses targets as labels, including dots', () => {
    const user = { name: { givenName: 'Ann' }, seats: 0, emails: [{ value: 'a@x.com' }] };
    expect(run(mapper, user, 'User Profile').data).toEqual({
      'Given Name': 'Ann',
      'No. of seats': 0,
      Email: 'a@x.com',
    });
  });

  it('omits null values of the vendor', () => {
    expect(run(mapper, { name: null, seats: null }, 'User Profile').data).toEqual({});
  });
});

describe('mapping types', () => {
  const mapper = defineMapper({
    name: 'test',
    direction: 'outgoing',
    fields: { a: 'a', b: 'b' },
    update: { b: null, c: { constant: 'updated' } },
  });

  it('has changes for updates, which enable and disable share', () => {
    const source = { a: 1, b: 2 };
    expect(run(mapper, source, 'User Profile - Create').data).toEqual({ a: 1, b: 2 });
    expect(run(mapper, source, 'User Profile').data).toEqual({ a: 1, b: 2 });
    for (const type of [
      'User Profile - Update',
      'User Profile - Enable',
      'User Profile - Disable',
    ] as const) {
      expect(run(mapper, source, type).data).toEqual({ a: 1, c: 'updated' });
    }
  });

  it('list the top-level keys that their rules read', () => {
    expect([...mapper.sources('User Profile - Create')]).toEqual(['a', 'b']);
    expect([...mapper.sources('User Profile - Update')]).toEqual(['a']);
  });

  it('list keys of alternatives, parts and names as well', () => {
    const { sources } = defineMapper({
      name: 'test',
      direction: 'outgoing',
      fields: { u: { firstOf: ['username', { join: ['g', 's'] }] }, t: { from: ['t1', 't2.deep'] } },
    });
    expect([...sources('User Profile')]).toEqual(['username', 'g', 's', 't1', 't2']);
  });
});

describe('derivedFrom', () => {
  const { derivedFrom } = defineMapper({
    name: 'test',
    direction: 'outgoing',
    fields: {
      userName: { firstOf: ['username', 'email'] },
      displayName: { firstOf: ['displayname', { join: ['givenname', 'surname'], with: ' ' }] },
      'name.givenName': 'givenname',
      'name.familyName': 'surname',
      'emails[primary work].value': 'email',
      title: 'title',
    },
  });

  it('returns what the later alternatives derive for an existing user', () => {
    const user = {
      userName: 'ann.chosen',
      displayName: 'Annie',
      name: { givenName: 'Ann', familyName: 'Lee' },
      emails: [{ value: 'a@x.com' }],
    };
    expect(derivedFrom(user, 'User Profile - Update')).toEqual({
      userName: 'a@x.com',
      displayName: 'Ann Lee',
    });
  });

  it('inverts a rule that copies one key, and none that changes the value', () => {
    const login = { firstOf: ['username', 'email'] };
    const derived = (mail: Source) =>
      defineMapper({ name: 'test', direction: 'outgoing', fields: { login, mail } }).derivedFrom(
        { login: 'ann', mail: 'a@x.com' },
        'User Profile - Update',
      );

    expect(derived({ from: 'email' })).toEqual({ login: 'a@x.com' });
    expect(derived({ from: 'email', then: [['toLowerCase']] })).toEqual({});
  });

  it('has nothing where the alternative has no value either', () => {
    const { derivedFrom: derived } = defineMapper({
      name: 'test',
      direction: 'outgoing',
      fields: { login: { firstOf: ['username', 'email'] }, mail: 'email' },
    });

    expect(derived({ login: 'ann' }, 'User Profile - Update')).toStrictEqual({});
  });

  it('takes the labels of an incoming mapper as they are, whatever characters they have', () => {
    const { derivedFrom: derived } = defineMapper({
      name: 'test',
      direction: 'incoming',
      fields: { 'Login [first]': { firstOf: ['username', 'email'] }, 'E-mail. work[0]': 'email' },
    });

    expect(derived({ 'E-mail. work[0]': 'a@x.com' }, 'User Profile')).toEqual({ 'Login [first]': 'a@x.com' });
    expect(derived({ 'E-mail': { ' work': ['a@x.com'] } }, 'User Profile')).toEqual({});
  });

  it('reads no rule backwards that copies a part of a key', () => {
    const { derivedFrom: derived } = defineMapper({
      name: 'test',
      direction: 'outgoing',
      fields: { login: { firstOf: ['username', 'name'] }, given: 'name.first' },
    });

    expect(derived({ login: 'ann', given: 'Ann' }, 'User Profile - Update')).toEqual({});
  });

  it('reads a key from the target that has it, where another one of it is cleared', () => {
    const { derivedFrom: derived } = defineMapper({
      name: 'test',
      direction: 'outgoing',
      fields: { login: { firstOf: ['username', 'email'] }, mail: 'email', address: 'email' },
    });

    expect(derived({ mail: null, address: 'a@x.com' }, 'User Profile - Update')).toEqual({
      login: 'a@x.com',
    });
    expect(derived({ mail: null }, 'User Profile - Update')).toEqual({});
  });

  it('reads a key also from a rule that has alternatives for it, unless another rule only copies it', () => {
    const fields = { login: { firstOf: ['username', 'email'] }, nick: { firstOf: ['nickname', 'username'] } };
    const derived = (more: Readonly<Record<string, Source>>, user: object) =>
      defineMapper({ name: 'test', direction: 'outgoing', fields: { ...fields, ...more } }).derivedFrom(
        user as never,
        'User Profile - Update',
      );

    expect(derived({}, { login: 'ann', nick: 'Annie' })).toEqual({ nick: 'ann' });
    expect(derived({ name: 'username' }, { login: 'a@x.com', nick: 'Annie', name: 'ann' })).toEqual({
      nick: 'ann',
    });
  });

  it('believes a rule that only copies a key before those with alternatives, wherever it stands', () => {
    const fields = {
      mail: { firstOf: ['email', 'login'] },
      address: 'email',
      nick: { firstOf: ['x', 'email'] },
    };
    const { derivedFrom: derived } = defineMapper({ name: 'test', direction: 'outgoing', fields });

    expect(derived({ mail: 'old@x.com', address: 'new@x.com' }, 'User Profile - Update')).toEqual({
      nick: 'new@x.com',
    });
    expect(derived({ mail: 'old@x.com' }, 'User Profile - Update')).toEqual({ nick: 'old@x.com' });
  });

  it('omits values that cannot be derived', () => {
    expect(derivedFrom({ name: { givenName: 'Ann' } }, 'User Profile - Update')).toEqual({});
  });
});

describe('an author’s mistakes', () => {
  const define = (fields: Record<string, unknown>): (() => Mapper) => {
    return () =>
      defineMapper({ name: 'Acme', direction: 'outgoing', fields: fields as MapperDefinition['fields'] });
  };

  it.each<[string, Record<string, unknown>, string]>([
    ['target path', { 'a..b': 'x' }, 'mapper "Acme": a..b: the path has an empty part'],
    [
      'position in a target',
      { 'emails[0].value': 'x' },
      'emails[0].value: a target names a list element by type',
    ],
    ['element without a field', { 'emails[work]': 'x' }, 'needs a field'],
    ['two elements', { 'a[work].b[home].c': 'x' }, 'one list element only'],
    ['first in a target', { 'a[work first].b': 'x' }, 'for reading only'],
    ['source path', { a: 'x..y' }, 'mapper "Acme": a: "x..y": the path has an empty part'],
    ['operator', { a: { from: 'x', then: [['shout']] } }, 'mapper "Acme": a: unknown operator "shout"'],
    ['inherited name', { a: { from: 'x', then: [['constructor']] } }, 'unknown operator "constructor"'],
    [
      'argument name',
      { a: { from: 'x', then: [['substring', { start: 1 }]] } },
      'substring has no argument "start"',
    ],
    [
      'argument type',
      { a: { from: 'x', then: [['atIndex', { index: -1 }]] } },
      'atIndex: index must be a whole number',
    ],
    ['missing argument', { a: { from: 'x', then: [['atIndex']] } }, 'atIndex: index must be'],
    ['kind of source', { a: { form: 'x' } }, 'a source is a path'],
    ['further key', { a: { from: 'x', than: [] } }, 'from does not go with "than"'],
    ['shape of then', { a: { from: 'x', then: ['trim'] } }, 'then is a list of steps'],
    ['name in then', { a: { from: 'x', then: [[7]] } }, 'then is a list of steps'],
    ['empty alternatives', { a: { firstOf: [] } }, 'a: firstOf is a list of sources'],
    ['alternatives that are no list', { a: { firstOf: 'b' } }, 'a: firstOf is a list of sources'],
    ['an empty join', { a: { join: [] } }, 'a: join is a list of sources'],
    ['overwriting', { name: 'x', 'name.givenName': 'y' }, '"name" and "name.givenName" overwrite each other'],
    ['overwriting a list', { emails: 'x', 'emails[work].value': 'y' }, 'overwrite each other'],
    ['one field of an element twice', { 'e[work].v': 'x', 'e[WORK].v': 'y' }, 'overwrite each other'],
    [
      'what is inside a field of an element',
      { 'e[work].v': 'x', 'e[work].v.w': 'y' },
      'overwrite each other',
    ],
    [
      'what is around a field of an element',
      { 'e[work].v.w': 'x', 'e[work].v': 'y' },
      'overwrite each other',
    ],
    ['what is inside another field', { 'a.b.c': 'x', 'a.b': 'y' }, '"a.b.c" and "a.b" overwrite each other'],
    ['no path to read', { a: { from: [] } }, 'from is empty'],
    ['two primaries', { 'e[primary work].v': 'x', 'e[primary home].v': 'y' }, 'are both primary'],
    [
      'one element in two ways',
      { 'e[primary work].v': 'x', 'e[work].w': 'y' },
      'choose one element in two ways',
    ],
  ])('%s', (_case, fields, message) => {
    expect(define(fields)).toThrow(message);
  });

  it('are all reported at once', () => {
    expect(define({ 'a..b': 'x', c: { from: 'x', then: [['shout']] } })).toThrow(/a\.\.b[^]*shout/);
  });

  it('are told each on a line of its own, with the mapper', () => {
    expect(define({ 'a..b': 'x', c: '' })).toThrow(
      new Error(
        ['a..b: the path has an empty part', 'c: "": the path is empty']
          .map((problem) => `mapper "Acme": ${problem}`)
          .join('\n'),
      ),
    );
  });

  it.each([
    [16, false],
    [17, true],
  ])('nesting of sources in %p levels is too deep: %p', (levels, tooDeep) => {
    let source: Source = 'x';
    for (let i = 0; i < levels; i += 1) {
      source = { join: [source] };
    }
    const made = define({ a: source });

    if (tooDeep) {
      expect(made).toThrow('too deep');
    } else {
      expect(made).not.toThrow();
    }
  });

  it('include sources that nest too deep', () => {
    let source: Source = 'x';
    for (let i = 0; i < 5000; i += 1) {
      source = { join: [source] };
    }
    expect(define({ a: source })).toThrow('too deep');
  });
});

describe('failures', () => {
  it('name mapper, field and operator, never the value', () => {
    const message = failure({ alias: { from: 'x', then: [['toUpperCase']] } }, { x: { secret: 'hunter2' } });
    expect(message).toBe('test: alias: toUpperCase: needs text, found an object');
  });

  it('report data that nests too deep', () => {
    let deep: unknown = 'x';
    for (let i = 0; i < 100_000; i += 1) {
      deep = { deep };
    }
    expect(failure({ a: 'a' }, { a: deep })).toBe('test: a: nested deeper than 64 levels');
    expect(failure({ a: { from: 'a', then: [['Stringify']] } }, { a: deep })).toContain('nested too deep');
  });

  it('report a cyclic value', () => {
    const loop: Record<string, unknown> = {};
    loop['self'] = loop;
    expect(failure({ a: 'a' }, { a: loop })).toContain('nested deeper');
  });
});

describe('keys that every object inherits', () => {
  it('are ordinary data, as targets and in values', () => {
    const hostile: unknown = JSON.parse(
      '{"__proto__": {"polluted": true}, "constructor": {"prototype": "x"}}',
    );
    const data = outgoing(
      { ['__proto__.polluted']: 'x', ['constructor.prototype']: 'x', copy: 'y' },
      { x: 'value', y: hostile },
    );
    expect(JSON.stringify(data)).toBe(
      '{"__proto__":{"polluted":"value"},"constructor":{"prototype":"value"},' +
        '"copy":{"__proto__":{"polluted":true},"constructor":{"prototype":"x"}}}',
    );
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(Object.getPrototypeOf(data)).toBe(Object.prototype);
  });

  it('are not found where the data do not have them', () => {
    expect(outgoing({ a: 'constructor', b: 'toString', c: '__proto__' }, {})).toEqual({});
  });
});

describe('a mapper lists the keys that each field is made from', () => {
  const mapper = defineMapper({
    name: 'test',
    direction: 'outgoing',
    fields: {
      login: { firstOf: ['username', 'email'] },
      name: { firstOf: ['displayname', { join: ['givenname', 'surname'], with: ' ' }] },
      'emails[primary work].value': 'email',
      kind: { from: ['usertype', 'employeetype'], then: [['toLowerCase']] },
      country: { constant: 'US' },
    },
    update: { login: null },
  });

  it('and the alternatives', () => {
    expect(mapper.fields('User Profile - Create')).toEqual([
      { target: 'login', from: ['username'], otherwise: ['email'] },
      { target: 'name', from: ['displayname'], otherwise: ['givenname', 'surname'] },
      { target: 'emails[primary work].value', from: ['email'], otherwise: [] },
      { target: 'kind', from: ['usertype', 'employeetype'], otherwise: [] },
      { target: 'country', from: [], otherwise: [] },
    ]);
  });

  it('for each kind of change', () => {
    expect(mapper.fields('User Profile - Update').map(({ target }) => target)).not.toContain('login');
  });
});

it.each<[string, MapperDefinition['fields']]>([
  ['two elements, of which one is primary', { 'e[primary work].v': 'x', 'e[home].v': 'y' }],
  ['two elements, of which the other is primary', { 'e[work].v': 'x', 'e[primary home].v': 'y' }],
  ['two elements without a primary one', { 'e[work].v': 'x', 'e[home].v': 'y' }],
  ['two fields of one element', { 'e[work].v': 'x', 'e[work].w': 'y' }],
  ['primary ones of two lists', { 'e[primary work].v': 'x', 'f[primary home].v': 'y' }],
  ['lists of one name in two places', { 'a.e[primary work].v': 'x', 'b.e[primary home].v': 'y' }],
  ['keys beside each other', { 'a.b': 'x', 'a.c': 'y', ab: 'z' }],
])('a mapper may fill %s', (_, fields) => {
  expect(() => defineMapper({ name: 'test', direction: 'outgoing', fields })).not.toThrow();
});
