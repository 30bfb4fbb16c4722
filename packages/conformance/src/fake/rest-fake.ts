import type { Attributes } from '@iam/core';
import { isDictionary, keysOf, valueAt, withValueAt } from '@iam/core/internal';
import type { FakeVendor, VendorReply, VendorRequest } from './fake-vendor';
import { byCursor, byOffset, type RestLists } from './rest-lists';
import { tokenEndpoint, type TokenEndpointOptions } from './token-endpoint';
import { createRecords, laidOver, memberChanges, RestProblem, type RestRecord } from './rest-records';

/** What a REST vendor's users are like. */
export interface RestUsers {
  /** Below the base path; `users` when absent. */
  readonly path?: string;
  /** The field of the vendor's own key; `id` when absent. */
  readonly id?: string;
  /**
   * The field that says whether a user may sign in: the name of a boolean one, or a field with a word for either; the boolean
   * `active` when absent. A new user without it is active.
   */
  readonly active?: string | RestActivity;
  /** Every other field, as paths: `profile.login` is a field of the object `profile`. Unknown ones are refused with 400. */
  readonly fields: readonly string[];
  /** Fields that no two users share, compared without case; a second one is refused with 409. */
  readonly unique: readonly string[];
  /** Fields that a user must have. */
  readonly required?: readonly string[];
}

/** A text field that says whether a user may sign in: `{ field: 'state', yes: 'ACTIVE', no: 'SUSPENDED' }`. */
export interface RestActivity {
  readonly field: string;
  readonly yes: string;
  readonly no: string;
}

/** What its groups are like: `PATCH /groups/{id}` with `{"add": […], "remove": […]}` changes the members. */
export interface RestGroups {
  /** Below the base path; `groups` when absent. */
  readonly path?: string;
  /** `id` when absent. */
  readonly id?: string;
  /** The field of the group's name, unique without case; `name` when absent. */
  readonly name?: string;
  /** The field with the ids of the members; `members` when absent. */
  readonly members?: string;
}

export interface RestFakeOptions {
  /** For messages; `rest` when absent. */
  readonly name?: string;
  /** Before every path, for example `/api/v1`; none when absent. */
  readonly basePath?: string;
  /** The header every request must carry, for example `{ authorization: 'Bearer acme-key' }`; names in lower case. */
  readonly auth?: Readonly<Record<string, string>>;
  /** A token endpoint, whose tokens every request must carry then; its path is a whole one, not below the base path. */
  readonly oauth?: TokenEndpointOptions;
  readonly users: RestUsers;
  readonly groups?: RestGroups;
  /** The key that replies have their record or list in; null when they are not wrapped. `result` when absent. */
  readonly envelope?: string | null;
  /** The body of an error reply; `{ error: { message } }` when absent. */
  readonly error?: (status: number, message: string) => unknown;
  /** Pages of lists: at most this many records. 100 when absent. */
  readonly pageSize?: number;
  /** Lists behind cursors; in the envelope and from `?offset=` when absent. */
  readonly lists?: RestLists;
}

/**
 * A REST application from a short description: `GET`, `POST /users`, `GET`, `PATCH`, `PUT`, `DELETE /users/{id}`, the same
 * for groups, `GET /schema` and `GET /test`. Searches are `?field=value` with any of the fields, several at a time.
 * `PATCH` clears a field that is null, and changes objects field by field; `PUT` replaces the record.
 */
