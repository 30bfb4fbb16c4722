import { parseCommandLine } from './command-line';

const parsed = (text: string) => {
  const result = parseCommandLine(text);
  if (!result.ok) {
    throw new Error(`column ${result.column}: ${result.message}`);
  }
  return { command: result.line.command, args: Object.fromEntries(result.line.args) };
};

const problem = (text: string) => {
  const result = parseCommandLine(text);
  return result.ok ? 'it was accepted' : `${result.column}: ${result.message}`;
};

describe('the commands of the published documents', () => {
  it.each<[string, string, Record<string, unknown>]>([
    [
      '!iam-create-user user-profile={"email": "john.doe@example.com", "username": "test", "givenname": "test", "surname": "test", "displayname": "test"}',
      'iam-create-user',
      {
        'user-profile': {
          email: 'john.doe@example.com',
          username: 'test',
          givenname: 'test',
          surname: 'test',
          displayname: 'test',
        },
      },
    ],
    [
      '!iam-update-user user-profile={"username": "test"}',
      'iam-update-user',
      { 'user-profile': { username: 'test' } },
    ],
    [
      '!iam-get-user user-profile={"username": "test"}',
      'iam-get-user',
      { 'user-profile': { username: 'test' } },
    ],
    [
      '!iam-disable-user user-profile={"username": "test"}',
      'iam-disable-user',
      { 'user-profile': { username: 'test' } },
    ],
    ['!iam-get-group scim={"id": "121212"}', 'iam-get-group', { scim: { id: '121212' } }],
    [
      '!iam-create-group scim={"displayName": "The group"}',
      'iam-create-group',
      { scim: { displayName: 'The group' } },
    ],
    [
      '!iam-update-group scim={"id": "121212"} memberIdsToAdd=["123456"]',
      'iam-update-group',
      { scim: { id: '121212' }, memberIdsToAdd: ['123456'] },
    ],
    ['!iam-delete-group scim={"id": "121212"}', 'iam-delete-group', { scim: { id: '121212' } }],
    [
      '!iam-create-user user-profile=`{"emails":[{"value":"testatlas@paloaltonetworks.com","type":"work","primary":"true"}],"is_active": "true", "userName":"testatlas@paloaltonetworks.com"}` using="Atlassian IAM_instance_1"',
      'iam-create-user',
      {
        'user-profile': {
          emails: [{ value: 'testatlas@paloaltonetworks.com', type: 'work', primary: 'true' }],
          is_active: 'true',
          userName: 'testatlas@paloaltonetworks.com',
        },
        using: 'Atlassian IAM_instance_1',
      },
    ],
    [
      '!iam-update-user user-profile=`{"email": "testatlas@paloaltonetworks.com", "username": "testatlas@paloaltonetworks.com", "title": "Manager"}` using="Atlassian IAM_instance_1"',
      'iam-update-user',
      {
        'user-profile': {
          email: 'testatlas@paloaltonetworks.com',
          username: 'testatlas@paloaltonetworks.com',
          title: 'Manager',
        },
        using: 'Atlassian IAM_instance_1',
      },
    ],
    [
      '!iam-get-user user-profile=`{"email": "test@paloaltonetworks.com", "username": "testDemisto"}` using="Atlassian IAM_instance_1"',
      'iam-get-user',
      {
        'user-profile': { email: 'test@paloaltonetworks.com', username: 'testDemisto' },
        using: 'Atlassian IAM_instance_1',
      },
    ],
    [
      '!iam-disable-user user-profile=`{"email": "testdemisto@paloaltonetworks.com", "username": "Demisto"}` using="Atlassian IAM_instance_1"',
      'iam-disable-user',
      {
        'user-profile': { email: 'testdemisto@paloaltonetworks.com', username: 'Demisto' },
        using: 'Atlassian IAM_instance_1',
      },
    ],
    [
      '!iam-create-user user-profile=`{"email": "demistotest@paloaltonetworks.com", "givenname": "test", "surname": "test"}`',
      'iam-create-user',
      { 'user-profile': { email: 'demistotest@paloaltonetworks.com', givenname: 'test', surname: 'test' } },
    ],
    [
      '!iam-update-user user-profile=`{"email": "demistotest@paloaltonetworks.com", "givenname": "John"}` allow-enable=true',
      'iam-update-user',
      {
        'user-profile': { email: 'demistotest@paloaltonetworks.com', givenname: 'John' },
        'allow-enable': 'true',
      },
    ],
  ])('%s', (text, command, args) => {
    const found = parsed(text);
    const read = Object.entries(found.args).map(([name, value]) => [
      name,
      typeof args[name] === 'object' ? (JSON.parse(value) as unknown) : value,
    ]);

    expect(found.command).toBe(command);
    expect(Object.fromEntries(read)).toEqual(args);
  });
});

