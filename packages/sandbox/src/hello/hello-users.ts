import { type JsonObject, isJsonObject } from '../json-object';
import type { QueryParameter } from '../query';
import { createIndexedRecords } from '../records/indexed-records';
import { shortest, type RecordList } from '../records/record-list';
import { HELLO_UNIQUE_FIELDS, HELLO_USER_FIELDS } from './hello-fields';
import { badRequest, conflict } from './hello-problem';

/** A user as stored and as sent: set fields only, in the order of the field list. */
export type HelloUser = Readonly<Record<string, string | boolean>> & { readonly user_id: string };

const NAMES = HELLO_USER_FIELDS.map(({ name }) => name);

/** The changes a write requests; null clears a field. @throws HelloProblem 400, naming every field it cannot take */
export const readUserFields = (body: unknown): Readonly<Record<string, string | boolean | null>> => {
  if (!isJsonObject(body)) {
    throw badRequest('The body must be a JSON object');
  }
  const unknown = Object.keys(body).filter((name) => !NAMES.includes(name));
  if (unknown.length > 0) {
    throw badRequest(`Unknown fields: ${unknown.map((name) => name.slice(0, 50)).join(', ')}`);
  }
  if (body['user_id'] !== undefined) {
    throw badRequest('Field user_id is read-only');
  }
  const wrong = Object.entries(body).filter(
    ([name, value]) => value !== null && typeof value !== (name === 'active' ? 'boolean' : 'string'),
  );
  if (wrong.length > 0) {
    throw badRequest(`Wrong type of: ${wrong.map(([name]) => name).join(', ')}`);
  }
  if (body['active'] === null) {
    throw badRequest('Field active must be true or false');
  }
  return body as Readonly<Record<string, string | boolean | null>>;
};

/** The user after a write. @throws HelloProblem 400 when neither a login name nor an email is left */
export const withFields = (
  user: HelloUser,
  fields: Readonly<Record<string, string | boolean | null>>,
): HelloUser => {
  const merged: Readonly<Record<string, string | boolean | null>> = { ...user, ...fields };
  const set = NAMES.flatMap((name) => {
    const value = merged[name];
    return value === undefined || value === null || value === '' ? [] : [[name, value] as const];
  });
  const next = Object.fromEntries(set) as HelloUser;
  if (HELLO_UNIQUE_FIELDS.every((name) => next[name] === undefined)) {
    throw badRequest(`One of these is required: ${HELLO_UNIQUE_FIELDS.join(', ')}`);
  }
  return next;
};

/** Fields whose values have an index. */
const INDEXED = ['user_id', 'user_name', 'email', 'employee_number'] as const;

/** What a value is compared by: login name and email without case. */
const comparable = (name: string, value: unknown): string =>
  HELLO_UNIQUE_FIELDS.some((one) => one === name) ? String(value).toLowerCase() : String(value);

const indexOf =
  (name: string) =>
  (user: HelloUser): readonly string[] =>
    user[name] === undefined ? [] : [comparable(name, user[name])];

export const createHelloUsers = () =>
  createIndexedRecords({
    idOf: ({ user_id }: HelloUser) => user_id,
    indexes: {
      user_id: indexOf('user_id'),
      user_name: indexOf('user_name'),
      email: indexOf('email'),
      employee_number: indexOf('employee_number'),
    },
  });

export type HelloUsers = ReturnType<typeof createHelloUsers>;

/** @throws HelloProblem 409 naming the field and the value another user has */
export const checkUniqueUser = (user: HelloUser, users: HelloUsers): void => {
  const keys = HELLO_UNIQUE_FIELDS.flatMap((name) => indexOf(name)(user).map((key) => [name, key] as const));
  const [other] = users.find(...keys).filter(({ user_id }) => user_id !== user.user_id);
  const shared = keys.find(([name, key]) => other !== undefined && indexOf(name)(other).includes(key));
  if (shared !== undefined) {
    throw conflict(`A user with ${shared[0]} ${String(user[shared[0]])} exists`);
  }
};

const MAX_PAGE = 100;

/**
 * `GET /users?{field}={value}`: those whose fields all equal the values; login name and email without case.
 * `limit` (default and at most 100) and `offset` (default 0) page through them.
 *
 * @throws HelloProblem 400 for any other parameter
 */
export const findUsers = (
  users: HelloUsers,
  parameters: readonly QueryParameter[],
): readonly JsonObject[] => {
  const paging = new Map<string, number>();
  const wanted: QueryParameter[] = [];
  for (const parameter of parameters) {
    const { name, value } = parameter;
    if (name === 'limit' || name === 'offset') {
      paging.set(name, wholeNumber(name, value));
    } else if (NAMES.includes(name) && value !== undefined && value !== '') {
      wanted.push(parameter);
    } else {
      throw badRequest(`Unknown or empty query parameter: ${name.slice(0, 50)}`);
    }
  }
  const offset = paging.get('offset') ?? 0;
  const limit = Math.min(paging.get('limit') ?? MAX_PAGE, MAX_PAGE);
  return usersWith(users, wanted).slice(offset, offset + limit);
};

const usersWith = (users: HelloUsers, wanted: readonly QueryParameter[]): RecordList<HelloUser> => {
  const indexed = wanted.flatMap(({ name, value }) =>
    INDEXED.filter((one) => one === name).map((one) => users.find([one, comparable(one, value)])),
  );
  return wanted.length === 0
    ? users.all
    : (shortest(indexed) ?? users.all).filter((user) =>
        wanted.every(({ name, value }) => indexOf(name)(user).includes(comparable(name, value))),
      );
};

const wholeNumber = (name: string, value: string | undefined): number => {
  if (value === undefined || !/^\d{1,9}$/.test(value)) {
    throw badRequest(`Parameter ${name} must be a whole number`);
  }
  return Number(value);
};
