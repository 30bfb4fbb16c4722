import type { FakeVendor, VendorReply, VendorRequest } from './fake-vendor';
import type { RestAsked, Wording } from './rest-collection';
import { groupCollection } from './rest-groups';
import { pagingOf } from './rest-lists';
import { createMemberships } from './rest-memberships';
import type { RestFakeOptions } from './rest-options';
import { RestProblem } from './rest-problem';
import type { RestCall, RestMatch } from './rest-routes';
import { rowCollection } from './rest-rows';
import { userCollection } from './rest-users';
import { tokenEndpoint } from './token-endpoint';

/** What answers below one path. */
type Handler = (call: RestCall, request: VendorRequest) => VendorReply;

/**
 * A REST application from a short description: `GET`, `POST /users`, `GET`, `PATCH`, `PUT`, `DELETE /users/{id}`, the same
 * for groups, `GET /schema` and `GET /test`. Searches are `?field=value` with any of the fields, several at a time.
 * `PATCH` clears a field that is null, and changes objects field by field; `PUT` replaces the record. `routes` says what is
 * otherwise.
 */
export const restFake = (options: RestFakeOptions): FakeVendor => {
  const { users: described, groups: grouped, envelope = 'result', pageSize = 100 } = options;
  const errorBody = options.error ?? ((_status: number, message: string) => ({ error: { message } }));
  const base = (options.basePath ?? '').replace(/\/+$/, '');
  const tokens = options.oauth === undefined ? undefined : tokenEndpoint(options.oauth);

  const ok: Wording['ok'] = (value, status = 200) => ({
    status,
    body: envelope === null ? value : { [envelope]: value },
  });
  const wording: Wording = { ok, paging: pagingOf(pageSize, options.lists, ok) };
  const memberships = createMemberships();
  const users = userCollection(described, memberships, (ids) => groups.of(ids), wording);
  const groups = groupCollection(grouped ?? {}, memberships, () => users.records, wording);
  const rows =
    grouped?.rows === undefined
      ? undefined
      : rowCollection(
          grouped.rows,
          memberships,
          {
            group: (id) => groups.of([id]).length > 0,
            user: (id) => users.records.get(id) !== undefined,
          },
          wording,
        );

  const below: Readonly<Record<string, Handler>> = {
    test: onlyGet(() => ok('ok')),
    schema: onlyGet(() => ok(users.fields.map((name) => ({ name, description: `The field ${name}` })))),
    ...(rows === undefined || grouped?.rows === undefined ? {} : { [grouped.rows.path]: handlerOf(rows) }),
    ...(grouped === undefined ? {} : { [grouped.path ?? 'groups']: handlerOf(groups) }),
    [described.path ?? 'users']: handlerOf(users),
  };

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
    const [resource = '', ...segments] = segmentsBelow(base, request.path);
    if (request.text !== '' && request.body === undefined) {
      throw new RestProblem(400, 'The body is not JSON');
    }
    const handler = Object.hasOwn(below, resource) ? below[resource] : undefined;
    if (handler === undefined) {
      throw new RestProblem(404, 'There is no such address');
    }
    const query = new URLSearchParams(request.query);
    return handler({ method: request.method.toUpperCase(), segments, query, body: request.body }, request);
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
      users.records.clear();
      groups.clear();
      memberships.clear();
    },
    users: users.records.all,
    groups: groups.all,
  };
};

const handlerOf =
  <A extends string>(collection: {
    readonly match: (call: RestCall) => RestMatch<A>;
    readonly answer: (asked: RestAsked<A>) => VendorReply;
  }): Handler =>
  (call, request) =>
    collection.answer({ ...collection.match(call), call, request });

const onlyGet =
  (reply: () => VendorReply): Handler =>
  ({ method, segments }) => {
    if (method !== 'GET' || segments.length > 0) {
      throw new RestProblem(404, 'There is no such address');
    }
    return reply();
  };

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
