import * as E from 'fp-ts/Either';
import { parseJson } from '../../codec/json/json';
import type { GroupClient } from '../../contract/group-client';
import type { UserClient } from '../../contract/user-client';
import { failure, type Failure } from '../../errors/failure';
import { IAMError } from '../../errors/iam-error';
import type { WriteGate } from '../../http/http-settings';
import { redactData, type Redact } from '../../http/redaction/redact';
import type { HttpCall } from '../../http/request/call';
import type { Attributes, IAMUserAppData } from '../../profile/app-data';
import { leavesOf, withValueAt } from '../../profile/attribute-path';
import { withSecretsMasked } from '../../profile/secret-attributes';
import type { GroupBefore } from '../group/group-before';
import type { CommandResult } from '../result';
import type { PlannedRequest } from './planned-request';

/**
 * A dry run of one command. The gate keeps every request back that is not a read; the client then answers a change as the vendor would
 * when it carries it out, so that the policy goes on to its end. What is read after a planned change is the planned record.
 */
export interface Rehearsal {
  readonly gate: WriteGate;
  readonly client: (client: UserClient) => UserClient;
  readonly end: (result: CommandResult) => CommandResult;
}

/** Stands for the vendor's id of what would be new. */
const NEW = '{id}';

export const rehearsal = ({
  redact,
  groupBefore,
}: {
  readonly redact: Redact;
  readonly groupBefore: GroupBefore;
}): Rehearsal => {
  const planned: PlannedRequest[] = [];
  let isInWrite = false;
  let rehearsed: { readonly user: IAMUserAppData | undefined } | undefined;

  /** The answer of the client, or the one to a change whose requests were kept back. */
  const change = async <A>(send: () => Promise<A>, carriedOut: () => A): Promise<A> => {
    const before = planned.length;
    isInWrite = true;
    try {
      const answer = await send();
      return planned.length === before ? answer : carriedOut();
    } catch (thrown) {
      if (planned.length === before) {
        throw thrown;
      }
      return carriedOut();
    } finally {
      isInWrite = false;
    }
  };
  const now = <A extends IAMUserAppData | undefined>(user: A): A => {
    rehearsed = { user };
    return user;
  };

  return {
    gate: {
      enter: (call) => {
        if (!isInWrite) {
          throw new IAMError(notARead(call));
        }
        planned.push(plannedRequest(call, redact));
        throw new IAMError(KEPT_BACK);
      },
    },
    client: (client) => {
      const { deleteUser, groups } = client;
      return {
        ...client,
        getUser: async (identifier) =>
          rehearsed === undefined ? client.getUser(identifier) : rehearsed.user,
        createUser: (data, options) =>
          change(
            () => client.createUser(data, options),
            () => now(newUser(data, options.active)),
          ),
        updateUser: (user, changes, options) =>
          change(
            () => client.updateUser(user, changes, options),
            () => now(changed(user, changes, options.activate ? true : user.active)),
          ),
        enableUser: (user) =>
          change(
            () => client.enableUser(user),
            () => now(changed(user, {}, true)),
          ),
        disableUser: (user) =>
          change(
            () => client.disableUser(user),
            () => now(changed(user, {}, false)),
          ),
        ...(deleteUser === undefined
          ? {}
          : {
              deleteUser: (user) =>
                change(
                  () => deleteUser.call(client, user),
                  () => void now(undefined),
                ),
            }),
        ...(groups === undefined ? {} : { groups: rehearsedGroups(groups, change, groupBefore) }),
      };
    },
    end: (result) => {
      const common = { dryRun: true, planned } as const;
      switch (result.kind) {
        case 'user': {
          const { vendor } = result;
          const isRead = result.status !== 'done' || planned.length === 0;
          return isRead
            ? { ...result, ...common }
            : { ...result, ...common, vendor: { ...vendor, id: knownId(vendor.id), details: null } };
        }
        case 'group': {
          const { group } = result;
          return planned.length === 0
            ? { ...result, ...common }
            : {
                ...result,
                ...common,
                group: { ...group, id: knownId(group.id), details: null, members: null },
              };
        }
        default:
          return { ...result, ...common };
      }
    },
  };
};

const rehearsedGroups = (
  groups: GroupClient,
  change: <A>(send: () => Promise<A>, carriedOut: () => A) => Promise<A>,
  groupBefore: GroupBefore,
): GroupClient => {
  const { deleteGroup } = groups;
  /** A change names a group by id, and the vendor is not asked whether there is one. */
  const mustExist = async (id: string): Promise<void> => {
    if (id !== NEW && (await groupBefore.read(groups, id)) === null) {
      throw new IAMError(NO_SUCH_GROUP);
    }
  };
  return {
    ...groups,
    createGroup: (data) =>
      change(
        () => groups.createGroup(data),
        () => ({ id: NEW, displayName: data.displayName, details: data }),
      ),
    updateMembers: async (id, changes) => {
      await mustExist(id);
      return change(
        () => groups.updateMembers(id, changes),
        () => undefined,
      );
    },
    ...(deleteGroup === undefined
      ? {}
      : {
          deleteGroup: async (id) => {
            await mustExist(id);
            return change(
              () => deleteGroup.call(groups, id),
              () => undefined,
            );
          },
        }),
  };
};

const newUser = (data: Attributes, active: boolean): IAMUserAppData => ({
  id: NEW,
  username: null,
  email: null,
  active,
  details: data,
});

/** The state is the vendor's own word for what would be otherwise, and the version that of another record. */
const changed = (
  { state: _before, version: _replaced, ...user }: IAMUserAppData,
  changes: Attributes,
  active: boolean | null,
): IAMUserAppData => ({
  ...user,
  active,
  ...(active === true ? { locked: false } : {}),
  details: leavesOf(changes).reduce(
    (all, keys) => withValueAt(all, keys, leafAt(changes, keys)),
    user.details,
  ),
});

const leafAt = (data: Attributes, keys: readonly string[]): unknown =>
  keys.reduce<unknown>((value, key) => (value as Attributes)[key], data);

const knownId = (id: string | null): string | null => (id === NEW ? null : id);

const plannedRequest = ({ method, path, body }: HttpCall, redact: Redact): PlannedRequest => ({
  method,
  path: path.replaceAll(encodeURIComponent(NEW), NEW),
  ...(body === undefined ? {} : { body: redactData(redact, withSecretsMasked(bodyOf(body))) }),
});

const bodyOf = (text: string): unknown => E.getOrElse((): unknown => text)(parseJson(text));

const KEPT_BACK = failure('refused', 'A dry run writes nothing.');

const NO_SUCH_GROUP = failure('no-such-resource', 'There is no such group.', {
  status: 404,
  recognised: true,
});

const notARead = ({ step }: HttpCall): Failure =>
  failure('unsupported', `A dry run sends reads alone, and ${step} is not known to be one.`, {
    next: 'If it reads only, the vendor package has to say so: reads: true.',
  });
