import { defineMapper } from '../../profile/mapper/define-mapper';
import {
  lostAfter,
  setUpVendor,
  type StoredUser,
  type VendorOptions,
} from '../__fixtures__/in-memory-vendor';

const JANE: StoredUser = {
  id: '42',
  profile: {
    login: 'jane@example.com',
    email: 'jane@example.com',
    title: 'Clerk',
    number: '4711',
    phones: ['1'],
  },
  active: true,
};

const incoming = defineMapper({
  name: 'Nested (Incoming)',
  direction: 'incoming',
  fields: { Username: 'profile.login', Title: 'profile.title' },
});
const outgoing = defineMapper({
  name: 'Nested (Outgoing)',
  direction: 'outgoing',
  fields: {
    'profile.login': { firstOf: ['username', 'email'] },
    'profile.email': 'email',
    'profile.title': 'title',
    'profile.number': 'employeeid',
  },
});

const setUp = (options: VendorOptions = {}) =>
  setUpVendor({
    users: [JANE],
    ...options,
    definition: {
      lookupBy: ['id', 'profile.login', 'profile.email'],
      externalIdAttribute: 'profile.number',
      attributes: [
        'profile.login',
        'profile.email',
        'profile.title',
        'profile.number',
        'profile.grade',
        'profile.phones',
      ],
      requiredAttributes: ['profile.login'],
      numberAttributes: ['profile.grade'],
      singleValued: ['profile.phones'],
      mappers: { incoming, outgoing },
      ...options.definition,
    },
  });

describe('a vendor that keeps people in nested records', () => {
  it('is written what a profile has below an attribute that stands for everything below it', async () => {
    const acme = setUp({ definition: { attributes: ['profile'], numberAttributes: [], singleValued: [] } });
    const { warnings } = await acme.run('iam-update-user', {
      username: 'jane@example.com',
      title: 'Boss',
      profile: { badge: 'B7', title: 'Other' },
    });
    expect(acme.users.get('42')?.['profile']).toMatchObject({ badge: 'B7', title: 'Boss', number: '4711' });
    expect(warnings).toEqual(['user-profile: profile.title is given twice; the mapped value is sent.']);
  });

  it('is asked by the path, and gets what changes and nothing beside it', async () => {
    const { run, calls } = setUp();
    const { vendor, happened } = await run('iam-update-user', { email: 'jane@example.com', title: 'Boss' });

    expect(happened).toBe('updated');
    expect(vendor).toMatchObject({ id: '42', details: { profile: { title: 'Boss', number: '4711' } } });
    expect(calls).toEqual([
      'getUser profile.login=jane@example.com',
      'updateUser 42 {"profile":{"title":"Boss"}}',
    ]);
  });

  it('gets nothing when nothing changes, a name in another case included', async () => {
    const { run, calls } = setUp();
    expect(await run('iam-update-user', { email: 'JANE@example.com', employeeid: 4711 })).toMatchObject({
      happened: 'unchanged',
    });
    expect(calls).toEqual(['getUser profile.login=JANE@example.com']);
  });

  it('takes a profile in its own vocabulary, nested or by path, and warns of what it does not know', async () => {
    const { run, calls } = setUp();
    const result = await run('iam-update-user', {
      profile: { login: 'jane@example.com', title: 'Boss', titel: 'x' },
      'profile.grade': 7,
    });

    expect(result).toMatchObject({ status: 'done', who: 'jane@example.com' });
    expect(result.warnings).toEqual([
      'user-profile: profile.titel is not an attribute of the outgoing mapper or of the vendor; it is not sent.',
    ]);
    expect(calls.at(-1)).toBe('updateUser 42 {"profile":{"title":"Boss","grade":7}}');
  });

  it('is strict about an unknown key inside', async () => {
    const { instance, calls } = setUp();
    const result = await instance.runByName(
      'iam-update-user',
      { 'user-profile': { profile: { login: 'jane@example.com', titel: 'x' } } },
      { strict: true },
    );
    expect(result.failure?.message).toContain('profile.titel is not an attribute');
    expect(calls).toEqual([]);
  });

  it('keeps one value of a list that keeps one', async () => {
    const { run, calls } = setUp();
    await run('iam-update-user', { profile: { login: 'jane@example.com', phones: ['2'] } });
    expect(calls.at(-1)).toBe('updateUser 42 {"profile":{"phones":["2"]}}');
  });

  it('clears an attribute, and refuses to clear a required one', async () => {
    const { run, calls } = setUp();
    await run('iam-update-user', { email: 'jane@example.com', title: null });
    expect(calls.at(-1)).toBe('updateUser 42 {"profile":{"title":null}}');

    const refused = await run('iam-update-user', { email: 'jane@example.com', username: null });
    expect(refused.failure?.message).toContain('profile.login: cannot be cleared');
  });

  it('tells people apart by the key of the person', async () => {
    const { run, calls } = setUp();
    const result = await run('iam-disable-user', { email: 'jane@example.com', employeeid: '4712' });
    expect(result.vendor.errorMessage).toContain('another profile.number');
    expect(calls).toEqual(['getUser profile.login=jane@example.com']);
  });

  it('finds a renamed person by olduserdata, whatever the case of the key in the record', async () => {
    const { run } = setUp({
      users: [{ id: '42', active: true, profile: { login: 'old@example.com', Number: '4711' } }],
    });
    const result = await run('iam-get-user', {
      email: 'new@example.com',
      employeeid: '4711',
      olduserdata: { email: 'old@example.com', employeeid: '4711' },
    });
    expect(result).toMatchObject({ status: 'done', vendor: { id: '42' } });
  });

  it('names what a profile must have', async () => {
    const { run } = setUp();
    expect((await run('iam-get-user', { title: 'x' })).failure).toMatchObject({
      message: expect.stringContaining("'profile.login', 'profile.email'") as string,
      next: 'Add one of id, username, email to the user profile.',
    });
  });

  it('has the new user whose creation’s reply was lost', async () => {
    const { run, next } = setUp({ users: [] });
    next('createUser', lostAfter);
    expect(await run('iam-create-user', { email: 'new@example.com', title: 'x' })).toMatchObject({
      happened: 'created',
      warnings: [],
    });
  });

  it('is told by a mapper file’s single key as well', async () => {
    const file = JSON.stringify({
      name: 'File (Outgoing)',
      type: 'mapping-outgoing',
      mapping: { 'User Profile': { internalMapping: { 'profile.login': { simple: 'email' } } } },
    });
    const { run, calls } = setUp({
      params: { mapperOut: 'file.json' },
      instance: { readFile: () => file },
    });
    expect(await run('iam-get-user', { email: 'jane@example.com' })).toMatchObject({ status: 'done' });
    expect(calls).toEqual(['getUser profile.login=jane@example.com']);
  });

  it('creates nobody active whom the profile inside calls inactive', async () => {
    const { run, calls } = setUp({ users: [] });
    await run('iam-create-user', { profile: { login: 'x@example.com', active: false } });
    expect(calls.at(-1)).toBe('createUser {"profile":{"login":"x@example.com"},"active":false}');
  });
});
