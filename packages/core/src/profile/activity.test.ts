import * as E from 'fp-ts/Either';
import { isActivityKey, readActivity, withoutActivity } from './activity';
import { defineMapper } from './mapper/define-mapper';
import type { Source } from './mapper/source';

const mapper = defineMapper({ name: 'Plain', direction: 'outgoing', fields: { userName: 'username' } });
const stated = (profile: Record<string, unknown>, outgoing = mapper) =>
  readActivity(profile, outgoing, 'User Profile - Update');

const SPELLINGS = [
  'active',
  'Active',
  'ACTIVE',
  'is_active',
  'isActive',
  'IsActive',
  'is-active',
  'Is Active',
  'active ',
  'ac\u200btive',
  'ａｃｔｉｖｅ',
  'user_active',
  'accountActive',
  'urn:ietf:params:scim:schemas:core:2.0:User:active',
  'IsActiveUser',
  'active_flag',
  'activeAccount',
  'login_active',
  'isUserActive',
  'user_account_is_active',
  'activeStatus',
  'active_account_status_flag',
  'URN:acme:active',
];

describe('a key that names activity', () => {
  it.each(SPELLINGS)('is recognised as %p', (key) => {
    expect(isActivityKey(key)).toBe(true);
    expect(stated({ username: 'jane', [key]: false })).toEqual(E.right(false));
    expect(stated({ [key]: 'Yes' })).toEqual(E.right(true));
    expect(stated({ [key]: 0 })).toMatchObject({
      left: { kind: 'invalid-input', message: expect.stringContaining(`user-profile: ${key} reads neither`) },
    });
  });

  it.each([
    'activity',
    'activated',
    'reactive',
    'isolated',
    'radioactive',
    'title',
    'active2',
    'active:user:name',
    'active_directory',
    'proactive_user',
    'act_user_ive',
    'activeFlagUserFlagUser',
  ])('is not %p', (key) => {
    expect(isActivityKey(key)).toBe(false);
    expect(stated({ [key]: 0 })).toEqual(E.right(undefined));
  });
});

describe('activity inside the object of a schema or of the account', () => {
  it.each([
    'urn:ietf:params:scim:schemas:core:2.0:User',
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
    'user',
    'Account',
  ])('counts as the profile’s own: %s', (outer) => {
    expect(stated({ [outer]: { active: false } })).toEqual(E.right(false));
    expect(stated({ [outer]: { Is_Disabled: 'yes' } })).toEqual(E.right(false));
    expect(stated({ [outer]: { active: true, title: 'Boss' } })).toEqual(E.right(true));
    expect(stated({ [outer]: { active: 0 } })).toMatchObject({
      left: { message: expect.stringContaining(`user-profile: ${outer}.active reads neither`) },
    });
    expect(stated({ active: true, [outer]: { active: false } })).toMatchObject({ _tag: 'Left' });
  });

  it('is ignored inside any other object', () => {
    expect(stated({ manager: { active: false }, emails: [{ active: false }] })).toEqual(E.right(undefined));
  });
});

it.each([
  ['accountStatus', 'inactive', false],
  ['status', 'Suspended', false],
  ['user_status', 'DISABLED', false],
  ['status', 'active', true],
  ['status', 'Enabled', true],
  ['status', 'married', undefined],
  ['status', 3, undefined],
])('%s: %p says %p', (key, value, expected) => {
  expect(stated({ [key]: value })).toEqual(E.right(expected));
});

it.each([
  ['enabled', true],
  ['Account_Enabled', true],
  ['inactive', false],
  ['disabled', false],
  ['deactivated', false],
  ['suspended', false],
])('true at %s means %p, false the opposite, and what reads as neither is refused', (key, meaning) => {
  expect(stated({ [key]: true })).toEqual(E.right(meaning));
  expect(stated({ [key]: 'no' })).toEqual(E.right(!meaning));
  expect(stated({ [key]: 'perhaps' })).toMatchObject({
    left: { message: expect.stringContaining(`user-profile: ${key} reads neither`) },
  });
  expect(stated({ status: key })).toEqual(E.right(meaning));
  expect(stated({ state: key })).toEqual(E.right(undefined));
});

it.each(['urn:acme:ext', 'user', 'Account'])(
  'nothing is told by %s where it is no object, or empty',
  (outer) => {
    expect(stated({ [outer]: 'active' })).toEqual(E.right(undefined));
    expect(stated({ [outer]: {} })).toEqual(E.right(undefined));
    expect(withoutActivity({ [outer]: {}, a: 1 })).toEqual({ [outer]: {}, a: 1 });
    expect(withoutActivity({ [outer]: 'active' })).toEqual({ [outer]: 'active' });
    expect(withoutActivity({ [outer]: { active: 1, title: 2 } })).toEqual({ [outer]: { title: 2 } });
    expect(withoutActivity({ [outer]: { active: 1 } })).toEqual({});
  },
);

