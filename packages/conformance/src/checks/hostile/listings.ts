import { allPages, type IAMUserAppData, type UserClient } from '@iam/core';
import { claimDone } from '../../claims/expectations';
import { givenUser } from '../../claims/given';
import type { Ability } from '../../kit/ability';
import type { FakeKit } from '../../kit/check';
import { aGroup } from '../group/groups';

/** A page as ids, in the form that allPages reads. */
export interface IdPage {
  readonly records: readonly string[];
  readonly next?: string | undefined;
  readonly total?: number | undefined;
}

/** A list with several records at the vendor. */
export interface GivenList {
  readonly ids: readonly string[];
  readonly read: (client: UserClient, page?: string) => Promise<IdPage>;
}

/** A list that a client may have. */
export interface Listing {
  readonly what: string;
  /** The function of the client, for advice. */
  readonly by: string;
  readonly needs: Ability;
  /** Makes records for it; undefined when the client has no such function. */
  readonly given: (kit: FakeKit) => Promise<GivenList | undefined>;
}

/** Every list that is read page by page. */
export const LISTINGS: readonly Listing[] = [
  {
    what: 'users',
    by: 'listUsers',
    needs: 'listUsers',
    given: async (kit) => {
      const read = async ({ listUsers }: UserClient, page?: string): Promise<IdPage> => {
        const { users = [], ...rest } = (await listUsers?.(page)) ?? {};
        return { records: users.map(({ id }) => id), ...rest };
      };
      // A fake may have users from the beginning.
      const before = await kit.withClient((client) =>
        allPages('users', { read: (page) => read(client, page), keyOf: (id) => id }),
      );
      return { ids: [...before, ...(await three(async () => (await givenUser(kit)).id))], read };
    },
  },
  {
    what: 'groups',
    by: 'groups.listGroups',
    needs: 'listGroups',
    given: async (kit) => ({
      ids: await three(async () => (await aGroup(kit)).id),
      read: async ({ groups }, page) => {
        const { groups: some = [], ...rest } = (await groups?.listGroups?.(page)) ?? {};
        return { records: some.map(({ id }) => id), ...rest };
      },
    }),
  },
  {
    what: 'members',
    by: 'groups.listMembers',
    needs: 'groups',
    given: async (kit) => {
      const lists = await kit.withClient(async ({ groups }) => groups?.listMembers !== undefined);
      if (!lists) {
        return undefined;
      }
      const { id: group } = await aGroup(kit);
      return {
        ids: await three(async () => put(kit, group, (await givenUser(kit)).id)),
        read: async ({ groups }, page) => {
          const { members = [], ...rest } = (await groups?.listMembers?.(group, page)) ?? {};
          return { records: members.map(({ value }) => value), ...rest };
        },
      };
    },
  },
  {
    what: 'groups of a user',
    by: 'groupsOfUser',
    needs: 'groupsOfUser',
    given: async (kit) => {
      const user = await aUser(kit);
      return {
        ids: await three(async () => {
          const { id } = await aGroup(kit);
          await put(kit, id, user.id);
          return id;
        }),
        read: async ({ groupsOfUser }, page) => {
          const { groups = [], ...rest } = (await groupsOfUser?.(user, page)) ?? {};
          return { records: groups.map(({ id }) => id), ...rest };
        },
      };
    },
  },
];

const three = async (make: () => Promise<string>): Promise<readonly string[]> => [
  await make(),
  await make(),
  await make(),
];

/** A new user as the client gives it to core. */
const aUser = async (kit: FakeKit): Promise<IAMUserAppData> => {
  const { id, created } = await givenUser(kit);
  const { username, email, active, details } = created.vendor;
  return { id, username, email, active, details: { ...Object(details) } };
};

const put = async (kit: FakeKit, group: string, user: string): Promise<string> => {
  claimDone(
    await kit.group('iam-update-group', { id: group }, { memberIdsToAdd: user }),
    'groups.updateMembers: this check needs a member, so adding one must work first.',
  );
  return user;
};