describe('a value', () => {
  it.each([
    ['bare', 'true', 'true'],
    ['bare, with quotes inside', `a"b'c`, `a"b'c`],
    ['bare, with = inside', 'a=b', 'a=b'],
    ['empty', '', ''],
    ['in double quotes', '"two words"', 'two words'],
    ['in double quotes, empty', '""', ''],
    ['in double quotes, with escaped quotes', '"{\\"a\\": \\"b\\"}"', '{"a": "b"}'],
    ['in double quotes, with an escaped back-slash at the end', '"a\\\\"', 'a\\'],
    ['in double quotes, with back-slashes that escape nothing', '"C:\\temp\\new"', 'C:\\temp\\new'],
    ['in double quotes, over two lines', '"a\nb"', 'a\nb'],
    ['in back-ticks, as it is', '`{"a": "\\"b\\""}`', '{"a": "\\"b\\""}'],
    ['in back-ticks, empty', '``', ''],
    ['bare JSON with spaces', '{ "a" : [ 1, { "b": null } ] }', '{ "a" : [ 1, { "b": null } ] }'],
    ['bare JSON with brackets and quotes in strings', '{"a": "}]\\" {["}', '{"a": "}]\\" {["}'],
    ['bare JSON with a back-tick', '{"a": "`"}', '{"a": "`"}'],
    ['bare JSON with __proto__', '{"__proto__": {"x": 1}}', '{"__proto__": {"x": 1}}'],
    ['bare JSON list', '["1", "2"]', '["1", "2"]'],
    ['emoji and right-to-left text', '{"a": "🎉 שלום"}', '{"a": "🎉 שלום"}'],
  ])('%s', (_, written, value) => {
    expect(parsed(`!cmd a=${written} z=1`).args).toEqual({ a: value, z: '1' });
    expect(parsed(`!cmd a=${written}`).args).toEqual({ a: value });
  });

  it('keeps the order and both values of a name that is written twice', () => {
    expect(parseCommandLine('!cmd a=1 b=2 a=3')).toEqual({
      ok: true,
      line: {
        command: 'cmd',
        args: [
          ['a', '1'],
          ['b', '2'],
          ['a', '3'],
        ],
      },
    });
  });

  it('may be on another line, and spaces around the command do not matter', () => {
    expect(parsed('  !cmd\n\ta=1\r\n  b=2 \n')).toEqual({ command: 'cmd', args: { a: '1', b: '2' } });
    expect(parsed('!cmd')).toEqual({ command: 'cmd', args: {} });
  });
});

describe('a text that is not a command', () => {
  it.each([
    ['', '1: a command begins with !, for example !iam-get-user'],
    ['iam-get-user', '1: a command begins with !, for example !iam-get-user'],
    ['! a=1', '2: the name of a command is missing after the !'],
    [
      '!cmd a',
      '6: the name that begins here must be followed by =, and a value that contains spaces needs quotes',
    ],
    ['!cmd a = 1', '6: the name that begins here must be followed by =, without spaces around it'],
    [
      '!cmd a=two words',
      '12: the name that begins here must be followed by =, and a value that contains spaces needs quotes',
    ],
    ['!cmd =1', '6: the name of an argument is expected here'],
    ['!cmd "a"=1', '6: the name of an argument is expected here'],
    ['!cmd a="b', '8: the quote opened here is never closed'],
    ['!cmd a="b\\"', '8: the quote opened here is never closed'],
    ['!cmd a=`b', '8: the back-tick opened here is never closed'],
    ['!cmd a={"b": "c}', '14: the quote opened here is never closed'],
    ['!cmd a={"b": [1}', '16: } is found where ] is expected'],
    ['!cmd a={"b": {"c": 1}', '8: the { opened here is never closed'],
    ['!cmd a="b"c=1', '11: the value of a ended here; a space must follow'],
    ['!cmd a={}}', '10: the value of a ended here; a space must follow'],
    ['!cmd a=“b”', '8: “ (U+201C) is an opening double quotation mark; write a plain " instead'],
    ['!cmd 🎉=1 a="', '12: the quote opened here is never closed'],
  ])('%s', (text, expected) => {
    expect(problem(text)).toBe(expected);
  });
});

describe('the time it takes', () => {
  // A reader that goes back would need minutes for these; the limit of the test runner is seconds.
  it.each([
    ['open brackets', `!cmd a=${'['.repeat(200_000)}`],
    ['nested JSON', `!cmd a=${'[{"a":'.repeat(100_000)}1${'}]'.repeat(100_000)}`],
    ['back-slashes', `!cmd a="${'\\'.repeat(400_000)}`],
    ['quotes', `!cmd a={${'"'.repeat(400_000)}`],
    ['spaces', `!cmd${' '.repeat(400_000)}a`],
    ['many arguments', `!cmd ${'a=1 '.repeat(100_000)}`],
    ['a name without end', `!cmd ${'a'.repeat(400_000)}`],
  ])('grows with the length of the text: %s', (_, text) => {
    expect(typeof parseCommandLine(text).ok).toBe('boolean');
  });
});
