import * as t from 'io-ts';
import { readBoolean } from '../codec/boolean-text';
import { dictionary, dictionaryOf, isDictionary, nullish, object } from '../codec/combinators';
import { idText, idValue, textOf, textValue } from '../codec/id-text';
import { elementsOf } from '../profile/changes/elements';
import { failure } from '../errors/failure';
import { IAMError } from '../errors/iam-error';
import type { IAMGroupAppData, IAMGroupMember, IAMUserAppData } from '../profile/app-data';

// Validates only the attributes that are used; the record is kept as it came.

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

export const toUser = (resource: ScimUser): IAMUserAppData => withETag(resource, undefined);

/** A user from a reply that holds this one resource, with its `ETag`. (That of a list is the version of the list.) */
export const withETag = (resource: ScimUser, etag: string | undefined): IAMUserAppData => ({
  id: String(resource.id),
  username: textOf(resource.userName) ?? null,
  email: primaryEmail(resource['emails']),
  active: readBoolean(resource['active']) ?? null,
  details: resource,
  ...versionOf(resource, etag),
});

/**
 * RFC 7644 section 3.14: the header and `meta.version` are the same entity tag. Where they are not, the one that the application
 * wrote into the record is the one it compares, if it is an entity tag at all: gateways make headers of their own.
 */
const versionOf = (resource: ScimUser, etag: string | undefined): { readonly version?: string } => {
  const own = textOf(dictionaryOf(resource['meta'])['version']);
  const tags = [own, etag].filter((tag) => tag !== undefined);
  const version = tags.find((tag) => ENTITY_TAG.test(tag)) ?? tags.find((tag) => BARE_TAG.test(tag));
  return version === undefined ? {} : { version };
};

// RFC 9110 section 8.8.3.
const ENTITY_TAG = /^(?:W\/)?"[\x21\x23-\x7e\x80-\xff]{0,500}"$/;
// Some vendors leave the quotes out. `*` would match every version.
const BARE_TAG = /^[\x21\x23-\x29\x2b-\x7e]{1,500}$/;

export const toGroup = (resource: ScimGroup, members: 'in-group' | 'users-by-group'): IAMGroupAppData => ({
  id: String(resource.id),
  displayName: textOf(resource.displayName) ?? null,
  ...(members === 'in-group' ? { members: membersOf(resource['members']) } : {}),
  details: resource,
});

/** A group as the reply to a change shows it: one that leaves the members out, or has them unreadable, leaves them unknown. */
export const toChangedGroup = (
  resource: ScimGroup,
  members: 'in-group' | 'users-by-group',
): IAMGroupAppData => {
  const { members: shown } = resource;
  const readable = Array.isArray(shown) && shown.every((item) => memberOf(item) !== undefined);
  return toGroup(resource, readable ? members : 'users-by-group');
};

/**
 * The groups that a user's record tells (RFC 7643 section 4.1.2), those it is in by other groups too; undefined when it tells
 * none at all. An unreadable one makes the list incomplete.
 */
export const groupsIn = ({ groups }: ScimUser): readonly IAMGroupAppData[] | undefined =>
  groups === undefined || groups === null
    ? undefined
    : membersOf(groups, 'groups of the user').map(({ value, display }) => ({
        id: value,
        displayName: display ?? null,
        details: { id: value, ...(display === undefined ? {} : { displayName: display }) },
      }));

/** The primary address, or the only one; several without a primary one are not guessed between. */
const primaryEmail = (emails: unknown): string | null => {
  const list = elementsOf(emails);
  const chosen =
    list.find((email) => readBoolean(email['primary']) === true) ?? (list.length === 1 ? list[0] : undefined);
  return textOf(chosen?.['value']) ?? null;
};

/** The members that a group shows: none when it leaves them out. An unreadable one makes the list incomplete. */
const membersOf = (members: unknown, what = 'members of the group'): readonly IAMGroupMember[] => {
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
          ? `${list.length - known.length} of the ${list.length} ${what} cannot be read.`
          : `The ${what} are no list.`,
      ),
    );
  }
  return known;
};

const memberOf = (item: unknown): IAMGroupMember | undefined => {
  const { value, display } = isDictionary(item) ? item : { value: item, display: undefined };
  const [id, name] = [idText(value), textOf(display)];
  return id === undefined ? undefined : { value: id, ...(name === undefined ? {} : { display: name }) };
};
