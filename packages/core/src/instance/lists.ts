import { randomUUID } from 'node:crypto';
import type { TestResult } from '../commands/result';
import { allPages } from '../contract/all-pages';
import type { GroupPage } from '../contract/group-page';
import type { UserClient } from '../contract/user-client';
import { failure } from '../errors/failure';
import { IAMError, toFailure } from '../errors/iam-error';
import { createHttp } from '../http/http-client';
import { holdsSecret, redactData } from '../http/redaction/redact';
import { reportRun } from '../observe/channels';
import { foldObservers, type Observer } from '../observe/observer';
import { redactResult } from '../observe/redact-result';
import { requestMeter } from '../observe/request-meter';
import type { IAMGroupAppData, IAMGroupMember, IAMUserAppData } from '../profile/app-data';
import { membersOf, userOf } from './list-subject';
import { quietly } from './quietly';
import type { RunParts } from './run';

/** How a list is read. */
export interface ListOptions {
  /** Aborts the reading: no further page is requested, and the iteration throws. */
  readonly signal?: AbortSignal;
}

/**
 * What programs read in bulk. Every list is read page by page before its first record is yielded, each record once: it is whole,
 * or the iteration throws an IAMError and yields nothing, because a part taken for the whole makes leavers of those who are
 * missing. `unsupported` says that the integration has no such list, `not-found` that the group or the user does not exist.
 */
export interface Lists {
  /** All users of the application, the inactive ones too where the vendor lists them. */
  readonly users: (options?: ListOptions) => AsyncIterable<IAMUserAppData>;
  readonly groups: (options?: ListOptions) => AsyncIterable<IAMGroupAppData>;
  readonly members: (groupId: string, options?: ListOptions) => AsyncIterable<IAMGroupMember>;
  /** The groups that a user is a member of. A user named by id is read first. */
  readonly groupsOf: (user: IAMUserAppData | string, options?: ListOptions) => AsyncIterable<IAMGroupAppData>;
}

export type ListName = keyof Lists;

/** The lists that a client can give. */
export const listsOf = ({ listUsers, groups, groupsOfUser }: UserClient): readonly ListName[] => [
  ...(listUsers === undefined ? [] : (['users'] as const)),
  ...(groups?.listGroups === undefined ? [] : (['groups'] as const)),
  ...(groups === undefined ? [] : (['members'] as const)),
  ...(groupsOfUser === undefined ? [] : (['groupsOf'] as const)),
];

export const createLists = (parts: RunParts): Lists => {
  const { brand } = parts.integration;
  const list = <A>(
    name: ListName,
    read: (client: UserClient) => Promise<readonly A[]>,
    options: ListOptions = {},
  ): AsyncIterable<A> => ({
    async *[Symbol.asyncIterator]() {
      yield* await readList(parts, name, read, options);
    },
  });
  return {
    users: (options) => list('users', (client) => allUsers(client, brand), options),
    groups: (options) => list('groups', (client) => allGroups(client, brand), options),
    members: (groupId, options) => list('members', (client) => membersOf(client, brand, groupId), options),
    groupsOf: (user, options) => list('groupsOf', (client) => allGroupsOf(client, brand, user), options),
  };
};

const allUsers = (client: UserClient, brand: string): Promise<readonly IAMUserAppData[]> => {
  const { listUsers } = client;
  return listUsers === undefined
    ? unsupported(`${brand} does not list its users.`)
    : allPages('users', {
        read: async (page) => {
          const { users, next, total } = await listUsers.call(client, page);
          return { records: users, next, total };
        },
        keyOf: ({ id }) => id,
      });
};

const allGroups = ({ groups }: UserClient, brand: string): Promise<readonly IAMGroupAppData[]> => {
  const listGroups = groups?.listGroups;
  return listGroups === undefined
    ? unsupported(`${brand} does not list its groups.`)
    : everyGroup((page) => listGroups.call(groups, page));
};

const allGroupsOf = async (
  client: UserClient,
  brand: string,
  user: IAMUserAppData | string,
): Promise<readonly IAMGroupAppData[]> => {
  const { groupsOfUser } = client;
  if (groupsOfUser === undefined) {
    return unsupported(`${brand} does not list the groups of a user.`);
  }
  const known = typeof user === 'string' ? await userOf(client, user) : user;
  return everyGroup((page) => groupsOfUser.call(client, known, page));
};

const everyGroup = (read: (page?: string) => Promise<GroupPage>): Promise<readonly IAMGroupAppData[]> =>
  allPages('groups', {
    read: async (page) => {
      const { groups, next, total } = await read(page);
      return { records: groups, next, total };
    },
    keyOf: ({ id }) => id,
  });

const unsupported = (message: string): Promise<never> =>
  Promise.reject(new IAMError(failure('unsupported', message)));

/** Reads a list under the observers of a run, and redacts what the vendor sent as results are. */
const readList = async <A>(
  { integration, config, http, name, listeners }: RunParts,
  list: ListName,
  read: (client: UserClient) => Promise<readonly A[]>,
  { signal }: ListOptions,
): Promise<readonly A[]> => {
  const { brand } = integration;
  const meter = requestMeter();
  const toListener: Observer = {
    onRequest: (event) =>
      quietly(() => listeners.onRequest?.({ ...event, path: event.path, instanceName: name, command: list })),
  };
  const reporter = reportRun({ run: randomUUID(), instanceName: name, brand, command: list }, http.clock.now);
  const observers = foldObservers([meter, ...(reporter === undefined ? [] : [reporter]), toListener]);
  const { onRequest, onReply } = observers;
  const frame = () => ({
    kind: 'test' as const,
    command: list,
    brand,
    instanceName: name,
    who: '',
    warnings: [],
    requests: meter.requests(),
  });
  try {
    const records = await read(
      integration.client({ http: createHttp(http, { signal, onRequest, onReply }), config }),
    );
    await observers.end({ ...frame(), status: 'done' });
    // Redaction keeps the form of data.
    return holdsSecret(http.redact, records) ? (redactData(http.redact, records) as readonly A[]) : records;
  } catch (thrown) {
    const failed: TestResult = { ...frame(), status: 'failed', failure: toFailure(thrown) };
    const shown = await observers.end(redactResult(http.redact, failed));
    throw new IAMError(shown.failure ?? toFailure(thrown));
  }
};
