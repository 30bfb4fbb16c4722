import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import type { IAMGroupAppData } from '../../profile/app-data';
import { failure, type Failure } from '../../errors/failure';
import { attempt } from '../attempt';
import { groupById, groupByName, groupNotFound } from './find-group';
import {
  displayNameOf,
  failedGroup,
  idOf,
  type GroupCommand,
  type GroupOutcome,
  type GroupStep,
} from './group-command';
import { membersApart } from './read-members';

/** iam-get-group: by id when there is one, else by displayName. */
export const getGroup = (command: GroupCommand): GroupStep =>
  pipe(
    named(command),
    TE.chain((group) => withMembers(command, group)),
    TE.map((group) => groupOutcome(group)),
    TE.mapLeft(failedGroup(command)),
  );

const named = (command: GroupCommand): TE.TaskEither<Failure, IAMGroupAppData> => {
  const id = idOf(command);
  const displayName = displayNameOf(command);
  if (id !== undefined) {
    return groupById(command, id);
  }
  return displayName === undefined
    ? TE.left(failure('invalid-input', 'You must supply either "id" or "displayName" in the scim data'))
    : pipe(
        groupByName(command, displayName),
        TE.chain((group) => (group === undefined ? TE.left(groupNotFound) : TE.right(group))),
      );
};

const withMembers = (
  command: GroupCommand,
  group: IAMGroupAppData,
): TE.TaskEither<Failure, IAMGroupAppData> => {
  if (!command.includeMembers || group.members !== undefined) {
    return TE.right(group);
  }
  return pipe(
    attempt(() => membersApart(command.groups, group.id)),
    TE.chain((members) =>
      members === undefined
        ? TE.left(failure('unsupported', 'This vendor does not tell the members of a group.'))
        : TE.right({ ...group, members }),
    ),
  );
};

export const groupOutcome = (group: IAMGroupAppData): GroupOutcome => ({
  id: group.id,
  displayName: group.displayName,
  members: group.members ?? null,
  details: group.details,
});
