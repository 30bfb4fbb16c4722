import * as t from 'io-ts';
import { readBoolean } from '../codec/boolean-text';
import { dictionary, isDictionary, nullish, object } from '../codec/combinators';
import { idText } from '../codec/id-text';
import { failure } from '../errors/failure';
import { IAMError } from '../errors/iam-error';
import type { IAMGroupAppData, IAMGroupMember, IAMUserAppData } from '../profile/app-data';

// Replies are read loosely: only what is used has to be right, and the record is kept as it came.

const identifier = new t.Type<string>(
  'a non-empty id',
  (value): value is string => typeof value === 'string' && value !== '',
  (value, context) =>
    typeof value === 'string' && value !== '' ? t.success(value) : t.failure(value, context),
  t.identity,
);

/** A User resource (RFC 7643 section 4.1). */
export const ScimUser = t.intersection([
  dictionary,
  object({ id: identifier }, { userName: nullish(t.string) }),
]);
export type ScimUser = t.TypeOf<typeof ScimUser>;

/** A Group resource (RFC 7643 section 4.2). */
export const ScimGroup = t.intersection([
  dictionary,
  object({ id: identifier }, { displayName: nullish(t.string) }),
]);
export type ScimGroup = t.TypeOf<typeof ScimGroup>;

export const toUser = (resource: ScimUser): IAMUserAppData => ({
  id: resource.id,
  username: resource.userName ?? null,
  email: primaryEmail(resource['emails']),
  active: readBoolean(resource['active']) ?? null,
  details: resource,
});

export const toGroup = (resource: ScimGroup, members: 'in-group' | 'users-by-group'): IAMGroupAppData => ({
  id: resource.id,
  displayName: resource.displayName ?? null,
  ...(members === 'in-group' ? { members: membersOf(resource['members']) } : {}),
  details: resource,
});

/** A group as the reply to a change shows it: one that leaves the members out, or has them unreadable, says nothing about them. */
export const toChangedGroup = (
  resource: ScimGroup,
  members: 'in-group' | 'users-by-group',
): IAMGroupAppData => {
  const { members: shown } = resource;
  const readable = Array.isArray(shown) && shown.every((item) => memberOf(item) !== undefined);
  return toGroup(resource, readable ? members : 'users-by-group');
};

/** The primary address, or the only one; several without a primary one are not guessed between. */
const primaryEmail = (emails: unknown): string | null => {
  const list = (Array.isArray(emails) ? emails : []).filter(isDictionary);
  const chosen =
    list.find((email) => readBoolean(email['primary']) === true) ?? (list.length === 1 ? list[0] : undefined);
  return typeof chosen?.['value'] === 'string' ? chosen['value'] : null;
};

/** The members that a group shows: none when it leaves them out. One that cannot be read makes the list a part of itself. */
const membersOf = (members: unknown): readonly IAMGroupMember[] => {
  if (members === undefined || members === null) {
    return [];
  }
  const list: readonly unknown[] = Array.isArray(members) ? members : [undefined];
  const read = list.map(memberOf);
  const known = read.filter((member) => member !== undefined);
  if (known.length < list.length) {
    throw new IAMError(
      failure(
        'malformed-reply',
        Array.isArray(members)
          ? `${list.length - known.length} of the ${list.length} members of the group cannot be read.`
          : 'The members of the group are no list.',
      ),
    );
  }
  return known;
};

const memberOf = (item: unknown): IAMGroupMember | undefined => {
  const { value, display } = isDictionary(item) ? item : { value: item, display: undefined };
  const id = idText(value);
  return id === undefined ? undefined : { value: id, ...(typeof display === 'string' ? { display } : {}) };
};
