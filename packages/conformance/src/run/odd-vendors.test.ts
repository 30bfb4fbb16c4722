import type { GroupClient, IAMUserAppData, Integration, UserClient } from '@iam/core';
import { ACME_CALLS, ACME_PROFILE, acme, acmeFake, acmeParams } from '../__fixtures__/acme';
import { isPossible } from '../kit/check';
import { checks } from '../checks/all-checks';
import { subjectAt, withFakeKit } from '../kit/fake-kit';
import { timed } from './run-check';

type Context = Parameters<Integration['client']>[0];

const withClient = (change: (client: UserClient, context: Context) => Partial<UserClient>): Integration => ({
  ...acme,
  client: (context) => {
    const client = acme.client(context);
    return { ...client, ...change(client, context) };
  },
});

const withGroups = (change: (groups: GroupClient, context: Context) => Partial<GroupClient>): Integration =>
  withClient(({ groups }, context) =>
    groups === undefined ? {} : { groups: { ...groups, ...change(groups, context) } },
  );

const idOf = (written: unknown): { readonly id: string } => ({ id: (written as IAMUserAppData).id });

const apart = (client: UserClient): Partial<UserClient> => ({
  activatesApart: true,
  createUser: (data) => client.createUser(data, { active: false }),
  updateUser: (user, changes) => client.updateUser(user, changes, { activate: false }),
});

const RESULTS_OF = /^(create|update|enable|disable|errors: 500|faults|groups)/;

const redOf = async (integration: Integration, which = RESULTS_OF): Promise<readonly string[]> => {
  const red: string[] = [];
  for (const check of checks.filter(({ name }) => which.test(name))) {
    const conformance = {
      integration,
      fake: acmeFake,
      params: acmeParams,
      profile: ACME_PROFILE,
      extraCommands: ACME_CALLS,
    };
    const { abilities } = subjectAt(conformance, 'http://127.0.0.1:9');
    if (!isPossible(check, abilities)) {
      continue;
    }
    const { ok, message } = await timed(check.name, () => withFakeKit(conformance, check.run));
    if (!ok) {
      red.push(`${check.name}\n${message}`);
    }
  }
  return red;
};

it('a vendor that activates apart, and answers with an id or nothing, is green', async () => {
  const integration = withClient((client) => ({
    ...apart(client),
    createUser: async (data) => idOf(await client.createUser(data, { active: false })),
    updateUser: async (user, changes) => idOf(await client.updateUser(user, changes, { activate: false })),
    enableUser: async (user) => void (await client.enableUser(user)),
    disableUser: async (user) => void (await client.disableUser(user)),
  }));
  expect(await redOf(integration)).toEqual([]);
});

it('a vendor that creates groups without members, and has members as rows to look up, is green', async () => {
  const integration = withGroups((groups) => ({
    createsWithoutMembers: true,
    membersPerRequest: 1,
    updateMembers: async (id, changes) => {
      const [member = '', ...others] = [...changes.add, ...changes.remove];
      if (others.length > 0) {
        throw new Error('One member at a time.');
      }
      const { members = [] } = (await groups.getGroup(id)) ?? {};
      const isIn = members.some(({ value }) => value === member);
      return isIn === changes.add.includes(member) ? undefined : groups.updateMembers(id, changes);
    },
  }));
  expect(await redOf(integration, /^(groups|faults: a (group|member))/)).toEqual([]);
});

it.each<[string, (client: UserClient) => Partial<UserClient>, RegExp]>([
  [
    'createUser lets people in at once',
    (client) => ({ ...apart(client), createUser: (data) => client.createUser(data, { active: true }) }),
    /^create: an activation that fails/,
  ],
  [
    'enableUser does not reach the vendor',
    (client) => ({ ...apart(client), enableUser: async (user) => ({ ...user, active: true }) }),
    /^create: an activation that fails/,
  ],
  [
    'updateUser undoes the activation',
    (client) => ({
      ...apart(client),
      updateUser: async (user, changes) => {
        await client.updateUser(user, changes, { activate: false });
        return client.disableUser(user);
      },
    }),
    /^update: activation and change both arrive/,
  ],
])('turns red when activation is apart and %s', async (_, broken, which) => {
  expect(await redOf(withClient(apart), which)).toEqual([]);
  expect(await redOf(withClient(broken), which)).toHaveLength(1);
});

it('turns red when a change of members is written twice', async () => {
  const which = /^groups: member changes beyond/;
  const integration = withGroups((groups) => ({
    updateMembers: async (id, changes) => {
      await groups.updateMembers(id, changes);
      return groups.updateMembers(id, changes);
    },
  }));
  expect(await redOf(integration, which)).toHaveLength(1);
});
