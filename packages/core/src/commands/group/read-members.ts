import { failure } from '../../errors/failure';
import { IAMError } from '../../errors/iam-error';
import type { GroupCommand } from './group-command';

// Members that cannot be read are not the same as none: an empty list would say that a removal was carried out.
export const memberIds = async ({ groups }: GroupCommand, id: string): Promise<ReadonlySet<string>> => {
  const members =
    groups.getMembers === undefined ? (await groups.getGroup(id))?.members : await groups.getMembers(id);
  if (members === undefined) {
    throw new IAMError(failure('unsupported', 'the members of the group cannot be read'));
  }
  return new Set(members.map(({ value }) => value));
};

/** The members that a group shows, none when it shows none; undefined when there is no such group. */
export const shownMembers = async (
  { groups }: GroupCommand,
  id: string,
): Promise<ReadonlySet<string> | undefined> => {
  const group = await groups.getGroup(id);
  if (group === undefined) {
    return undefined;
  }
  const members = groups.getMembers === undefined ? group.members : await groups.getMembers(id);
  return new Set(members?.map(({ value }) => value));
};

/** Servers leave the members out of large groups, or cut them off at a round number, the smallest in use being this. */
const SMALLEST_CUT = 100;

/** Whether a list that lacks somebody says nothing about them. */
export const mayBeCut = (shown: ReadonlySet<string>): boolean =>
  shown.size === 0 || shown.size >= SMALLEST_CUT;
