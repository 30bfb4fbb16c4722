import * as t from 'io-ts';
import { readBoolean } from '../codec/boolean-text';
import { dictionary, isDictionary, nullish, object } from '../codec/combinators';
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

/** The primary address, or the only one; several without a primary one are not guessed between. */
const primaryEmail = (emails: unknown): string | null => {
  const list = (Array.isArray(emails) ? emails : []).filter(isDictionary);
  const chosen =
    list.find((email) => readBoolean(email['primary']) === true) ?? (list.length === 1 ? list[0] : undefined);
  return typeof chosen?.['value'] === 'string' ? chosen['value'] : null;
};

const membersOf = (members: unknown): readonly IAMGroupMember[] =>
  (Array.isArray(members) ? members : []).filter(isDictionary).flatMap((member) =>
    typeof member['value'] === 'string'
      ? [
          {
            value: member['value'],
            ...(typeof member['display'] === 'string' ? { display: member['display'] } : {}),
          },
        ]
      : [],
  );