export const restFake = (options: RestFakeOptions): FakeVendor => {
  const { users: described, groups: grouped, envelope = 'result', pageSize = 100 } = options;
  const activity = activityOf(described.active);
  const user = { path: 'users', id: 'id', required: [], ...described, active: activity.field };
  const group = { path: 'groups', id: 'id', name: 'name', members: 'members', ...grouped };
  const errorBody = options.error ?? ((_status: number, message: string) => ({ error: { message } }));
  const base = (options.basePath ?? '').replace(/\/+$/, '');

  const users = createRecords({
    id: user.id,
    fields: [...user.fields, user.active],
    unique: user.unique,
    required: user.required,
    choices: { [user.active]: [activity.yes, activity.no] },
    lists: [],
    defaults: { [user.active]: activity.yes },
  });
  const groups = createRecords({
    id: group.id,
    fields: [group.name, group.members],
    unique: [group.name],
    required: [group.name],
    choices: {},
    lists: [group.members],
    defaults: { [group.members]: [] },
  });
  const knowsUsers = (ids: unknown): void => {
    const unknown = Array.isArray(ids)
      ? ids.find((id) => typeof id !== 'string' || users.get(id) === undefined)
      : undefined;
    if (unknown !== undefined) {
      throw new RestProblem(400, 'A member is not a user');
    }
  };

  const ok = (value: unknown, status = 200): VendorReply => ({
    status,
    body: envelope === null ? value : { [envelope]: value },
  });
  const paging = options.lists === undefined ? byOffset(pageSize, ok) : byCursor(pageSize, options.lists);

  const onUser = (method: string, id: string, body: unknown): VendorReply => {
    const found = present(users.get(id), 'User');
    switch (method) {
      case 'GET':
        return ok(found);
      case 'PATCH':
        return ok(users.change(id, laidOver(found, objectOf(body))));
      case 'PUT':
        return ok(
          users.change(
            id,
            laidOver(withValueAt({}, keysOf(user.active), valueAt(found, user.active)), {
              ...objectOf(body),
              [user.id]: id,
            }),
          ),
        );
      case 'DELETE':
        users.remove(id);
        groups.all().forEach((one) =>
          groups.change(String(one[group.id]), {
            ...one,
            [group.members]: textsOf(one[group.members]).filter((member) => member !== id),
          }),
        );
        return { status: 204 };
      default:
        throw new RestProblem(405, `${method} is not supported here`);
    }
  };
  const onGroup = (method: string, id: string, body: unknown): VendorReply => {
    const found = present(groups.get(id), 'Group');
    switch (method) {
      case 'GET':
        return ok(found);
      case 'PATCH': {
        const { add, remove } = memberChanges(objectOf(body));
        knowsUsers(add);
        const kept = textsOf(found[group.members]).filter((member) => !add.includes(member));
        return ok(
          groups.change(id, {
            ...found,
            [group.members]: [...kept, ...add].filter((member) => !remove.includes(member)),
          }),
        );
      }
      case 'DELETE':
        groups.remove(id);
        return { status: 204 };
      default:
        throw new RestProblem(405, `${method} is not supported here`);
    }
  };

  const tokens = options.oauth === undefined ? undefined : tokenEndpoint(options.oauth);

  const answer = (request: VendorRequest): VendorReply => {
    const signIn = tokens?.answer(request);
    if (signIn !== undefined) {
      return signIn;
    }
    if (
      tokens?.accepts(request) === false ||
      Object.entries(options.auth ?? {}).some(([name, value]) => request.headers[name] !== value)
    ) {
      throw new RestProblem(401, 'The credentials are wrong');
    }
    const method = request.method.toUpperCase();
    const [resource, id, ...more] = segmentsBelow(base, request.path);
    if (request.text !== '' && request.body === undefined) {
      throw new RestProblem(400, 'The body is not JSON');
    }
    if (more.length === 0 && (resource === user.path || (resource === group.path && grouped !== undefined))) {
      const records = resource === user.path ? users : groups;
      if (id !== undefined) {
        return resource === user.path ? onUser(method, id, request.body) : onGroup(method, id, request.body);
      }
      const query = new URLSearchParams(request.query);
      if (method === 'GET') {
        return paging.page(records.find([...query].filter(([name]) => name !== paging.parameter)), query);
      }
      if (method === 'POST') {
        const body = objectOf(request.body);
        if (resource === group.path) {
          knowsUsers(body[group.members]);
        }
        return ok(records.add(body), 201);
      }
      throw new RestProblem(405, `${method} is not supported here`);
    }
    if (method === 'GET' && id === undefined && resource === 'schema') {
      return ok(
        [user.id, user.active, ...user.fields].map((name) => ({ name, description: `The field ${name}` })),
      );
    }
    if (method === 'GET' && id === undefined && resource === 'test') {
      return ok('ok');
    }
    throw new RestProblem(404, 'There is no such address');
  };

  return {
    name: options.name ?? 'rest',
    ...(tokens === undefined ? {} : { tokenPath: tokens.path }),
    handle: (request) => {
      try {
        return answer(request);
      } catch (thrown) {
        if (thrown instanceof RestProblem) {
          return { status: thrown.status, body: errorBody(thrown.status, thrown.message) };
        }
        throw thrown;
      }
    },
    reset: () => {
      users.clear();
      groups.clear();
    },
    users: users.all,
    groups: () =>
      groups.all().map((one) => ({
        id: String(one[group.id]),
        displayName: String(one[group.name]),
        members: textsOf(one[group.members]),
      })),
  };
};

/** The field of the activity with its two values. */
const activityOf = (
  active: RestUsers['active'] = 'active',
): { readonly field: string; readonly yes: string | boolean; readonly no: string | boolean } =>
  typeof active === 'string' ? { field: active, yes: true, no: false } : active;

const present = (record: RestRecord | undefined, what: string): RestRecord => {
  if (record === undefined) {
    throw new RestProblem(404, `${what} not found`);
  }
  return record;
};

const objectOf = (body: unknown): Attributes => {
  if (!isDictionary(body)) {
    throw new RestProblem(400, 'The body must be a JSON object');
  }
  return body;
};

const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

const segmentsBelow = (base: string, path: string): readonly string[] => {
  if (!path.startsWith(`${base}/`)) {
    throw new RestProblem(404, 'There is no such address');
  }
  try {
    return path
      .slice(base.length + 1)
      .split('/')
      .map(decodeURIComponent);
  } catch {
    throw new RestProblem(400, 'The path is not encoded correctly');
  }
};
