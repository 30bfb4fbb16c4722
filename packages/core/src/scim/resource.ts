import * as t from 'io-ts';
import { readBoolean } from '../codec/boolean-text';
import { dictionary, nullish, object } from '../codec/combinators';
import { idText, idValue, textOf, textValue } from '../codec/id-text';
import { elementsOf } from '../profile/elements';
import type { IAMGroupAppData, IAMGroupMember, IAMUserAppData } from '../profile/app-data';

// Replies are read loosely: only what is used has to be right, and the record is kept as it came.

/** A User resource (RFC 7643 section 4.1). */
export const ScimUser = t.intersection([
  dictionary,
  object({ id: idValue }, { userName: nullish(textValue) }),
]);
export type ScimUser = t.TypeOf<typeof ScimUser>;

/** A Group resource (RFC 7643 section 4.2). */
export const ScimGroup = t.intersection([
  dictionary,
  object({ id: idValue }, { displayName: nullish(textValue) }),
]);
export type ScimGroup = t.TypeOf<typeof ScimGroup>;

export const toUser = (resource: ScimUser): IAMUserAppData => ({
  id: String(resource.id),
  username: textOf(resource.userName) ?? null,
  email: primaryEmail(resource['emails']),
  active: readBoolean(resource['active']) ?? null,
  details: resource,
});

export const toGroup = (resource: ScimGroup, members: 'in-group' | 'users-by-group'): IAMGroupAppData => ({
  id: String(resource.id),
  displayName: textOf(resource.displayName) ?? null,
  ...(members === 'in-group' ? { members: membersOf(resource['members']) } : {}),
  details: resource,
});

/** The primary address, or the only one; several without a primary one are not guessed between. */
const primaryEmail = (emails: unknown): string | null => {
  const list = elementsOf(emails);
  const chosen =
    list.find((email) => readBoolean(email['primary']) === true) ?? (list.length === 1 ? list[0] : undefined);
  return textOf(chosen?.['value']) ?? null;
};

const membersOf = (members: unknown): readonly IAMGroupMember[] =>
  elementsOf(members).flatMap((member) => {
    const value = idText(member['value']);
    const display = textOf(member['display']);
    return value === undefined ? [] : [{ value, ...(display === undefined ? {} : { display }) }];
  });
