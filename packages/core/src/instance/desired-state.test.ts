import { JANE, setUpVendor } from '../commands/__fixtures__/in-memory-vendor';
import { isIAMError } from '../errors/iam-error';
import type { IAMUserAppData } from '../profile/app-data';
import type { IAMUserProfile } from '../profile/iam-user-profile';

const RECORD: IAMUserAppData = {
  id: '42',
  username: 'jane@example.com',
  email: 'jane@example.com',
  active: true,
  details: JANE,
};

const profile = (more: object): IAMUserProfile => ({ email: 'jane@example.com', ...more });

/** A manager is the id of another record, or a name where the profile does not say which. */
const BOTH = {
  definition: {
    attributes: ['userName', 'email', 'manager'],
    references: { manager: { from: 'manageremailaddress', lookupBy: 'userName' } },
  },
  onUpdate: { manager: 'managername' } as never,
} as const;

describe('the desired state of a person', () => {
  it('is the profile in the vendor’s words, with a warning of what is not sent', () => {
    const { instance } = setUpVendor();
    expect(instance.desired(profile({ surname: 'Doe', title: null, shoesize: 38 }))).toEqual({
      attributes: {
        userName: 'jane@example.com',
        name: { familyName: 'Doe' },
        email: 'jane@example.com',
        title: null,
      },
      references: [],
      warnings: [expect.stringContaining('shoesize')],
    });
  });

  it('is that of a creation where it is asked for', () => {
    const { instance } = setUpVendor({ onUpdate: { title: { constant: 'Updated' } } as never });
    expect(instance.desired(profile({ title: 'Boss' }), 'create').attributes['title']).toBe('Boss');
    expect(instance.desired(profile({ title: 'Boss' })).attributes['title']).toBe('Updated');
  });

  it('is refused of a creation without an identifier, with the keys that would give one, as the command refuses it', async () => {
    const { instance } = setUpVendor();
    const nameless = { surname: 'Doe', username: '' } as never;
    expect(instance.desired(nameless).attributes).toMatchObject({ name: { familyName: 'Doe' } });
    const created = await instance.run('iam-create-user', { 'user-profile': nameless });
    const refused = (): string => {
      try {
        instance.desired(nameless, 'create');
        return 'not refused';
      } catch (thrown) {
        return isIAMError(thrown) ? thrown.failure.message : String(thrown);
      }
    };
    expect(refused()).toMatch(/must contain at least one attribute/);
    expect(created).toMatchObject({ status: 'failed', failure: { message: refused() } });
  });

  it('has no password, and names what is looked up later', () => {
    const { instance } = setUpVendor({
      definition: {
        attributes: ['userName', 'email', 'password', 'manager'],
        references: { manager: { from: 'manageremailaddress', lookupBy: 'userName' } },
      },
    });
    const { attributes, warnings } = instance.desired(
      profile({ password: 'pw', manageremailaddress: 'boss@example.com' }),
    );
    expect(JSON.stringify(attributes)).not.toContain('pw');
    expect(warnings).toEqual(['manager is looked up by manageremailaddress when it is written.']);
  });

  it.each([
    ['of the person, whatever the mapper has', { manageremailaddress: 'boss@example.com' }, undefined],
    ['of nobody: what the mapper has', {}, 'Ann Boss'],
    ['that is cleared: what the mapper has', { manageremailaddress: null }, 'Ann Boss'],
  ])('has of a reference %s', (_what, more, manager) => {
    const { instance } = setUpVendor(BOTH);
    const wanted = profile({ managername: 'Ann Boss', ...more });
    expect(instance.desired(wanted).attributes['manager']).toBe(manager);
    const record = { ...RECORD, details: { ...JANE, manager: '7' } };
    expect(instance.difference(record, wanted)).toEqual(
      manager === undefined ? {} : { manager: { from: '7', to: manager } },
    );
  });

  it('names what the vendor never shows, and sees no difference in it', async () => {
    const { instance, run } = setUpVendor({
      users: [JANE],
      definition: { attributes: ['userName', 'email', 'title', 'motto'], notShown: ['motto'] },
      onUpdate: { title: 'title', motto: { from: 'slogan' } } as never,
    });
    const wanted = profile({ title: 'Clerk', slogan: 'Onward' });
    expect(instance.desired(wanted)).toMatchObject({
      attributes: { title: 'Clerk' },
      references: [{ attribute: 'motto', from: 'slogan', value: 'Onward', isPerson: false }],
      warnings: [],
    });
    expect(instance.desired(wanted).attributes).not.toHaveProperty('motto');
    expect(instance.difference(RECORD, wanted)).toEqual({});
    expect(await run('iam-update-user', wanted)).toMatchObject({
      changes: { motto: { to: 'Onward' } },
    });
  });

  it('throws for a profile that cannot be mapped', () => {
    const { instance } = setUpVendor({
      onUpdate: { title: { from: 'title', then: [['split', {}]] } } as never,
    });
    expect(() => instance.desired(profile({ title: { no: 'text' } }))).toThrow();
  });
});

describe('the difference of a record to a profile', () => {
  it.each([
    ['nothing', {}],
    ['what is so already', { title: 'Clerk', givenname: 'Jane', surname: 'Doe' }],
    ['a changed attribute', { title: 'Boss' }],
    ['a nested one', { surname: 'Smith' }],
    ['a cleared one', { title: null }],
    ['a new user name', { username: 'jane.smith', olduserdata: { username: 'jane@example.com' } }],
    [
      'a name that follows another',
      { givenname: 'Joan', olduserdata: { givenname: 'Jane', surname: 'Doe' } },
    ],
  ])('of %s is exactly what an update sends', async (_what, more) => {
    const { instance, run } = setUpVendor({ users: [JANE] });
    const difference = instance.difference(RECORD, profile(more));
    const updated = await run('iam-update-user', profile(more));
    expect(updated.status).toBe('done');
    expect(updated.changes ?? {}).toEqual(difference);
  });

  it('has the values before and after, by the path of the attribute', () => {
    const { instance } = setUpVendor();
    expect(instance.difference(RECORD, profile({ surname: 'Smith', title: null }))).toEqual({
      'name.familyName': { from: 'Doe', to: 'Smith' },
      title: { from: 'Clerk', to: null },
    });
  });

  it('says nothing of who may sign in, and of passwords', () => {
    const { instance } = setUpVendor({ definition: { attributes: ['userName', 'email', 'password'] } });
    const inactive = { ...RECORD, active: false, details: { ...JANE, active: false } };
    expect(instance.difference(inactive, profile({ password: 'pw' }))).toEqual({});
  });
});

describe('the profile of a record', () => {
  it('has the keys of a profile, and what the record is known by', () => {
    const { instance } = setUpVendor();
    expect(instance.profileOf(RECORD)).toEqual({
      username: 'jane@example.com',
      email: 'jane@example.com',
      title: 'Clerk',
    });
  });
});
