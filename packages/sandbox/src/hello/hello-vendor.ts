import type { FakeVendor, VendorReply, VendorRequest } from '@iam/conformance';
import { createIdSource } from '../id-source';
import { parseQuery, pathSegments, type QueryParameter } from '../query';
import { createIndexedRecords } from '../records/indexed-records';
import { createMemberships, type Memberships } from '../records/memberships';
import { HELLO_USER_FIELDS } from './hello-fields';
import { readMemberChanges, readNewGroup, type HelloGroup } from './hello-groups';
import { badRequest, HelloProblem, helloProblemReply, notFound } from './hello-problem';
import {
  checkUniqueUser,
  createHelloUsers,
  findUsers,
  readUserFields,
  withFields,
  type HelloUser,
  type HelloUsers,
} from './hello-users';

export interface HelloOptions {
  /** Default `sandbox-user`. */
  readonly username?: string;
  /** Default `sandbox-password`. */
  readonly password?: string;
  /** The same seed gives the same ids every time. Default: random ids. */
  readonly seed?: string;
  /** Users the application starts with, in its own fields; `user_id` fixes the id. */
  readonly users?: readonly Readonly<Record<string, string | boolean>>[];
  /** Groups the application starts with. */
  readonly groups?: readonly {
    readonly group_id?: string;
    readonly name: string;
    readonly members?: readonly string[];
  }[];
}

/** Username and password when the options name none. */
export const HELLO_DEFAULTS = { username: 'sandbox-user', password: 'sandbox-password' } as const;

const createHelloGroups = () =>
  createIndexedRecords({
    idOf: ({ group_id }: HelloGroup) => group_id,
    indexes: { name: ({ name }) => [name.toLowerCase()] },
  });

interface State {
  readonly users: HelloUsers;
  readonly groups: ReturnType<typeof createHelloGroups>;
  readonly memberships: Memberships;
  readonly newId: () => string;
}

interface HelloRequest {
  readonly method: string;
  readonly id: string | undefined;
  readonly parameters: readonly QueryParameter[];
  readonly body: unknown;
}

/**
 * "Hello IAM World": the made-up REST application behind the template integration. Basic authentication, everything
 * below `/api/now`, replies `{"result": …}` and errors `{"error": {"message", "detail"}}`.
 */
export const createHelloVendor = (options: HelloOptions = {}): FakeVendor => {
  const { username, password } = { ...HELLO_DEFAULTS, ...options };
  const authorization = `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`;
  const ids = createIdSource(options.seed);
  const state: State = {
    users: createHelloUsers(),
    groups: createHelloGroups(),
    memberships: createMemberships(),
    newId: () => ids.hex(32),
  };
  const reset = (): void => {
    [state.users, state.groups, state.memberships].forEach((records) => records.clear());
    ids.reset();
    for (const seed of options.users ?? []) {
      const id = typeof seed['user_id'] === 'string' ? seed['user_id'] : state.newId();
      state.users.put({ active: true, ...seed, user_id: id });
    }
    for (const { group_id: id = state.newId(), name, members = [] } of options.groups ?? []) {
      state.groups.put({ group_id: id, name });
      state.memberships.join(id, members);
    }
  };
  reset();
  return {
    name: 'hello',
    reset,
    handle: (request) => {
      try {
        if (request.headers['authorization'] !== authorization) {
          throw new HelloProblem(401, 'User Not Authenticated', 'Required to provide Auth information');
        }
        return answer(state, request);
      } catch (error) {
        if (error instanceof HelloProblem) {
          return helloProblemReply(error);
        }
        throw error;
      }
    },
    users: () => state.users.all.slice(),
    groups: () =>
      state.groups.all.slice().map(({ group_id: id, name: displayName }) => ({
        id,
        displayName,
        members: state.memberships.membersOf(id),
      })),
  };
};

