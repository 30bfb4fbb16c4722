import type { AttributeChanges, IAMUserAppData, IAMUserProfile } from '@iam/core';
import { onFake, type Check, type FakeKit } from '../../kit/check';
import { claim, claimDone, claimSame, complain } from '../../claims/expectations';
import { aChange, givenUser } from '../../claims/given';

const WHOLE_RECORDS =
  'the client: return whole records in `details`, the same from getUser, listUsers and writes.';

/** The record of a user as the client reads it by id. */
const recordOf = (kit: FakeKit, id: string): Promise<IAMUserAppData> =>
  kit.withClient(async ({ getUser }) => {
    const found = (await getUser({ attribute: 'id', value: id })) ?? [];
    const [user] = 'id' in found ? [found] : found;
    return (
      user ?? complain('The user cannot be read by id.', 'getUser: read by id when `attribute` is "id".')
    );
  });

const listed = async <A>(list: AsyncIterable<A>): Promise<readonly A[]> => {
  const all: A[] = [];
  for await (const one of list) {
    all.push(one);
  }
  return all;
};

const withoutActivity = ({ active: _whether, ...changes }: AttributeChanges = {}): AttributeChanges =>
  changes;

/** What programs that compare records with people rely on. */
export const decidedChecks: readonly Check[] = [
  onFake('decided: before, changes and after of a result tell what an update did', async (kit) => {
    const { profile, id } = await givenUser(kit);
    const { key, after } = aChange(kit);
    const wanted = { ...profile, [key]: after } as unknown as IAMUserProfile;
    const record = await recordOf(kit, id);
    const difference = kit.instance().difference(record, wanted);
    const updated = await kit.user('iam-update-user', wanted);
    claimDone(updated, 'updateUser: write what changed.');
    claim(Object.keys(difference).length > 0, 'A changed profile makes no difference.', WHOLE_RECORDS);
    claimSame(withoutActivity(updated.changes), difference, 'The changes of the update', WHOLE_RECORDS);
    const then = kit.instance().difference({ ...record, details: updated.before ?? {} }, wanted);
    claimSame(then, difference, 'The difference to the record before', WHOLE_RECORDS);
    const now = { ...record, details: updated.after ?? {} };
    claimSame(kit.instance().difference(now, wanted), {}, 'The difference afterwards', WHOLE_RECORDS);
  }),
  onFake(
    'decided: a listed user is as wanted, and has the keys of a profile',
    async (kit) => {
      const { profile, id } = await givenUser(kit);
      const instance = kit.instance();
      const user = (await listed(instance.users())).find((one) => one.id === id);
      if (user === undefined) {
        return complain('The list lacks a user.', 'listUsers: return every user.');
      }
      claimSame(
        instance.difference(user, profile as unknown as IAMUserProfile),
        {},
        'The difference of a listed user to the profile that was written',
        WHOLE_RECORDS,
      );
      const read = instance.profileOf(user);
      const known = ['email', 'username'].filter((key) => typeof profile[key] === 'string' && key in read);
      claim(known.length > 0, 'profileOf has neither email nor username.', 'mappers.incoming: read both.');
      claimSame(
        known.map((key) => String(read[key]).toLowerCase()),
        known.map((key) => String(profile[key]).toLowerCase()),
        `${known.join(' and ')} of a listed user`,
        'mappers.incoming: read what mappers.outgoing writes.',
      );
    },
    'listUsers',
  ),
  onFake(
    'decided: a list as it is read has the users of the whole list',
    async (kit) => {
      await givenUser(kit);
      await givenUser(kit);
      const instance = kit.instance();
      const ids = async (asRead: boolean) => (await listed(instance.users({ asRead }))).map(({ id }) => id);
      claimSame(await ids(true), await ids(false), 'The users of the list as it is read', WHOLE_RECORDS);
    },
    'listUsers',
  ),
];
