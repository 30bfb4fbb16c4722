import { acme } from '../__fixtures__/acme';
import { argument } from '../contract/argument';
import { defineCommand, type ExtraCommandDefinition } from '../contract/extra-command';
import type { Integration } from '../contract/integration';
import { createFakeClock } from '../http/fake-clock';
import { path } from '../http/path/path';
import { toContext } from '../render/context';
import { toEntry } from '../render/entry';
import { toMarkdown } from '../render/markdown';
import type { WireRequest } from '../http/transport/wire';
import { createInstance } from './instance';

const SECRET = 't0ken-of-acme';

const assignment = defineCommand({
  name: 'acme-get-assignment',
  description: 'Reads an assignment.',
  arguments: {
    user_id: argument.text('Id of the user.', { required: true }),
    limit: argument.number(1, 200)('How many.', { default: 50 }),
    order: argument.choice('ASCENDING', 'DESCENDING')('Which first.', { default: 'ASCENDING' }),
    all: argument.flag('Whether to show all.', { default: false }),
    filter: argument.text('Which ones.'),
  },
  contextKey: 'Acme.AppUserAssignment',
  keyedBy: ['UserID', 'AppID'],
  outputs: [
    { path: 'UserID', type: 'String', description: 'The user.' },
    { path: 'AppID', type: 'String', description: 'The application.' },
    { path: 'Profile.city', type: 'String', description: 'Where.' },
  ],
  title: 'Assignments',
  run: async ({ user_id, ...others }, { http }) => {
    const body = await http.get(path`users/${user_id}/apps`, { query: { limit: others.limit } });
    return [
      { UserID: user_id, AppID: 'a1', Profile: { ...(body as object), given: JSON.stringify(others) } },
    ];
  },
});

const run = async (
  args: Readonly<Record<string, unknown>>,
  { command = assignment, status = 200, text = `{"city":"Berlin"}` } = {},
) => {
  const sent: WireRequest[] = [];
  const integration: Integration = { ...acme, commands: [command] };
  const instance = createInstance(
    integration,
    { url: 'https://acme.example', token: SECRET },
    {
      name: 'a',
      env: {},
      clock: createFakeClock(),
      transport: async (request) => {
        sent.push(request);
        return { status, headers: [['content-type', 'application/json']], body: Buffer.from(text) };
      },
    },
  );
  const result = await instance.runByName(command.name, args);
  return { result, sent, instance };
};

