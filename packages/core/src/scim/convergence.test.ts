import * as fc from 'fast-check';
import { listText, rawScim } from './__fixtures__/raw-scim';

// The same examples every time: a finding must not come and go.
fc.configureGlobal({ seed: 5, numRuns: 200 });

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

const updateOf = async (record: object, profile: object, update: 'patch' | 'put' = 'patch') => {
  const present = JSON.stringify({ id: 'u-1', userName: 'ann', active: true, ...record });
  const server = rawScim(({ method }) => (method === 'GET' ? listText(present) : present), {
    dialect: { update },
  });
  const result = await server.instance.runByName('iam-update-user', {
    'user-profile': JSON.stringify({ username: 'ann', ...profile }),
  });
  return { result, written: server.written() };
};

const NFC = 'J\u00e9r\u00f4me';
const NFD = NFC.normalize('NFD');
const phone = (value: string) => ({ phoneNumbers: [{ value, type: 'work' }] });

describe('an update writes nothing', () => {
  it.each<[string, object, object]>([
    ['a user name in another case', { userName: 'ANN' }, {}],
    ['a user name in another Unicode form', { userName: NFD }, { username: NFC }],
    [
      'an address in another case',
      { emails: [{ value: 'ann@x.example', type: 'work', primary: true }] },
      { email: 'Ann@X.example' },
    ],
    [
      'an address of a list in another case',
      { emails: [{ value: 'Ann@x.example' }, { value: 'b@x.example' }] },
      { emails: [{ value: 'B@x.example' }, { value: 'ann@x.example' }] },
    ],
    [
      'a name in another Unicode form',
      { name: { givenName: NFC }, displayName: NFC },
      { givenname: NFD, displayname: NFD },
    ],
    ['tel:', phone('tel:+49-151-1234'), { mobilephone: '+491511234' }],
    ['TEL: the other way round', phone('+49 (151) 12.34'), { mobilephone: 'TEL:+491511234' }],
    ['blanks that only look like blanks', phone('+49\u00a0151\u20111234'), { mobilephone: '+49 151 1234' }],
    [
      'parameters of a phone number in another order',
      phone('tel:+49151;ext=12;isub=1'),
      { mobilephone: '+49 151;isub=1;EXT=12' },
    ],
    [
      'a flag as text',
      { emails: [{ value: 'a@b', primary: 'True' }] },
      { emails: [{ value: 'a@b', primary: true }] },
    ],
    [
      'a flag that is not there',
      { emails: [{ value: 'a@b' }] },
      { emails: [{ value: 'a@b', type: 'work', primary: 'true' }] },
    ],
    [
      'a flag that is false',
      { emails: [{ value: 'a@b', primary: true }, { value: 'c@d' }] },
      { emails: [{ value: 'c@d', primary: 'false' }] },
    ],
    ['values in another order', { roles: [{ value: 'a' }, { value: 'b' }] }, { roles: ['b', 'a'] }],
    ['an address as text', { emails: [{ value: 'a@b', type: 'work', primary: true }] }, { emails: 'A@b' }],
    [
      'addresses as texts',
      { emails: [{ value: 'a@b', type: 'work', primary: true }, { value: 'c@d' }] },
      { emails: ['c@d', 'a@b'] },
    ],
    [
      'the vendor’s texts',
      { emails: ['a@b'], phoneNumbers: 'tel:+49151' },
      { email: 'a@b', phoneNumbers: ['+49 151'] },
    ],
    ['a number of the vendor’s as text', { externalId: 4711 }, { employeeid: '4711' }],
    [
      'a number of the profile',
      { externalId: '4711', ...phone('4711') },
      { employeeid: 4711, phoneNumbers: 4711 },
    ],
    [
      'a manager as text',
      { [ENTERPRISE]: { manager: { value: 'u-9', displayName: 'Bob' } } },
      { [ENTERPRISE]: { manager: 'u-9' } },
    ],
    [
      'a manager as an object',
      { [ENTERPRISE]: { manager: { value: 'u-9' } } },
      { manager: { value: 'u-9' } },
    ],
    [
      'a manager as a list of one',
      { [ENTERPRISE]: { manager: { value: 'u-9' } } },
      { [ENTERPRISE]: { manager: [{ value: 'u-9' }] } },
    ],
    ['the vendor’s manager as text', { [ENTERPRISE]: { manager: 'u-9' } }, { manager: 'u-9' }],
    [
      'an address in the element of another',
      { emails: [{ value: 'a@b', primary: true }] },
      { email: ['a@b'] },
    ],
  ])('for %s', async (_, record, profile) => {
    const { result, written } = await updateOf(record, profile);

    expect(result.failure).toBeUndefined();
    expect(written).toEqual([]);
    expect(result).toMatchObject({ happened: 'unchanged' });
  });
});

