import { listText, rawScim } from './__fixtures__/raw-scim';
import { standardDialect, type ScimDialect } from './dialect';

// What of a dialect reaches the commands: each entry is one sentence of a vendor about itself.

const CORE = 'urn:scim:schemas:core:1.0';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const ENTERPRISE_1 = 'urn:scim:schemas:extension:enterprise:1.0';

const ANN = { id: 'u-1', userName: 'ann', active: true };

/** An update at a vendor that has the one record, and what it wrote. */
const updated = async (profile: object, dialect: Partial<ScimDialect>, record: object = ANN) => {
  const text = JSON.stringify(record);
  const server = rawScim(({ method }) => (method === 'GET' ? listText(text) : text), { dialect });
  const result = await server.instance.runByName('iam-update-user', { 'user-profile': profile });
  return { result, sent: server.sent, written: server.written().map((body): unknown => JSON.parse(body)) };
};

describe('the names of version 1.1 in a profile', () => {
  const profile = { username: 'ann', [ENTERPRISE_1]: { department: 'IT' } };
  const department = { op: 'add', path: `${ENTERPRISE}:department`, value: 'IT' };

  it.each<[string, Partial<ScimDialect>, unknown]>([
    ['known to a vendor of that version', { version: '1.1' }, { [ENTERPRISE_1]: { department: 'IT' } }],
    ['known where instances choose the version', { version1Urns: {} }, { Operations: [department] }],
  ])('are %s', async (_, dialect, written) => {
    const update = await updated(profile, dialect);
    expect([update.result.warnings, update.written]).toMatchObject([[], [written]]);
  });

  it('are no attributes of a vendor that has 2.0 alone', async () => {
    const { result, written } = await updated(profile, {});
    expect(written).toEqual([]);
    expect(result.warnings.join()).toContain(`${ENTERPRISE_1} is not an attribute`);
  });
});

describe('a manager’s id', () => {
  const under = (key: string) => ({ ...ANN, [ENTERPRISE]: { manager: { [key]: 'u-9' } } });

  it.each<[string, Partial<ScimDialect>, string, number]>([
    ['value, as RFC 7643 has it', {}, 'value', 0],
    ['and not managerId', {}, 'managerId', 1],
    ['managerId where the dialect says so', { managerKey: 'managerId' }, 'managerId', 0],
    ['value where the dialect says that', { managerKey: 'value' }, 'value', 0],
  ])('is read under %s', async (_, dialect, key, writes) => {
    expect((await updated({ username: 'ann', manager: 'u-9' }, dialect, under(key))).written).toHaveLength(
      writes,
    );
  });
});

describe('references', () => {
  const boss = { username: 'ann', manageremailaddress: 'boss@x.example' };

  it('are the manager of the enterprise extension, and what else the dialect says instead', async () => {
    const filters = async (dialect: Partial<ScimDialect>) =>
      (await updated(boss, dialect)).sent
        .filter(({ method }) => method === 'GET')
        .map(({ target }) => target);
    expect(await filters({})).toContain('/Users?filter=userName eq "boss@x.example"');
    expect(await filters({ references: {} })).toEqual(['/Users?filter=userName eq "ann"']);
    expect(
      await filters({
        references: { assistant: [{ from: 'manageremailaddress', lookupBy: 'externalId' }] },
        userAttributes: [...standardDialect.userAttributes, 'assistant'],
      }),
    ).toContain('/Users?filter=externalId eq "boss@x.example"');
  });
});

it('leaves a profile without a user name alone, although the vendor rewrites them', async () => {
  const { result, sent } = await updated(
    { email: 'ann@x.example', username: null },
    { userName: (given) => given.toLowerCase(), lookupBy: ['emails'], requiredAttributes: [] },
    { ...ANN, emails: [{ value: 'ann@x.example', primary: true }] },
  );
  expect(result.failure?.kind).not.toBe('bug');
  expect(sent[0]?.target).toBe('/Users?filter=emails eq "ann@x.example"');
});

