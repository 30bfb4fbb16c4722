import * as E from 'fp-ts/Either';
import { readArguments, whoIsNamed, type CommandArguments } from './arguments';
import { COMMANDS } from './command';

const read = (command: string, given: Record<string, unknown>): CommandArguments => {
  const result = readArguments(command, given);
  if (E.isLeft(result)) {
    throw new Error(result.left.join('\n'));
  }
  return result.right;
};

const problems = (command: string, given: Record<string, unknown>): readonly string[] => {
  const result = readArguments(command, given);
  return E.isLeft(result) ? result.left : [];
};

const PROFILE = { email: 'jane@example.com' };

describe('user-profile', () => {
  it.each([
    ['an object', PROFILE],
    ['JSON', '{"email": "jane@example.com"}'],
    ['JSON with blanks around it', ' \n{"email": "jane@example.com"}\n '],
    ['JSON after a byte order mark', '\ufeff{"email": "jane@example.com"}'],
  ])('may be %s', (_, given) => {
    expect(read('iam-get-user', { 'user-profile': given }).userProfile).toEqual(PROFILE);
  });

  it.each<[string, unknown, string]>([
    ['absent', undefined, 'user-profile: is missing. The employee record as a JSON object'],
    ['null', null, 'user-profile: is missing.'],
    ['empty', '  ', 'user-profile: is missing.'],
    ['no JSON', '{"email": hunter2}', 'user-profile: is not valid JSON'],
    [
      'a text',
      '"hunter2"',
      'user-profile: must be a JSON object. The employee record as a JSON object, for example {"email": "jane@example.com"}.',
    ],
    ['a list', ['hunter2'], 'user-profile: must be a JSON object'],
    [
      'an object with a key twice',
      '{"email":"a@b.c","email":"hunter2"}',
      'user-profile: has "email" twice in one object',
    ],
    [
      'an empty object',
      {},
      'user-profile: is an empty object. The employee record as a JSON object, for example {"email": "jane@example.com"}.',
    ],
    [
      'an object with a date',
      { email: 'hunter2', hired: new Date(0) },
      'user-profile: hired must be text, a number',
    ],
    ['too deep', `${'['.repeat(101)}${']'.repeat(101)}`, 'user-profile: nests more than 100 levels deep'],
  ])('is refused without being shown when it is %s', (_, given, problem) => {
    const found = problems('iam-get-user', { 'user-profile': given });

    expect(found).toHaveLength(1);
    expect(found[0]).toContain(problem);
    expect(found[0]).not.toContain('hunter2');
  });

  it('may contain itself nowhere', () => {
    const cyclic: Record<string, unknown> = { ...PROFILE };
    cyclic['manager'] = cyclic;

    expect(problems('iam-get-user', { 'user-profile': cyclic })).toEqual([
      'user-profile: nests more than 100 levels deep, or contains itself',
    ]);
  });

  it('keeps a key such as __proto__', () => {
    const { userProfile } = read('iam-get-user', {
      'user-profile': '{"__proto__": {"id": "1"}, "email": "x"}',
    });

    expect(Object.keys(userProfile)).toEqual(['__proto__', 'email']);
    expect(userProfile['id']).toBeUndefined();
  });
});

describe('allow-enable', () => {
  it.each([
    [undefined, true],
    [null, true],
    [true, true],
    [false, false],
    ['true', true],
    ['TRUE', true],
    ['yes', true],
    ['False', false],
    ['no', false],
  ])('%p means %p', (given, expected) => {
    expect(read('iam-update-user', { 'user-profile': PROFILE, 'allow-enable': given }).allowEnable).toBe(
      expected,
    );
  });

  it.each([['flase'], [''], [0], [[]], ['1']])('%p is an error, so that a typo enables no user', (given) => {
    expect(problems('iam-update-user', { 'user-profile': PROFILE, 'allow-enable': given })).toEqual([
      'allow-enable: must be true or false (or yes or no)',
    ]);
  });

  it('is no argument of commands that never enable a user', () => {
    expect(problems('iam-disable-user', { 'user-profile': PROFILE, 'allow-enable': 'true' })).toEqual([
      '"allow-enable" is not an argument of iam-disable-user (user-profile)',
    ]);
  });
});

