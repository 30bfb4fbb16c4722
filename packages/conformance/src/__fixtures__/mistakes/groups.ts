import { type GroupPage, type IAMGroupAppData } from '@iam/core';
import { type Mistake, withClient, withGroups, everybody, answering } from './mistake';

/** Mistakes of groups. */
export const MISTAKES_IN_GROUPS: readonly Mistake[] = [
  [
    'updateMembers puts the ids of members into a query as they are',
    withClient((client) => ({
      ...(client.groups === undefined
        ? {}
        : {
            groups: {
              ...client.groups,
              updateMembers: async (id, { add, remove }) => {
                const users = await everybody(client);
                return client.groups?.updateMembers(id, {
                  add,
                  remove: remove.flatMap((one) => answering(`id=${one}`, users).map((user) => user.id)),
                });
              },
            },
          }),
    })),
    'hostile: no id or name of a group, and no id of a member, is taken for a part of a query',
  ],
  [
    'listGroups stops after the first page',
    withGroups((groups) => ({
      listGroups: async () => ({ groups: (await groups.listGroups?.())?.groups ?? [] }),
    })),
    'groups: the list has every group exactly once and the last page ends it',
  ],
  [
    'groupsOfUser returns all groups',
    withClient(({ groups }) => ({
      groupsOfUser: async (_user, page) => (await groups?.listGroups?.(page)) ?? { groups: [] },
    })),
    'groups: the groups of a user are those that the user is in, and no others',
  ],
  [
    'listMembers stops after the first page',
    withGroups((groups) => ({
      getGroup: async (id) => {
        const found = await groups.getGroup(id);
        if (found === undefined) {
          return undefined;
        }
        const { members: _apart, ...group } = found;
        return group;
      },
      listMembers: async (id) => ({ members: (await groups.getGroup(id))?.members?.slice(0, 2) ?? [] }),
    })),
    'groups: all members of a group can be read',
  ],
  [
    'listGroups takes a part for the whole',
    withGroups((groups) => ({
      listGroups: async (page) => {
        const { groups: some = [] } = (await groups.listGroups?.(page)) ?? {};
        return { groups: some };
      },
    })),
    'hostile: a list of groups whose total is too small is whole or an error',
  ],
  [
    'groupsOfUser reads on until nothing comes',
    withClient((client) => ({
      groupsOfUser: async (user) => {
        const all: IAMGroupAppData[] = [];
        for (let page: string | undefined = '0'; page !== undefined;) {
          const { groups = [], next }: Partial<GroupPage> = (await client.groupsOfUser?.(user, page)) ?? {};
          all.push(...groups);
          page = next;
        }
        return { groups: all };
      },
    })),
    'hostile: a list of groups of a user whose pages repeat is an error, never endless and never a part',
  ],
  [
    'updateMembers sends a request for each member',
    withGroups((groups) => ({
      updateMembers: async (id, { add, remove }) => {
        for (const member of add) {
          await groups.updateMembers(id, { add: [member], remove: [] });
        }
        for (const member of remove) {
          await groups.updateMembers(id, { add: [], remove: [member] });
        }
      },
    })),
    'groups: members are added and removed, 1 request each time',
  ],
  [
    'createGroup leaves the members out',
    withGroups((groups) => ({ createGroup: ({ displayName }) => groups.createGroup({ displayName }) })),
    'groups: a new group has the members that it is created with',
  ],
  [
    'updateMembers takes a refusal for done',
    withGroups((groups) => ({
      updateMembers: (id, changes) => groups.updateMembers(id, changes).catch(() => undefined),
    })),
    'groups: somebody who is not in does not keep the others in',
  ],
  [
    'updateMembers keeps the reply to itself',
    withGroups((groups) => ({
      updateMembers: async (id, changes) => {
        await groups.updateMembers(id, changes);
      },
    })),
    'groups: a reply that still shows who was taken out is no success',
  ],
  [
    'updateMembers insists on who is in',
    withGroups((groups) => ({
      updateMembers: async (id, changes) => {
        const present = (await groups.getGroup(id))?.members ?? [];
        if (changes.remove.some((member) => !present.some(({ value }) => value === member))) {
          throw new Error('no such member');
        }
        return groups.updateMembers(id, changes);
      },
    })),
    'faults: a removal of a member whose reply is lost is sent once more',
  ],
  [
    'findGroup takes the first of several',
    withGroups((groups) => ({
      findGroup: async (name) => {
        const found = await groups.findGroup(name);
        return found === undefined || 'id' in found ? found : found[0];
      },
    })),
    'groups: several of one name are ambiguous',
  ],
  [
    'getGroup throws when there is none',
    withGroups((groups) => ({
      getGroup: async (id) => {
        const found = await groups.getGroup(id);
        if (found === undefined) {
          throw new Error('no such group');
        }
        return found;
      },
    })),
    'groups: an id that is not there fails with 404 "Group Not Found"',
  ],
];
