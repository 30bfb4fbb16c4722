import { randomUUID } from 'node:crypto';
import type { CommandResult, TestResult } from '../commands/result';
import { allPages, pagesAsRead, type Reading } from '../contract/all-pages';
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
import { membersOf, userOf, type ListSource } from './list-subject';
import { quietly } from './quietly';
import type { RunParts } from './run';
import type { RunOptions } from './run-options';

/** How a list is read. */
export interface ListOptions extends Pick<RunOptions, 'signal' | 'run' | 'retries'> {
  /**
   * Yields the records of a page when it is read, so that a list of any length takes the memory of one page and of the ids. Act on nothing
   * before the iteration has ended: it throws when the list turns out not to be whole, and what was yielded until then is a part.
   */
  readonly asRead?: boolean;
}

/**
 * What programs read in bulk. Every list is read page by page before its first record is yielded (unless `asRead` is set), each record
 * once: it is whole, or the iteration throws an IAMError and yields nothing, because a part taken for the whole makes leavers of those who
 * are missing. `unsupported` says that the integration has no such list, `not-found` that the group or the user does not exist.
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
    open: (client: UserClient) => Promise<ListSource<A>>,
    options: ListOptions = {},
  ): AsyncIterable<A> => ({ [Symbol.asyncIterator]: () => readList(parts, name, open, options) });
  return {
    users: (options) => list('users', async (client) => usersOf(client, brand), options),
    groups: (options) => list('groups', async (client) => groupsIn(client, brand), options),
    members: (groupId, options) => list('members', (client) => membersOf(client, brand, groupId), options),
    groupsOf: (user, options) => list('groupsOf', (client) => groupsOf(client, brand, user), options),
  };
};

const usersOf = (client: UserClient, brand: string): ListSource<IAMUserAppData> => {
  const { listUsers } = client;
  return listUsers === undefined
    ? unsupported(`${brand} does not list its users.`)
    : {
        what: 'users',
        reading: {
          read: async (page) => {
            const { users, next, total } = await listUsers.call(client, page);
            return { records: users, next, total };
          },
          keyOf: ({ id }) => id,
        },
      };
};

const groupsIn = ({ groups }: UserClient, brand: string): ListSource<IAMGroupAppData> => {
  const listGroups = groups?.listGroups;
  return listGroups === undefined
    ? unsupported(`${brand} does not list its groups.`)
    : { what: 'groups', reading: groupPages((page) => listGroups.call(groups, page)) };
};

const groupsOf = async (
  client: UserClient,
  brand: string,
  user: IAMUserAppData | string,
): Promise<ListSource<IAMGroupAppData>> => {
  const { groupsOfUser } = client;
  if (groupsOfUser === undefined) {
    return unsupported(`${brand} does not list the groups of a user.`);
  }
  const known = typeof user === 'string' ? await userOf(client, user) : user;
  return { what: 'groups', reading: groupPages((page) => groupsOfUser.call(client, known, page)) };
};

const groupPages = (read: (page?: string) => Promise<GroupPage>): Reading<IAMGroupAppData> => ({
  read: async (page) => {
    const { groups, next, total } = await read(page);
    return { records: groups, next, total };
  },
  keyOf: ({ id }) => id,
});

const unsupported = (message: string): never => {
  throw new IAMError(failure('unsupported', message));
};

/** Reads a list under the observers of a run, and redacts what the vendor sent as results are. */
const readList = async function* <A>(
  { integration, config, http, name, listeners }: RunParts,
  list: ListName,
  open: (client: UserClient) => Promise<ListSource<A>>,
  { signal, retries, run = randomUUID(), asRead = false }: ListOptions,
): AsyncGenerator<A, void> {
  const { brand } = integration;
  const meter = requestMeter();
  const toListener: Observer = {
    onRequest: (event) =>
      quietly(() => listeners.onRequest?.({ ...event, path: event.path, instanceName: name, command: list })),
  };
  const reporter = reportRun({ run, instanceName: name, brand, command: list }, http.clock.now);
  const observers = foldObservers([meter, ...(reporter === undefined ? [] : [reporter]), toListener]);
  const { onRequest, onReply } = observers;
  const frame = () => ({
    kind: 'test' as const,
    run,
    command: list,
    brand,
    instanceName: name,
    who: '',
    warnings: [],
    requests: meter.requests(),
  });
  // Redaction keeps the form of data.
  const clean = (records: readonly A[]): readonly A[] =>
    holdsSecret(http.redact, records) ? (redactData(http.redact, records) as readonly A[]) : records;
  let isOver = false;
  const end = async (result: TestResult): Promise<CommandResult> => {
    isOver = true;
    return observers.end(result);
  };
  try {
    const scope = { signal, onRequest, onReply, retries };
    const source = await open(integration.client({ http: createHttp(http, scope), config }));
    if (asRead && 'reading' in source) {
      for await (const records of pagesAsRead(source.what, source.reading)) {
        yield* clean(records);
      }
      await end({ ...frame(), status: 'done' });
      return;
    }
    const records = 'records' in source ? source.records : await allPages(source.what, source.reading);
    await end({ ...frame(), status: 'done' });
    yield* clean(records);
  } catch (thrown) {
    const failed: TestResult = { ...frame(), status: 'failed', failure: toFailure(thrown) };
    const shown = await end(redactResult(http.redact, failed) as TestResult);
    throw new IAMError(shown.failure ?? toFailure(thrown));
  } finally {
    // The caller left the iteration before its end.
    if (!isOver) {
      await end({ ...frame(), status: 'done' });
    }
  }
};