describe('an update writes', () => {
  it.each<[string, object, object, string]>([
    [
      'a display name in another case',
      { displayName: 'ann roe' },
      { displayname: 'Ann Roe' },
      '"path":"displayName","value":"Ann Roe"',
    ],
    [
      'an external id in another case',
      { externalId: 'e-1' },
      { externalId: 'E-1', olduserdata: { externalId: 'e-1' } },
      '"value":"E-1"',
    ],
    ['another number', phone('tel:+49151'), { mobilephone: '+49152' }, '"value":"+49152"'],
    [
      'another extension of a number',
      phone('tel:+49151;ext=1'),
      { mobilephone: '+49151;ext=2' },
      '"value":"+49151;ext=2"',
    ],
    ['a number with its country', phone('0151'), { mobilephone: '+490151' }, '"value":"+490151"'],
    [
      'another address, once, in place of the primary one',
      { emails: [{ value: 'a@b', type: 'work', primary: true }] },
      { emails: ['c@d'] },
      '"value":[{"value":"c@d","type":"work","primary":true}]',
    ],
    [
      'another role beside the one that stays',
      { roles: [{ value: 'admin' }, { value: 'staff' }] },
      { roles: ['clerk', 'staff'] },
      '"clerk"',
    ],
    [
      'another manager',
      { [ENTERPRISE]: { manager: 'u-9' } },
      { [ENTERPRISE]: { manager: 'u-8' } },
      `"path":"${ENTERPRISE}:manager","value":{"value":"u-8"}`,
    ],
  ])('%s', async (_, record, profile, written) => {
    const update = await updateOf(record, profile);

    expect(update.result.failure).toBeUndefined();
    expect(update.written).toHaveLength(1);
    expect(update.written[0]).toContain(written);
  });

  it('a new manager into a whole record, whatever the form of the former one', async () => {
    for (const manager of ['u-9', { value: 'u-9', displayName: 'Bob', $ref: '/Users/u-9' }]) {
      const { written } = await updateOf(
        { [ENTERPRISE]: { manager, division: 'A' } },
        { manager: 'u-8' },
        'put',
      );

      expect(JSON.parse(written[0] ?? '')).toMatchObject({
        [ENTERPRISE]: { manager: { value: 'u-8' }, division: 'A' },
      });
      expect(written[0]).not.toContain('Bob');
    }
  });

  it('a whole record without the manager when it is cleared', async () => {
    for (const manager of ['u-9', { value: 'u-9' }]) {
      const { written } = await updateOf(
        { [ENTERPRISE]: { manager, division: 'A' } },
        { manager: null },
        'put',
      );

      expect(JSON.parse(written[0] ?? '')).toMatchObject({ [ENTERPRISE]: { division: 'A' } });
      expect(written[0]).not.toContain('manager');
    }
  });
});

it('shows values that the vendor sends as plain texts', async () => {
  const { instance } = rawScim(() =>
    listText(
      `{"id":"u-1","userName":"ann","emails":["a@b"],"phoneNumbers":"+49","${ENTERPRISE}":{"manager":"u-9"}}`,
    ),
  );
  const result = await instance.runByName('iam-get-user', { 'user-profile': '{"username":"ann"}' });

  expect(result).toMatchObject({
    vendor: { email: 'a@b', details: { emails: ['a@b'] } },
    userProfile: { Email: 'a@b', 'Mobile Phone': '+49', Manager: 'u-9' },
  });
});

