import type { Integration, UserClient } from '@iam/core';

/** What is known about the requests of writes, as positions in the list of all requests. */
export interface TrackedWrites {
  /** Where a reply without the record ended: the request that follows reads the record. */
  readonly unshown: readonly number[];
  /** First and last but one of the requests of a second write, where activation is apart from the creation or the change. */
  readonly second: readonly (readonly [from: number, to: number])[];
}

/** The integration with its writes followed. `at` is the number of requests sent so far. */
export const tracked = (
  integration: Integration,
  at: () => number,
): { readonly integration: Integration; readonly writes: TrackedWrites } => {
  const unshown: number[] = [];
  const second: (readonly [number, number])[] = [];
  const follow = <A>(isSecond: boolean, send: () => Promise<A>): Promise<A> => {
    const from = at();
    const done = send();
    return done
      .then((reply) => {
        if (!hasRecord(reply)) {
          unshown.push(at());
        }
        return reply;
      })
      .finally(() => {
        if (isSecond) {
          second.push([from, at()]);
        }
      });
  };
  const around = (client: UserClient): UserClient => {
    const { groups } = client;
    const apart = client.activatesApart === true;
    let created = false;
    let enabled = false;
    return {
      ...client,
      createUser: (...given) => {
        created = true;
        return follow(false, () => client.createUser(...given));
      },
      enableUser: (...given) => {
        enabled = true;
        return follow(apart && created, () => client.enableUser(...given));
      },
      updateUser: (...given) => follow(apart && enabled, () => client.updateUser(...given)),
      disableUser: (...given) => follow(false, () => client.disableUser(...given)),
      ...(groups === undefined
        ? {}
        : {
            groups: {
              ...groups,
              createGroup: (...given) => follow(false, () => groups.createGroup(...given)),
            },
          }),
    };
  };
  return {
    integration: { ...integration, client: (context) => around(integration.client(context)) },
    writes: { unshown, second },
  };
};

const hasRecord = (reply: unknown): boolean =>
  typeof reply === 'object' && reply !== null && 'details' in reply;
