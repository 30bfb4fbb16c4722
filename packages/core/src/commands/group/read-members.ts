import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import { allPages, type Reading } from '../../contract/all-pages';
import type { GroupClient } from '../../contract/group-client';
import { failure, type Failure } from '../../errors/failure';
import type { IAMGroupMember } from '../../profile/app-data';
import { attempt } from '../attempt';
import type { GroupCommand } from './group-command';
import { readGroup } from './read-group';

/** Whether members are read apart from the group. */
const readsMembers = ({ getMembers, listMembers }: GroupClient): boolean =>
  getMembers !== undefined || listMembers !== undefined;

/** All members of a group whose reads do not return them; undefined when the vendor does not tell them. Rejects for a part. */
export const membersApart = async (
  groups: GroupClient,
  id: string,
): Promise<readonly IAMGroupMember[] | undefined> => {
  const pages = memberPages(groups, id);
  return pages === undefined ? groups.getMembers?.(id) : allPages('members', pages);
};

/** The pages of the members, where the vendor has pages of them. */
export const memberPages = (groups: GroupClient, id: string): Reading<IAMGroupMember> | undefined => {
  const { listMembers } = groups;
  return groups.getMembers !== undefined || listMembers === undefined
    ? undefined
    : {
        read: async (page) => {
          const { members, next, total } = await listMembers.call(groups, id, page);
          return { records: members, next, total };
        },
        keyOf: ({ value }) => value,
      };
};

/** The ids of a group's members. Unreadable members are a failure, not an empty list: that would confirm a removal. */
export const memberIds = (
  { groups }: GroupCommand,
  id: string,
): TE.TaskEither<Failure, ReadonlySet<string>> =>
  pipe(
    attempt(async () => {
      const members = readsMembers(groups)
        ? await membersApart(groups, id)
        : (await readGroup(groups, id))?.members;
      return members === undefined ? undefined : new Set(members.map(({ value }) => value));
    }),
    TE.filterOrElse(
      (members) => members !== undefined,
      () => failure('unsupported', 'the members of the group cannot be read'),
    ),
  );

/** The members that a group shows, none when it shows none; undefined when there is no such group. */
export const shownMembers = (
  { groups }: GroupCommand,
  id: string,
): TE.TaskEither<Failure, ReadonlySet<string> | undefined> =>
  attempt(async () => {
    const group = await readGroup(groups, id);
    if (group === undefined) {
      return undefined;
    }
    const members = readsMembers(groups) ? await membersApart(groups, id) : group.members;
    return new Set(members?.map(({ value }) => value));
  });

/** The smallest limit in use at which servers truncate a member list. */
const SMALLEST_TRUNCATION = 100;

/** Whether the list may be omitted or truncated, so that a missing entry proves nothing. */
export const mayBeTruncated = (shown: ReadonlySet<string>): boolean =>
  shown.size === 0 || shown.size >= SMALLEST_TRUNCATION;