it('what is about another person keeps what it says of them', () => {
  const data = { manager: { active: false }, emails: [{ active: true }] };

  expect(withoutActivity({ ...data, Is_Active: 1 })).toEqual(data);
});

it('the object of a schema that a rule reads is that rule’s to understand', () => {
  const reading = defineMapper({
    name: 'R',
    direction: 'outgoing',
    fields: { flag: 'urn:acme:ext.disabled' },
  });

  expect(stated({ 'urn:acme:ext': { disabled: true } }, reading)).toEqual(E.right(undefined));
  expect(stated({ 'urn:acme:ext': { active: false } }, reading)).toEqual(E.right(false));
});

it.each([0, 1, '0', '1', '', ' ', null, 'inactive', 'flase', 'n', [], [false], {}, { value: false }])(
  'a word that reads neither as true nor as false is refused: %p',
  (word) => {
    expect(E.isLeft(stated({ active: word }))).toBe(true);
  },
);

it('a refusal says what to do', () => {
  const next = 'Say true or false, or leave the key out; nothing was sent.';

  expect(stated({ active: 'left in May' })).toMatchObject({ left: { next } });
  expect(stated({ active: true, IsActive: false })).toMatchObject({ left: { next } });
});

it('never shows the value', () => {
  expect(JSON.stringify(stated({ active: 'a-secret-word' }))).not.toContain('a-secret-word');
});

it.each([
  ['enabled', false],
  ['accountEnabled', 'no'],
  ['disabled', true],
  ['is_disabled', 'yes'],
  ['Inactive', true],
  ['deactivated', true],
  ['suspended', true],
])('%s: %p says that the user is inactive', (key, value) => {
  expect(stated({ [key]: value })).toEqual(E.right(false));
});

it('ignores a synonym of activity that a rule of the mapper reads', () => {
  const reading = defineMapper({
    name: 'Reading',
    direction: 'outgoing',
    fields: { flag: 'suspended', state: 'status' },
  });

  expect(stated({ suspended: true, status: 'inactive' }, reading)).toEqual(E.right(undefined));
});

it('reads activity that the outgoing mapper fills, whatever the key is called', () => {
  const filling = defineMapper({ name: 'Filling', direction: 'outgoing', fields: { active: 'employed' } });

  expect(stated({ employed: false }, filling)).toEqual(E.right(false));
  expect(stated({ employed: true }, filling)).toEqual(E.right(true));
  expect(stated({}, filling)).toEqual(E.right(undefined));
  expect(stated({ employed: 'left in May' }, filling)).toMatchObject({
    left: { message: expect.stringContaining('the active of the outgoing mapper') },
  });
});

it.each<[string, Source]>([
  ['profile.active', 'employed'],
  ['user.is_active', 'employed'],
  ['urn:acme:1.0:Ext.accountActive', 'employed'],
  ['urn:acme:ext:active', 'employed'],
  ['profile', 'record'],
  ['urn:acme:1.0', 'record'],
  ['urn:acme:1.0:Ext', 'record'],
])(
  'reads activity that the outgoing mapper fills inside the object of a schema or of the account: %s',
  (target, source) => {
    const filling = defineMapper({ name: 'Filling', direction: 'outgoing', fields: { [target]: source } });
    const of = (employed: unknown) => stated({ employed, record: { active: employed } }, filling);

    expect(of(false)).toEqual(E.right(false));
    expect(of(true)).toEqual(E.right(true));
    expect(of('left in May')).toMatchObject({ left: { kind: 'invalid-input' } });
  },
);

it.each([
  'manager.active',
  'activeDirectory',
  'profile.inactive',
  'urn:acme:1.0:Ext.department',
  'lastActive',
])('takes %s of the outgoing mapper for no activity', (target) => {
  const filling = defineMapper({ name: 'Filling', direction: 'outgoing', fields: { [target]: 'employed' } });

  expect(stated({ employed: 'left in May' }, filling)).toEqual(E.right(undefined));
});

it('refuses two contradictory statements', () => {
  expect(stated({ active: true, IsActive: false })).toMatchObject({
    left: { message: expect.stringContaining('user-profile: active and user-profile: IsActive contradict') },
  });
  expect(stated({ active: true, disabled: 'no' })).toEqual(E.right(true));
});

it('ignores activity in olduserdata', () => {
  expect(stated({ olduserdata: { active: 'left' } })).toEqual(E.right(undefined));
});
