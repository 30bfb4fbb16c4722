import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { folderWith, iam } from '../__fixtures__/terminal';

// Which user is found, from the command line to a server with the strictest or the laxest search.

type Person = Record<string, unknown> & { id: string };

const ANN: Person = { id: 'u-1', userName: 'ann@example.com', active: true };
const COMMANDS = ['get', 'create', 'update', 'enable', 'disable'].map((action) => `iam-${action}-user`);

/** How a server evaluates `attribute eq "value"`. */
type Search = (people: readonly Person[], attribute: string, value: string) => readonly Person[];

const byBytes: Search = (people, attribute, value) => people.filter((person) => person[attribute] === value);
const careless: Search = (people) => people;

const serverOf = async (people: readonly Person[], search: Search) => {
  const stored = people.map((person) => ({ ...person }));
  const writes: string[] = [];
  const searches: string[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://127.0.0.1');
      const answer = (status: number, body: object) => {
        response.writeHead(status, { 'content-type': 'application/scim+json' });
        response.end(JSON.stringify(body));
      };
      const filter = /^(\S+) eq (".*")$/.exec(url.searchParams.get('filter') ?? '');
      const id = /\/Users\/(.+)$/.exec(url.pathname)?.[1];
      const person = stored.find((one) => one.id === id);
      if (request.method !== 'GET') {
        writes.push(`${request.method ?? ''} ${id ?? 'new'}`);
      }
      if (filter?.[1] !== undefined && filter[2] !== undefined) {
        searches.push(filter[0]);
        const found = search(stored, filter[1], JSON.parse(filter[2]) as string);
        answer(200, { totalResults: found.length, Resources: found });
      } else if (request.method === 'PATCH' && person !== undefined) {
        const { Operations } = JSON.parse(text) as { Operations: { path?: string; value: unknown }[] };
        Operations.forEach(({ path, value }) =>
          Object.assign(person, path === undefined ? value : { [path]: value }),
        );
        answer(200, person);
      } else if (request.method === 'POST') {
        const created = { ...(JSON.parse(text) as object), id: `u-${stored.length + 1}` };
        stored.push(created);
        answer(201, created);
      } else if (person !== undefined) {
        answer(200, person);
      } else {
        answer(404, {
          schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
          detail: 'no',
          status: '404',
        });
      }
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    stored,
    writes,
    searches,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
};

const runAt = async (
  people: readonly Person[],
  search: Search,
  command: string,
  profile: object,
  files: Readonly<Record<string, object>> = {},
) => {
  const server = await serverOf(people, search);
  const params = { url: server.url, tenantId: 't', authenticationToken: 'a-token-of-the-test' };
  const mapper = Object.keys(files)[0];
  const cwd = folderWith({
    'iam.config.json': {
      instances: [
        {
          name: 'aws',
          integration: 'aws-ilm',
          params: mapper === undefined ? params : { ...params, mapperOut: mapper },
        },
      ],
    },
    ...files,
  });
  const result = await iam(['run', command, `user-profile=${JSON.stringify(profile)}`, '--output', 'json'], {
    cwd,
  });
  await server.close();
  return { ...server, ...result };
};

describe.each(COMMANDS)('%s', (command) => {
  const active = command !== 'iam-enable-user';

  it('ignores another person’s record that every search returns', async () => {
    const people = [{ ...ANN, externalId: 'E-OLD', active: false }];
    const { code, stdout, stored, writes } = await runAt(people, careless, command, {
      email: 'ann@example.com',
      employeeid: 'E-NEW',
    });

    expect([code, writes, stored]).toEqual([1, [], people]);
    expect(stdout).toMatch(/409/);
    expect(stdout).toMatch(/u-1.*externalId/);
  });

  it('finds a renamed person by the employee number and creates no second account', async () => {
    const { code, stdout, stored } = await runAt(
      [{ ...ANN, externalId: 'E1', name: { givenName: 'Ann', familyName: 'X' }, displayName: 'Ann', active }],
      byBytes,
      command,
      {
        username: 'ann.new@example.com',
        employeeid: 'E1',
        givenname: 'Ann',
        surname: 'X',
        displayname: 'Ann',
      },
    );

    expect(code).toBe(0);
    expect(stdout).toContain('u-1');
    expect(stored).toHaveLength(1);
    expect(stored[0]?.['active']).toBe(command !== 'iam-disable-user');
  });

  it.each([
    ['Ann@Example.com', 'ann@example.com'],
    ['jose\u0301@example.com', 'josé@example.com'],
  ])('finds a user in another spelling when the search compares bytes: %j', async (email, userName) => {
    const { code, stdout, stored, searches } = await runAt([{ ...ANN, userName, active }], byBytes, command, {
      username: email,
    });

    expect([code, stored.length]).toEqual([0, 1]);
    expect(stdout).toContain('u-1');
    expect(searches).toEqual([
      `userName eq ${JSON.stringify(email)}`,
      `userName eq ${JSON.stringify(userName)}`,
    ]);
  });

  it('sends nothing for an identifier with an invisible character', async () => {
    const { code, searches, writes } = await runAt([ANN], byBytes, command, {
      email: 'an\u2060n@example.com',
    });

    expect([code, searches, writes]).toEqual([1, [], []]);
  });

  it('does not act on a namesake that a mapper file derives from the local part of an address', async () => {
    const userName = {
      complex: {
        root: 'email',
        transformers: [
          { operator: 'split', args: { delimiter: { value: { simple: '@' } } } },
          { operator: 'first', args: {} },
        ],
      },
    };
    const rules = {
      internalMapping: {
        userName,
        emails: {
          complex: {
            root: 'email',
            transformers: [
              {
                operator: 'concat',
                args: {
                  prefix: { value: { simple: '[{"value":"' } },
                  suffix: { value: { simple: '","type":"work","primary":true}]' } },
                },
              },
              { operator: 'ParseJSON', args: {} },
            ],
          },
        },
      },
    };
    const mapper = {
      type: 'mapping-outgoing',
      mapping: { 'User Profile - Create': rules, 'User Profile - Update': rules },
    };
    const jane = {
      id: 'u-1',
      userName: 'jane',
      emails: [{ value: 'jane@example.com', primary: true }],
      active,
    };
    const other = await runAt(
      [jane],
      byBytes,
      command,
      { email: 'jane@other.com' },
      { 'local.json': mapper },
    );

    expect([other.code, other.writes, other.stored]).toEqual([1, [], [jane]]);
    expect(other.stdout).toContain('u-1');
    if (command === 'iam-disable-user') {
      const own = await runAt(
        [jane],
        byBytes,
        command,
        { email: 'jane@example.com' },
        { 'local.json': mapper },
      );
      expect([own.code, own.stored[0]?.active]).toEqual([0, false]);
    }
  });
});