describe('a command that the integration alone has', () => {
  it('receives its arguments as values with defaults, and returns its records below their own key', async () => {
    const { result, sent, instance } = await run({ user_id: 'u 1', limit: '20' });

    expect(sent.map(({ method, url }) => [method, url.split('acme.example')[1]])).toEqual([
      ['GET', expect.stringContaining('/users/u%201/apps?limit=20')],
    ]);
    const output = [
      {
        UserID: 'u 1',
        AppID: 'a1',
        Profile: { city: 'Berlin', given: '{"limit":20,"order":"ASCENDING","all":false}' },
      },
    ];
    expect(result).toMatchObject({ kind: 'extra', status: 'done', requests: 1, output });
    expect(toContext(result)).toEqual({ Acme: { AppUserAssignment: output } });
    expect(toEntry(result)).toMatchObject({
      Type: 1,
      Contents: output,
      EntryContext: {
        'Acme.AppUserAssignment(val.UserID && val.UserID == obj.UserID && val.AppID && val.AppID == obj.AppID)':
          output,
      },
    });
    expect(toMarkdown(result)).toMatch(/^### Assignments\n\|UserID\|AppID\|Profile\|\n/);
    expect(instance.extraCommands.map(({ name }) => name)).toEqual(['acme-get-assignment']);
  });

  it.each([
    [{}, 'user_id: is missing'],
    [{ user_id: ' ' }, 'user_id: is missing'],
    [{ user_id: 42 }, 'user_id: must be text'],
    [{ user_id: 'u', limit: '0' }, 'limit: must be a whole number from 1 to 200'],
    [{ user_id: 'u', limit: '201' }, 'limit: must be a whole number'],
    [{ user_id: 'u', limit: '1e2' }, 'limit: must be a whole number'],
    [{ user_id: 'u', limit: 1.5 }, 'limit: must be a whole number'],
    [{ user_id: 'u', order: 'ascending' }, 'order: must be one of ASCENDING, DESCENDING'],
    [{ user_id: 'u', all: 'perhaps' }, 'all: must be true or false'],
    [{ user_id: 'u', userid: 'x' }, '"userid" is not an argument of acme-get-assignment'],
  ])('%j is refused and nothing is sent', async (args, message) => {
    const { result, sent } = await run(args);
    expect(result).toMatchObject({ kind: 'extra', status: 'failed', failure: { kind: 'invalid-input' } });
    expect(result.failure?.message).toContain(message);
    expect(sent).toEqual([]);
  });

  it('fails with the vendor’s message', async () => {
    const { result } = await run(
      { user_id: 'u' },
      { status: 403, text: '{"error":{"message":"no rights"}}' },
    );
    expect(result).toMatchObject({
      kind: 'extra',
      status: 'failed',
      failure: { status: 403 },
      output: undefined,
    });
    expect(toContext(result)).toMatchObject({ Error: { success: false, errorCode: 403 } });
    expect(toEntry(result)).toMatchObject({ Type: 4 });
  });

  it('shows no secret that the vendor sends back', async () => {
    const { result } = await run({ user_id: 'u' }, { text: JSON.stringify({ city: `is ${SECRET}` }) });
    expect(JSON.stringify(result)).not.toContain(SECRET);
    expect(result.status).toBe('done');
  });

  it('shows its records in tables of its own', async () => {
    const { result } = await run(
      { user_id: 'u' },
      {
        command: defineCommand({
          ...definition,
          arguments: { user_id: argument.text('Id of the user.', { required: true }) },
          run: async () => [{ ID: '1', Logo: 'https://img.example/a.png' }],
          tables: (records, { user_id }) => [
            { title: `Things of ${user_id} (${records.length})`, rows: records, images: ['Logo'] },
            { title: 'More', rows: [{ key: 'v', none: null }], columns: ['none', 'key'] },
          ],
        }),
      },
    );
    expect(toMarkdown(result)).toBe(
      '### Things of u (1)\n|ID|Logo|\n|---|---|\n| 1 | ![](https://img.example/a.png) |\n' +
        '\n### More\n|key|\n|---|\n| v |\n',
    );
    expect(toContext(result)).toEqual({
      Acme: { Thing: [{ ID: '1', Logo: 'https://img.example/a.png' }] },
    });
  });

  it.each([
    'http://img.example/a.png',
    'https://img.example/a.png) [x](https://evil.example/',
    'https://img.example/a|b',
    'javascript:alert(1)',
    'https://u:p@img.example/a.png',
  ])('shows %s as text where an image is expected', async (address) => {
    const { result } = await run(
      {},
      {
        command: defineCommand({
          ...definition,
          run: async () => ({ ID: address }),
          tables: (rows) => [{ title: 'Things', rows, images: ['ID'] }],
        }),
      },
    );
    expect(toMarkdown(result)).not.toContain('![');
  });

  it('fails when its tables cannot be made, and shows no secret in them', async () => {
    const failing = defineCommand({
      ...definition,
      run: async () => ({ ID: 'x' }),
      tables: () => {
        throw new Error('no table');
      },
    });
    expect((await run({}, { command: failing })).result.status).toBe('failed');
    const echoing = defineCommand({
      ...definition,
      run: async () => ({ ID: 'x' }),
      tables: () => [{ title: `is ${SECRET}`, rows: [{ ID: SECRET }] }],
    });
    const { result } = await run({}, { command: echoing });
    expect(JSON.stringify(result) + toMarkdown(result)).not.toContain(SECRET);
  });

  it('is no writing command, whatever its author tries', async () => {
    const writing = defineCommand({
      ...definition,
      run: async (_, { http }) => {
        expect(Object.keys(http).sort()).toEqual(['exchange', 'find', 'findExchange', 'get', 'page']);
        return undefined;
      },
    });
    const { result } = await run({}, { command: writing });
    expect(result).toMatchObject({ status: 'done', output: undefined });
    expect(toContext(result)).toEqual({ Acme: { Thing: [] } });
    expect(toMarkdown(result)).toContain('**No entries.**');
  });

  it.each<[string, Partial<ExtraCommandDefinition<Record<never, never>>>, RegExp]>([
    ['a name of a common command', { name: 'iam-get-user' }, /begins with none of iam-/],
    ['the name test-module', { name: 'test-module' }, /begins with none of/],
    ['no word before', { name: 'logs' }, /small letters and hyphens/],
    [
      'an argument named using',
      { arguments: { using: argument.text('x') } },
      /an argument cannot have that name/,
    ],
    ['no outputs', { outputs: [] }, /it needs outputs/],
    ['a key that is no output', { keyedBy: ['Nr'] }, /keyedBy names paths of outputs/],
    ['a context key with a slash', { contextKey: 'Acme/Thing' }, /contextKey/],
  ])('cannot have %s', (_, wrong, message) => {
    expect(() => defineCommand({ ...definition, ...wrong })).toThrow(message);
  });
});

const definition: ExtraCommandDefinition<Record<never, never>> = {
  name: 'acme-get-thing',
  description: 'Reads a thing.',
  arguments: {},
  contextKey: 'Acme.Thing',
  keyedBy: ['ID'],
  outputs: [{ path: 'ID', type: 'String', description: 'Its id.' }],
  run: async () => undefined,
};
