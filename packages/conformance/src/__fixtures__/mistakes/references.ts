import { type Attributes, failure, type Integration, type UserClient } from '@iam/core';
import { type Mistake, withClient, asList, changed, everybody, managed } from './mistake';

const withReference = (broken: (client: UserClient) => Partial<UserClient>): Integration => ({
  ...managed,
  client: withClient(broken).client,
});

const withoutManager = ({ manager: _dropped, ...rest }: Attributes): Attributes => rest;

/** Mistakes of attributes that refer to another record. */
export const MISTAKES_IN_REFERENCES: readonly Mistake[] = [
  [
    'updateUser drops the reference',
    withReference((client) => ({
      updateUser: (user, changes, options) => client.updateUser(user, withoutManager(changes), options),
    })),
    'references: the record that a profile names is written, once, and cleared by null',
  ],
  [
    'getUser answers with anybody when there is no such manager',
    withReference((client) => ({
      getUser: async (identifier) => {
        const found = asList(await client.getUser(identifier));
        const [one] = found.length > 0 ? found : await everybody(client);
        return one === undefined
          ? undefined
          : changed(one, { email: identifier.value, details: { ...one.details, email: identifier.value } });
      },
    })),
    'references: a record that is not there is a warning, and the rest is written',
  ],
  [
    'getUser takes a failure for nobody',
    withReference((client) => ({
      getUser: async (identifier) => client.getUser(identifier).catch(() => undefined),
    })),
    'references: a look that fails ends the command before anything is written',
  ],
];