describe('member ids', () => {
  it.each<[unknown, string[]]>([
    [
      ['1', '2'],
      ['1', '2'],
    ],
    ['["1", 2]', ['1', '2']],
    ['1, 2 ,3', ['1', '2', '3']],
    ['1', ['1']],
    [7, ['7']],
    [
      [' 1 ', 2],
      ['1', '2'],
    ],
    ['1,,2,', ['1', '2']],
    ['1\n2\n3\n', ['1', '2', '3']],
    ['1\r\n\r\n 2,\r\n3', ['1', '2', '3']],
    ['1\r2', ['1', '2']],
    ['\n[\n"1",\n"2"\n]\n', ['1', '2']],
    ['\n\n', []],
    [undefined, []],
    ['', []],
    [[], []],
  ])('%p reads as %p', (given, ids) => {
    expect(read('iam-update-group', { scim: { id: 'g' }, memberIdsToAdd: given }).memberIdsToAdd).toEqual(
      ids,
    );
  });

  it.each([
    ['m1,m2\u200b,m3', 'id 2 has blanks or invisible characters at its beginning or end'],
    ['m\u00001', 'id 1 has invisible or control characters, or blanks that are no ordinary ones, inside'],
    ['m1\tm2', 'id 1 has invisible or control characters, or blanks that are no ordinary ones, inside'],
    [
      ['1', 'm\u00ad2'],
      'id 2 has invisible or control characters, or blanks that are no ordinary ones, inside',
    ],
    ['"m1"\n"m2"\n', 'id 1 is in quotes; those belong into a JSON list'],
  ])('%j has no id and is refused, because removing it would report success', (given, why) => {
    expect(problems('iam-update-group', { scim: { id: 'g' }, memberIdsToDelete: given })).toEqual([
      `memberIdsToDelete: ${why}`,
    ]);
  });

  it.each([[{ id: '1' }], [[{ value: '1' }]], [['']], ['["1", null]'], [true], ['[1']])(
    '%p is refused',
    (given) => {
      expect(problems('iam-update-group', { scim: { id: 'g' }, memberIdsToDelete: given })[0]).toMatch(
        /^memberIdsToDelete: /,
      );
    },
  );
});

describe('a call', () => {
  it('may be left undefined, be it unknown', () => {
    expect(problems('iam-get-user', { 'user-profile': PROFILE, scim: undefined, other: undefined })).toEqual(
      [],
    );
    expect(problems('iam-get-user', { 'user-profile': PROFILE, other: null })).toEqual([
      expect.stringContaining('"other" is not an argument of iam-get-user'),
    ]);
  });

  it('names every problem at once', () => {
    expect(problems('iam-create-user', { 'user-profle': '{}', 'allow-enable': 'maybe' })).toEqual([
      '"user-profle" is not an argument of iam-create-user (user-profile, allow-enable)',
      expect.stringMatching(/^user-profile: is missing/),
      'allow-enable: must be true or false (or yes or no)',
    ]);
  });

  it.each([['iam-delete-user'], ['constructor'], ['__proto__'], ['']])(
    'of %p is none, and the commands are named',
    (command) => {
      expect(problems(command, {})[0]).toContain(
        'is not a command; the commands are iam-get-user, iam-create-user',
      );
    },
  );

  it('needs nothing where the command has no arguments', () => {
    expect(read('test-module', {})).toMatchObject({ command: 'test-module' });
    expect(problems('test-module', { scim: {} })).toEqual([
      '"scim" is not an argument of test-module (it has none)',
    ]);
  });

  it('reads includeMembers as off unless it is asked for', () => {
    expect(read('iam-get-group', { scim: { id: 'g' } }).includeMembers).toBe(false);
    expect(read('iam-get-group', { scim: { id: 'g' }, includeMembers: 'yes' }).includeMembers).toBe(true);
  });
});

it('the commands are those of the reference, with enabling as one of its own', () => {
  expect(Object.keys(COMMANDS)).toEqual([
    'iam-get-user',
    'iam-create-user',
    'iam-update-user',
    'iam-enable-user',
    'iam-disable-user',
    'iam-get-group',
    'iam-create-group',
    'iam-update-group',
    'iam-delete-group',
    'get-mapping-fields',
    'test-module',
  ]);
});

describe('whom a call is about', () => {
  it.each<[string, object, string]>([
    ['the name of the group', { id: 'g1', displayName: 'Staff' }, 'Staff'],
    ['its id where it is not named', { id: 'g1' }, 'g1'],
    ['an id that is a number, as text', { id: 7 }, '7'],
    ['nothing where it says neither', { externalId: 'E' }, ''],
  ])('is %s', (_, scim, who) => {
    expect(whoIsNamed(read('iam-update-group', { scim, memberIdsToAdd: '1' }))).toBe(who);
  });
});

it('an argument that is left out counts as what its default is said to be', () => {
  const needed = { 'user-profile': PROFILE, scim: { id: 'g1' } };
  const withDefaults = Object.values(COMMANDS).flatMap(({ name, arguments: specs }) => {
    const given = Object.fromEntries(
      specs.flatMap((spec) => (spec.required ? [[spec.name, needed[spec.name as keyof typeof needed]]] : [])),
    );
    return specs.flatMap((spec) =>
      'default' in spec ? [{ name, given, argument: spec.name, value: spec.default }] : [],
    );
  });

  expect(withDefaults.map(({ name, argument }) => `${name} ${argument}`)).toEqual([
    'iam-create-user allow-enable',
    'iam-update-user allow-enable',
    'iam-get-group includeMembers',
  ]);
  for (const { name, given, argument, value } of withDefaults) {
    // What was given is kept as well, and there the two differ.
    const meaning = (args: Record<string, unknown>) => {
      const { values: _given, ...rest } = read(name, args);
      return rest;
    };
    expect(meaning({ ...given, [argument]: value })).toEqual(meaning(given));
  }
});