const answer = (state: State, request: VendorRequest): VendorReply => {
  const [api, now, resource, id, ...more] = pathSegments(request.path) ?? [];
  if (api !== 'api' || now !== 'now' || more.length > 0) {
    throw notFound('This path');
  }
  const method = request.method.toUpperCase();
  const parameters = parseQuery(request.query);
  if (parameters === undefined) {
    throw badRequest('The query is not percent-encoded correctly');
  }
  if (request.text !== '' && request.body === undefined) {
    throw badRequest('The body is not JSON');
  }
  const call: HelloRequest = { method, id: id === '' ? undefined : id, parameters, body: request.body };
  if (resource === 'users') {
    return onUsers(state, call);
  }
  if (resource === 'groups') {
    return onGroups(state, call);
  }
  if (method === 'GET' && resource === 'schema' && id === undefined) {
    return result(200, HELLO_USER_FIELDS);
  }
  if (method === 'GET' && resource === 'test' && id === undefined) {
    return result(200, 'ok');
  }
  throw notFound('This path');
};

const result = (status: number, value: unknown): VendorReply => ({ status, body: { result: value } });

const notAllowed = (method: string): HelloProblem =>
  new HelloProblem(405, 'Method not supported', `${method} is not allowed here`);

const onUsers = (state: State, { method, id, parameters, body }: HelloRequest): VendorReply => {
  if (id === undefined) {
    if (method === 'GET') {
      return result(200, findUsers(state.users, parameters));
    }
    if (method !== 'POST') {
      throw notAllowed(method);
    }
    const fields = readUserFields(body);
    return saveUser(state, 201, withFields({ active: true, user_id: state.newId() }, fields));
  }
  const user = state.users.get(id);
  if (user === undefined) {
    throw notFound('The user');
  }
  if (method === 'GET') {
    return result(200, user);
  }
  if (method === 'PATCH') {
    return saveUser(state, 200, withFields(user, readUserFields(body)));
  }
  if (method !== 'DELETE') {
    throw notAllowed(method);
  }
  state.users.remove(id);
  state.memberships.leaveAll(id);
  return { status: 204 };
};

const saveUser = (state: State, status: number, user: HelloUser): VendorReply => {
  checkUniqueUser(user, state.users);
  state.users.put(user);
  return result(status, user);
};

const onGroups = (state: State, { method, id, parameters, body }: HelloRequest): VendorReply => {
  const { users, groups, memberships } = state;
  const knowsUser = (userId: string): boolean => users.get(userId) !== undefined;
  if (id === undefined) {
    if (method === 'GET') {
      return result(200, findGroups(state, parameters).map(withMembers(state)));
    }
    if (method !== 'POST') {
      throw notAllowed(method);
    }
    const isTaken = (name: string): boolean => groups.find(['name', name.toLowerCase()]).length > 0;
    const created = readNewGroup(state.newId(), body, isTaken, knowsUser);
    groups.put(created.group);
    memberships.join(created.group.group_id, created.members);
    return result(201, withMembers(state)(created.group));
  }
  const group = groups.get(id);
  if (group === undefined) {
    throw notFound('The group');
  }
  if (method === 'GET') {
    return result(200, withMembers(state)(group));
  }
  if (method === 'PATCH') {
    const { add, remove } = readMemberChanges(body, knowsUser);
    memberships.join(id, add);
    memberships.leave(id, remove);
    return result(200, withMembers(state)(group));
  }
  if (method !== 'DELETE') {
    throw notAllowed(method);
  }
  groups.remove(id);
  memberships.dissolve(id);
  return { status: 204 };
};

/** A group as it is sent. */
const withMembers =
  ({ memberships }: State) =>
  (group: HelloGroup) => ({ ...group, members: memberships.membersOf(group.group_id) });

const findGroups = ({ groups }: State, parameters: readonly QueryParameter[]): readonly HelloGroup[] => {
  const unknown = parameters.find(({ name, value }) => name !== 'name' || !value);
  if (unknown !== undefined) {
    throw badRequest(`Unknown or empty query parameter: ${unknown.name.slice(0, 50)}`);
  }
  const names = [...new Set(parameters.map(({ value = '' }) => value.toLowerCase()))];
  const [name, ...others] = names;
  return name === undefined
    ? groups.all.slice()
    : others.length > 0
      ? []
      : groups.find(['name', name]).slice();
};
