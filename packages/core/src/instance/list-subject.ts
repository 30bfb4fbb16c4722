import { aboutAnother } from '../commands/about-another';
import { groupNotFound } from '../commands/group/find-group';
import { readGroup } from '../commands/group/read-group';
import { memberPages } from '../commands/group/read-members';
import type { Reading } from '../contract/all-pages';
import type { UserClient } from '../contract/user-client';
import { failure } from '../errors/failure';
import { IAMError } from '../errors/iam-error';
import { IAMErrors } from '../errors/iam-errors';
import type { IAMGroupMember, IAMUserAppData } from '../profile/app-data';

/** Where the records of a list come from: pages, or one reply that has them all. */
export type ListSource<A> =
  { readonly what: string; readonly reading: Reading<A> } | { readonly records: readonly A[] };

/** The members of a group, which is read first: a search for the members of a group that does not exist finds none. */
export const membersOf = async (
  { groups }: UserClient,
  brand: string,
  groupId: string,
): Promise<ListSource<IAMGroupMember>> => {
  if (groups === undefined) {
    throw new IAMError(failure('unsupported', `${brand} has no groups.`));
  }
  const group = await readGroup(groups, groupId);
  if (group === undefined) {
    throw new IAMError(groupNotFound);
  }
  const pages = group.members === undefined ? memberPages(groups, groupId) : undefined;
  if (pages !== undefined) {
    return { what: 'members', reading: pages };
  }
  const members = group.members ?? (await groups.getMembers?.(groupId));
  if (members === undefined) {
    throw new IAMError(failure('unsupported', `${brand} does not tell the members of a group.`));
  }
  return { records: members };
};

/** The user of that id. */
export const userOf = async (client: UserClient, id: string): Promise<IAMUserAppData> => {
  const matches = (await client.getUser({ attribute: 'id', value: id })) ?? [];
  const [user] = 'id' in matches ? [matches] : matches;
  if (user === undefined) {
    const { code, message } = IAMErrors.USER_DOES_NOT_EXIST;
    throw new IAMError(failure('not-found', message, { status: code, next: 'Check the id of the user.' }));
  }
  if (user.id !== id) {
    throw new IAMError(aboutAnother('user'));
  }
  return user;
};
