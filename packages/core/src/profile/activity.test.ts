import * as E from 'fp-ts/Either';
import { isActivityKey, readActivity, withoutActivity } from './activity';
import { defineMapper } from './mapper/define-mapper';

const mapper = defineMapper({ name: 'Plain', direction: 'outgoing', fields: { userName: 'username' } });
const told = (profile: Record<string, unknown>, outgoing = mapper) =>
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
  it.each(SPELLINGS)('is known as %p', (key) => {
    expect(isActivityKey(key)).toBe(true);
    expect(told({ username: 'jane', [key]: false })).toEqual(E.right(false));
    expect(told({ [key]: 'Yes' })).toEqual(E.right(true));
    expect(told({ [key]: 0 })).toMatchObject({
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
    expect(told({ [key]: 0 })).toEqual(E.right(undefined));
  });
});

describe('activity inside the object of a schema or of the account', () => {
  it.each([
    'urn:ietf:params:scim:schemas:core:2.0:User',
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
    'user',
    'Account',
  ])('counts as that of the profile itself: %s', (outer) => {
    expect(told({ [outer]: { active: false } })).toEqual(E.right(false));
    expect(told({ [outer]: { Is_Disabled: 'yes' } })).toEqual(E.right(false));
    expect(told({ [outer]: { active: true, title: 'Boss' } })).toEqual(E.right(true));
    expect(told({ [outer]: { active: 0 } })).toMatchObject({
      left: { message: expect.stringContaining(`user-profile: ${outer}.active reads neither`) },
    });
    expect(told({ active: true, [outer]: { active: false } })).toMatchObject({ _tag: 'Left' });
  });

  it('is no word about the person inside anything else', () => {
    expect(told({ manager: { active: false }, emails: [{ active: false }] })).toEqual(E.right(undefined));
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
  expect(told({ [key]: value })).toEqual(E.right(expected));
});

it.each([
  ['enabled', true],
  ['Account_Enabled', true],
  ['inactive', false],
  ['disabled', false],
  ['deactivated', false],
  ['suspended', false],
])('true at %s means %p, false the opposite, and what reads as neither is refused', (key, meaning) => {
  expect(told({ [key]: true })).toEqual(E.right(meaning));
  expect(told({ [key]: 'no' })).toEqual(E.right(!meaning));
  expect(told({ [key]: 'perhaps' })).toMatchObject({
    left: { message: expect.stringContaining(`user-profile: ${key} reads neither`) },
  });
  expect(told({ status: key })).toEqual(E.right(meaning));
  expect(told({ state: key })).toEqual(E.right(undefined));
});

it.each(['urn:acme:ext', 'user', 'Account'])(
  'nothing is told by %s where it is no object, or empty',
  (outer) => {
    expect(told({ [outer]: 'active' })).toEqual(E.right(undefined));
    expect(told({ [outer]: {} })).toEqual(E.right(undefined));
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

  expect(told({ 'urn:acme:ext': { disabled: true } }, reading)).toEqual(E.right(undefined));
  expect(told({ 'urn:acme:ext': { active: false } }, reading)).toEqual(E.right(false));
});

it.each([0, 1, '0', '1', '', ' ', null, 'inactive', 'flase', 'n', [], [false], {}, { value: false }])(
  'a word that reads neither as true nor as false is refused: %p',
  (word) => {
    expect(E.isLeft(told({ active: word }))).toBe(true);
  },
);

it('the value is never shown', () => {
  expect(JSON.stringify(told({ active: 'a-secret-word' }))).not.toContain('a-secret-word');
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
  expect(told({ [key]: value })).toEqual(E.right(false));
});

it('another word for activity says nothing where a rule of the mapper reads it', () => {
  const reading = defineMapper({
    name: 'Reading',
    direction: 'outgoing',
    fields: { flag: 'suspended', state: 'status' },
  });

  expect(told({ suspended: true, status: 'inactive' }, reading)).toEqual(E.right(undefined));
});

it('what the outgoing mapper makes of the profile counts, whatever the key is called', () => {
  const filling = defineMapper({ name: 'Filling', direction: 'outgoing', fields: { active: 'employed' } });

  expect(told({ employed: false }, filling)).toEqual(E.right(false));
  expect(told({ employed: true }, filling)).toEqual(E.right(true));
  expect(told({}, filling)).toEqual(E.right(undefined));
  expect(told({ employed: 'left in May' }, filling)).toMatchObject({
    left: { message: expect.stringContaining('the active of the outgoing mapper') },
  });
});

it('two words that contradict each other are refused', () => {
  expect(told({ active: true, IsActive: false })).toMatchObject({
    left: { message: expect.stringContaining('user-profile: active and user-profile: IsActive contradict') },
  });
  expect(told({ active: true, disabled: 'no' })).toEqual(E.right(true));
});

it('what was before says nothing about now', () => {
  expect(told({ olduserdata: { active: 'left' } })).toEqual(E.right(undefined));
});
