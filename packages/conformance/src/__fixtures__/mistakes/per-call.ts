import { type Integration } from '@iam/core';
import { acme } from '../acme';
import { type Mistake, withClient, withGroups } from './mistake';

/** Says of every request that it only reads, so that nothing keeps a write back. */
const sayingReads: Integration = {
  ...acme,
  client: (context) => {
    const { http } = context;
    const asRead = <O extends object>(options?: O) => ({ ...options, reads: true as const });
    return acme.client({
      ...context,
      http: {
        ...http,
        post: (where, options) => http.post(where, asRead(options)),
        put: (where, options) => http.put(where, asRead(options)),
        patch: (where, options) => http.patch(where, asRead(options)),
        delete: (where, options) => http.delete(where, asRead(options)),
      },
    });
  },
};

/** Mistakes of what a caller asks for. */
export const MISTAKES_PER_CALL: readonly Mistake[] = [
  ...[
    'dry run: a new user is planned and not created',
    'dry run: a change is planned and not written',
    'dry run: a disabling is planned and not carried out',
    'dry run: an enabling is planned and nobody is let in',
    'dry run: a creation of somebody inactive who exists plans what an update does',
    'dry run: a new group is planned and not created',
    'dry run: changes of members are planned and not sent',
    'dry run: a deletion of a group is planned and not carried out',
    'per call: every write is asked about right before it leaves, and a refusal keeps it back',
  ].map((name) => ['writes are said to read', sayingReads, name] as const),
  [
    'getGroup makes a group up for the dry run',
    withGroups((groups) => ({
      getGroup: async (id) => (await groups.getGroup(id)) ?? { id, displayName: 'x', details: { id } },
    })),
    'dry run: a group that does not exist is none to plan with',
  ],
  [
    'listUsers shows half of a record',
    withClient(({ listUsers }) => ({
      listUsers: async (page) => {
        const { users = [], ...rest } = (await listUsers?.(page)) ?? { users: [] };
        return { ...rest, users: users.map((user) => ({ ...user, details: { id: user.id } })) };
      },
    })),
    'decided: a listed user is as wanted, and has the keys of a profile',
  ],
  [
    'updateUser answers with the record as it was',
    withClient(({ updateUser }) => ({
      updateUser: async (user, changes, options) => {
        await updateUser(user, changes, options);
        return user;
      },
    })),
    'decided: before, changes and after of a result tell what an update did',
  ],
];
