import type { IAMUserAppData } from '@iam/core';
import { onFake, type Check, type FakeKit } from '../../kit/check';
import { claim, claimSame, complain } from '../../claims/expectations';
import { givenUser } from '../../claims/given';

/** Far more pages than a handful of users needs. */
const MAX_PAGES = 20;

/** All pages of the list. */
const listed = (kit: FakeKit): Promise<readonly IAMUserAppData[]> =>
  kit.withClient(async ({ listUsers }) => {
    const all: IAMUserAppData[] = [];
    let page: string | undefined;
    for (let pages = 0; pages < MAX_PAGES; pages += 1) {
      const { users, next } = (await listUsers?.(page)) ?? { users: [], next: undefined };
      all.push(...users);
      page = next;
      if (page === undefined) {
        return all;
      }
    }
    return complain(
      `The list of ${all.length} users has more than ${MAX_PAGES} pages.`,
      'listUsers: leave `next` out on the last page.',
    );
  });

/** listUsers, page by page. */
export const listingChecks: readonly Check[] = [
  onFake(
    'list: every user comes exactly once and the last page ends it',
    async (kit) => {
      const ids = (await listed(kit)).map(({ id }) => id);
      for (let count = 0; count < 3; count += 1) {
        ids.push((await givenUser(kit)).id);
      }
      const users = await listed(kit);
      claimSame(
        users.map(({ id }) => id).sort(),
        [...ids].sort(),
        'The listed users',
        'listUsers: return one page per call, and in `next` what the following call needs.',
      );
      claim(
        users.every(({ active, details }) => active !== undefined && Object.keys(details).length > 0),
        'A listed user lacks active or details.',
        'listUsers: return users in the form that getUser has.',
      );
    },
    'listUsers',
  ),
  onFake(
    'list: deleteUser removes the record',
    async (kit) => {
      const { id } = await givenUser(kit);
      const bystander = await givenUser(kit);
      await kit.withClient(async ({ deleteUser, getUser }) => {
        const found = await getUser({ attribute: 'id', value: id });
        const [user] = found === undefined ? [] : 'id' in found ? [found] : found;
        if (user === undefined || deleteUser === undefined) {
          return complain(
            'The user cannot be read by id.',
            'getUser: read by id when `attribute` is "id"; commands read users again that way.',
          );
        }
        return deleteUser(user);
      });
      claim(
        kit.vendor.users().length === 1,
        'deleteUser removed nobody or everybody.',
        'deleteUser: remove the record with `user.id`.',
      );
      claim(
        JSON.stringify(kit.vendor.users()).includes(bystander.id),
        'deleteUser removed somebody else.',
        'deleteUser: remove the record with `user.id`.',
      );
    },
    'deleteUser',
  ),
  onFake('read again: getUser reads by "id", whether lookupBy names it or not', async (kit) => {
    const { id } = await givenUser(kit);
    const found = await kit.withClient(({ getUser }) => getUser({ attribute: 'id', value: id }));
    const users = found === undefined ? [] : 'id' in found ? [found] : found;
    claimSame(
      users.map((user) => user.id),
      [id],
      'What getUser finds by "id"',
      'getUser: read by id when `attribute` is "id"; commands read users again that way after a lost reply.',
    );
  }),
];
