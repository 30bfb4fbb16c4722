import { isJsonObject } from '../json-object';
import { badRequest, conflict } from './hello-problem';

/** A group as stored: its members are kept apart. */
export interface HelloGroup {
  readonly group_id: string;
  readonly name: string;
}

type KnowsUser = (id: string) => boolean;

const onlyKnown = (body: unknown, names: readonly string[]): Readonly<Record<string, unknown>> => {
  if (!isJsonObject(body)) {
    throw badRequest('The body must be a JSON object');
  }
  const unknown = Object.keys(body).filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    throw badRequest(`Unknown fields: ${unknown.map((name) => name.slice(0, 50)).join(', ')}`);
  }
  return body;
};

const idList = (name: string, value: unknown): readonly string[] => {
  if (value === undefined) {
    return [];
  }
  if (!Array.isArray(value) || value.some((one) => typeof one !== 'string')) {
    throw badRequest(`Field ${name} must be a list of user ids`);
  }
  return value as readonly string[];
};

const checkKnown = (ids: readonly string[], knowsUser: KnowsUser): void => {
  const unknown = ids.filter((id) => !knowsUser(id));
  if (unknown.length > 0) {
    throw badRequest(`Unknown users: ${unknown.map((id) => id.slice(0, 50)).join(', ')}`);
  }
};

/** The group a POST asks for, and its members. @throws HelloProblem 400 or 409 */
export const readNewGroup = (
  id: string,
  body: unknown,
  isTaken: (name: string) => boolean,
  knowsUser: KnowsUser,
): { readonly group: HelloGroup; readonly members: readonly string[] } => {
  const fields = onlyKnown(body, ['name', 'members']);
  const name = fields['name'];
  if (typeof name !== 'string' || name === '') {
    throw badRequest('Field name is required');
  }
  if (isTaken(name)) {
    throw conflict(`A group with name ${name} exists`);
  }
  const members = idList('members', fields['members']);
  checkKnown(members, knowsUser);
  return { group: { group_id: id, name }, members };
};

/** What a PATCH of `{"add": [ids], "remove": [ids]}` asks for: additions come first. @throws HelloProblem 400 */
export const readMemberChanges = (
  body: unknown,
  knowsUser: KnowsUser,
): { readonly add: readonly string[]; readonly remove: readonly string[] } => {
  const fields = onlyKnown(body, ['add', 'remove']);
  const add = idList('add', fields['add']);
  const remove = idList('remove', fields['remove']);
  checkKnown(add, knowsUser);
  return { add, remove };
};