it('creates values from plain texts, and none from absent ones', async () => {
  const { instance, written } = rawScim(({ method, body }) =>
    method === 'GET' ? listText() : `{"id":"u-1",${body.slice(1)}`,
  );
  await instance.runByName('iam-create-user', {
    'user-profile': {
      userName: 'ann',
      emails: ['a@b'],
      roles: ['x', 'y'],
      ims: [''],
      [ENTERPRISE]: { manager: 'u-9' },
    },
  });

  expect(JSON.parse(written()[0] ?? '')).toEqual({
    schemas: expect.anything() as unknown,
    userName: 'ann',
    emails: [{ value: 'a@b', primary: true }],
    roles: [{ value: 'x' }, { value: 'y' }],
    [ENTERPRISE]: { manager: { value: 'u-9' } },
    active: true,
  });
});

/** A vendor that keeps what PATCH adds and replaces, in its own forms. */
const keepingVendor = (own: (text: string) => string) => {
  let record: Record<string, unknown> = { id: 'u-1', userName: 'ann', active: true };
  return rawScim(({ method, body }) => {
    if (method === 'GET') {
      return listText(JSON.stringify(record));
    }
    const { Operations } = JSON.parse(body) as {
      readonly Operations: readonly { readonly path: string; readonly value: unknown }[];
    };
    for (const { path, value } of Operations) {
      const kept = JSON.parse(own(JSON.stringify(value))) as unknown;
      const [whole = '', part] = path.startsWith('urn:')
        ? [ENTERPRISE, path.slice(ENTERPRISE.length + 1)]
        : path.split('.');
      record = {
        ...record,
        [whole]: part === undefined ? kept : { ...(record[whole] as object), [part]: kept },
      };
    }
    return JSON.stringify(record);
  });
};

it('writes nothing for the second of two equal updates, whatever form the vendor keeps', async () => {
  const address = fc.constantFrom('Ann@X.example', 'ann@x.example', `${NFD}@x.example`);
  const number = fc.constantFrom('+49 151 1234', 'tel:+49-151-1234', '0151/1234', '4711');
  const profiles = fc.record(
    {
      emails: fc.oneof(
        address,
        fc.tuple(address),
        fc.tuple(fc.record({ value: address, type: fc.constant('work') })),
      ),
      phoneNumbers: fc.oneof(number, fc.integer({ min: 1 }), fc.tuple(number)),
      displayname: fc.constantFrom('Ann', NFD, NFC),
      employeeid: fc.oneof(fc.integer(), fc.constantFrom('007', 'E-1')),
      manager: fc.oneof(fc.constant('u-9'), fc.constant({ value: 'u-9' })),
      roles: fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 3 }),
    },
    { requiredKeys: [] },
  );
  const forms = fc.constantFrom<(text: string) => string>(
    (text) => text,
    (text) => text.normalize('NFC'),
    (text) => text.normalize('NFD'),
    (text) => text.replace(/"[^"]*@[^"]*"/g, (found) => found.toLowerCase()),
    (text) => text.replace(/"primary":true/g, '"primary":"true"'),
    (text) => text.replace(/,"primary":true/g, ''),
    (text) => text.replace(/"\+49 151 1234"/g, '"tel:+49-151-1234"'),
  );
  await fc.assert(
    fc.asyncProperty(profiles, forms, async (profile, own) => {
      const { instance, written } = keepingVendor(own);
      const update = () =>
        instance.runByName('iam-update-user', { 'user-profile': { username: 'ann', ...profile } });
      await update();
      const first = written().length;
      const second = await update();
      expect(second.failure).toBeUndefined();
      expect(written().slice(first)).toEqual([]);
    }),
  );
});