describe('SCIM 1.1 on the wire', () => {
  const record = { ...ANN, schemas: [CORE] };
  const v1: Partial<ScimDialect> = { version: '1.1' };

  it('says who may sign in with nothing but that', async () => {
    for (const [command, active] of [
      ['iam-disable-user', false],
      ['iam-enable-user', true],
    ] as const) {
      const present = JSON.stringify({ ...record, active: !active });
      const { instance, written } = rawScim(
        ({ method }) => (method === 'GET' ? listText(present) : JSON.stringify({ ...record, active })),
        { dialect: v1 },
      );
      await instance.runByName(command, { 'user-profile': { username: 'ann' } });
      expect(written().map((body): unknown => JSON.parse(body))).toEqual([{ schemas: [CORE], active }]);
    }
  });

  it.each<[string, object, object, object]>([
    [
      'names a list that goes',
      { roles: [{ value: 'a' }] },
      { roles: null },
      { meta: { attributes: ['roles'] } },
    ],
    [
      'adds to a list that is empty without removing it',
      { roles: [] },
      { roles: ['b'] },
      { roles: [{ value: 'b', primary: true }] },
    ],
    [
      'adds to a list that is null without removing it',
      { roles: null },
      { roles: ['b'] },
      { roles: [{ value: 'b', primary: true }] },
    ],
    [
      'replaces a list that came as one text, and keeps what is in it',
      { phoneNumbers: '+49151' },
      { phoneNumbers: ['+49152', '+49153'] },
      {
        meta: { attributes: ['phoneNumbers'] },
        phoneNumbers: [{ value: '+49151', primary: true }, { value: '+49152' }, { value: '+49153' }],
      },
    ],
    [
      'sends the part of an extension that stays and names the one that goes',
      { [ENTERPRISE_1]: { department: 'IT', division: 'A' } },
      { department: null, division: 'B' },
      {
        schemas: [CORE, ENTERPRISE_1],
        meta: { attributes: [`${ENTERPRISE_1}:department`] },
        [ENTERPRISE_1]: { division: 'B' },
      },
    ],
    [
      'reads a record that has an extension under both of its names',
      { [ENTERPRISE]: { department: 'IT' }, [ENTERPRISE_1.toUpperCase()]: { division: 'A' } },
      { department: 'IT', division: 'B' },
      { schemas: [CORE, ENTERPRISE_1], [ENTERPRISE_1]: { division: 'B' } },
    ],
    [
      'reads one of which the other name holds nothing',
      { [ENTERPRISE]: { department: 'IT' }, [ENTERPRISE_1]: null },
      { department: 'IT', division: 'B' },
      { schemas: [CORE, ENTERPRISE_1], [ENTERPRISE_1]: { division: 'B' } },
    ],
    [
      'reads a manager who has a name and no id',
      { [ENTERPRISE_1]: { manager: { displayName: 'Bo' } } },
      { manager: 'u-9' },
      { schemas: [CORE, ENTERPRISE_1], [ENTERPRISE_1]: { manager: { managerId: 'u-9' } } },
    ],
  ])('%s', async (_, present, change, body) => {
    const { written } = await updated({ username: 'ann', ...change }, v1, { ...record, ...present });
    expect(written).toEqual([{ schemas: [CORE], ...body }]);
  });

  it('finds the vendor’s own extension in any case', async () => {
    const older = 'urn:scim:schemas:extension:Acme:1.0';
    const newer = 'urn:ietf:params:scim:schemas:extension:acme:2.0:User';
    const dialect = { ...v1, userAttributes: ['userName', newer], version1Urns: { [newer]: older } };
    const present = { ...record, [older.toUpperCase()]: { badge: '7' } };
    expect((await updated({ username: 'ann', [newer]: { badge: '7' } }, dialect, present)).written).toEqual(
      [],
    );
  });

  it('names the schemas of a group in its own version, and leaves unknown ones alone', async () => {
    const { instance, written } = rawScim(({ body }) => `{"id":"g1",${body.slice(1)}`, { dialect: v1 });
    for (const schemas of [
      ['urn:ietf:params:scim:schemas:core:2.0:Group', 'urn:acme:1.0:Group', 'urn:acme:1.0:Group'],
      'urn:acme:1.0:Group',
    ]) {
      await instance.runByName('iam-create-group', {
        scim: { displayName: 'Staff', schemas, tags: ['a', 'a'] },
      });
    }
    expect(written().map((body): unknown => JSON.parse(body))).toEqual([
      { schemas: [CORE, 'urn:acme:1.0:Group'], displayName: 'Staff', tags: ['a', 'a'] },
      { schemas: 'urn:acme:1.0:Group', displayName: 'Staff', tags: ['a', 'a'] },
    ]);
  });
});

describe('a vendor of 2.0 that calls the manager’s id managerId', () => {
  const dialect = { managerKey: 'managerId' } as const;
  const managed = { ...ANN, [ENTERPRISE]: { manager: { managerId: 'u-9' }, assistant: { value: 'u-2' } } };

  it.each<[string, object, object, object[]]>([
    ['removes the manager', managed, { manager: null }, [{ op: 'remove', path: `${ENTERPRISE}:manager` }]],
    [
      'keeps the name of other references',
      managed,
      { [ENTERPRISE]: { assistant: { value: 'u-3' } } },
      [{ op: 'replace', path: `${ENTERPRISE}:assistant`, value: { value: 'u-3' } }],
    ],
    ['changes other attributes alone', ANN, { title: 'Boss' }, [{ op: 'add', path: 'title', value: 'Boss' }]],
  ])('%s', async (_, record, change, operations) => {
    const { written } = await updated({ username: 'ann', ...change }, dialect, record);
    expect(written).toMatchObject([{ Operations: operations }]);
    expect((written[0] as { Operations: unknown }).Operations).toEqual(operations);
  });

  it.each([
    ['iam-disable-user', false],
    ['iam-enable-user', true],
  ] as const)('%s sets the activity and nothing else', async (command, active) => {
    const { instance, written } = rawScim(
      ({ method }) => {
        const text = JSON.stringify({ ...managed, active: method === 'GET' ? !active : active });
        return method === 'GET' ? listText(text) : text;
      },
      { dialect },
    );
    await instance.runByName(command, { 'user-profile': { username: 'ann' } });
    expect(JSON.parse(written()[0] ?? '')).toMatchObject({
      Operations: [{ op: 'replace', path: 'active', value: active }],
    });
  });

  it('replaces a record without the extension by one without it', async () => {
    const { written } = await updated({ username: 'ann', title: 'Boss' }, { ...dialect, update: 'put' });
    expect(written).toEqual([
      { ...ANN, schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], title: 'Boss' },
    ]);
  });
});
