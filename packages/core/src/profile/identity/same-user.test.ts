import { contradicts, foldName, isSameUser, otherSpellings } from './same-user';

const user = {
  id: 'Ab1',
  username: 'Jane',
  email: 'Jane@Example.com',
  active: true,
  details: { id: 'Ab1', externalId: 'E-1', emails: [{ value: 'private@home.example' }], employee_number: 7 },
};

it.each<[string, string, boolean]>([
  ['id', 'Ab1', true],
  ['id', 'ab1', false],
  ['userName', 'jane', true],
  ['user_name', 'JANE', true],
  ['username', 'jane', true],
  ['userName', 'jan', false],
  ['email', 'jane@example.com', true],
  ['emails', 'private@HOME.example', true],
  ['externalId', 'E-1', true],
  ['externalId', 'e-1', false],
  ['employee_number', '7', true],
  ['nothing', 'x', false],
])('%s %p: %p', (attribute, value, expected) => {
  expect(isSameUser(user, { attribute, value })).toBe(expected);
});

it('takes no id for another one that only looks the same', () => {
  const composed = { ...user, id: 'J\u00e9' };
  expect(isSameUser(composed, { attribute: 'id', value: 'Je\u0301' })).toBe(false);
  expect(isSameUser(composed, { attribute: 'id', value: 'J\u00e9' })).toBe(true);
});

it.each<[string, string, boolean]>([
  ['userName', 'bob', true],
  ['userName', 'JANE', false],
  ['nothing', 'x', false],
  ['id', 'Ab1', false],
  ['id', 'ab1', true],
])('%s %p contradicts it: %p', (attribute, value, expected) => {
  expect(contradicts(user, { attribute, value })).toBe(expected);
});

it('the id of a record is the one it was read with, whatever its vendor calls it', () => {
  const elsewhere = { ...user, details: { sys_id: 'Ab1', id: 'x' } };
  expect(['Ab1', 'x'].map((value) => isSameUser(elsewhere, { attribute: 'id', value }))).toEqual([
    true,
    false,
  ]);
  expect(['Ab1', 'x'].map((value) => contradicts(elsewhere, { attribute: 'id', value }))).toEqual([
    false,
    true,
  ]);
  expect(contradicts({ ...user, details: {} }, { attribute: 'id', value: 'x' })).toBe(true);
});

it('a record with an empty name is no evidence', () => {
  const nameless = { ...user, username: '', details: {} };
  expect(contradicts(nameless, { attribute: 'userName', value: 'jane' })).toBe(false);
});

it.each<[string, string, string[]]>([
  ['userName', 'ann', []],
  ['userName', 'Ann@Example.com', ['ann@example.com']],
  ['userName', 'jose\u0301', ['josé']],
  ['userName', 'Jose\u0301', ['José', 'josé']],
  ['emails', 'Ann@Example.com', ['ann@example.com']],
  ['mail', 'Ann@Example.com', ['ann@example.com']],
  ['user_principal_name', 'Ann', ['ann']],
  ['externalId', 'E-1', []],
  ['externalId', 'Jose\u0301', ['José']],
  ['id', 'Jose\u0301', []],
])('%s %j may be spelt %j as well', (attribute, value, expected) => {
  expect(otherSpellings({ attribute, value })).toEqual(expected);
});

it.each([
  'userName',
  'username',
  'user_name',
  'login',
  'upn',
  'userPrincipalName',
  'user_principal_name',
  'userprincipal_name',
  'email',
  'emails',
  'eMails',
  'e_mail',
  'e_mails',
  'e_mail_address',
  'primary_e_mail',
  'mail',
  'primaryEmail',
  'primary_email',
  'workEmail',
  'work_mail',
  'emailAddress',
  'emailAddresses',
  'email_address',
  'mailaddress',
])('%s has no case, so that it may be spelt in lower case', (attribute) => {
  expect(otherSpellings({ attribute, value: 'Ann' })).toEqual(['ann']);
});

it.each([
  'externalId',
  'id_login',
  'loginKey',
  'upnKey',
  'user_name_key',
  'my_email',
  'my_e_mail',
  'e_mail_key',
  'emailKey',
  'emailAddressKey',
  'homeEmail',
  'employee_number',
])('%s has its case, so that it may not', (attribute) => {
  expect(otherSpellings({ attribute, value: 'Ann' })).toEqual([]);
});

it.each([
  ['username', 'jane'],
  ['Login', 'jane'],
  ['email', 'jane@example.com'],
  ['emails', 'jane@example.com'],
  ['e_mail', 'jane@example.com'],
])(
  '%s is found in what is known of a record, where its details have no such attribute',
  (attribute, value) => {
    expect(isSameUser(user, { attribute, value })).toBe(true);
  },
);

it.each([
  ['nickname', 'jane'],
  ['user_names', 'Jane'],
  ['login_key', 'Jane'],
  ['my_login', 'Jane'],
  ['my_email', 'Jane@Example.com'],
  ['email_key', 'Jane@Example.com'],
])('%s is another attribute than what is known of a record', (attribute, value) => {
  expect(isSameUser(user, { attribute, value })).toBe(false);
});

it.each(['user_name', 'login', 'Login', 'email', 'emails'])(
  '%s is compared without its case',
  (attribute) => {
    const known = {
      ...user,
      username: null,
      email: null,
      details: { id: 'Ab1', [attribute]: 'Jane@Example.com' },
    };

    expect(isSameUser(known, { attribute, value: 'JANE@example.com' })).toBe(true);
  },
);

describe('a record that has no value of an attribute', () => {
  const unnamed = (externalId: unknown) => ({
    ...user,
    username: null,
    email: null,
    details: { id: 'Ab1', userName: '', externalId },
  });

  it.each([null, undefined, true, {}, [], [null], { value: null }])('does not match by %j', (externalId) => {
    const value = String(externalId);

    expect(isSameUser(unnamed(externalId), { attribute: 'externalId', value })).toBe(false);
    expect(contradicts(unnamed(externalId), { attribute: 'externalId', value: 'E-1' })).toBe(false);
  });

  it('does not contradict any record when its text is empty', () => {
    expect(contradicts(unnamed('E-1'), { attribute: 'userName', value: 'jane' })).toBe(false);
  });
});

describe('a record contradicts', () => {
  it.each<[string, string, boolean]>([
    ['externalId', 'E-2', true],
    ['externalId', 'E-1', false],
    ['employee_number', '8', true],
    ['employee_number', '7', false],
    ['userName', 'joe', true],
    ['userName', 'JANE', false],
  ])('%s %p: %p', (attribute, value, expected) => {
    expect(contradicts(user, { attribute, value })).toBe(expected);
  });
});

it('letters that are one character in lower case only are composed after the case is gone', () => {
  expect(foldName('J\u030can')).toBe('\u01f0an');
  expect(foldName('\u01f0an')).toBe('\u01f0an');
});

it.each([
  ['letters of one syllable in a script without ASCII', '\u1112\u1161\u11ab', '\ud55c'],
  ['a letter with an accent', 'e\u0301', '\u00e9'],
  ['capitals', 'JANE', 'jane'],
])('a name is the same composed and in small letters: %s', (_, one, other) => {
  expect(foldName(one)).toBe(foldName(other));
});
