import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import type { MemberChanges } from '../../contract/group-client';
import { failure, type Failure } from '../../errors/failure';
import type { Attributes } from '../../profile/app-data';
import { changeMembers } from './change-members';
import {
  displayNameOf,
  failedGroup,
  idOf,
  type GroupCommand,
  type GroupOutcome,
  type GroupStep,
} from './group-command';
import { grouped } from './member-change';
import { failureOf, leftOut, notDone, notKnown, type MemberProgress } from './member-progress';

/** iam-update-group: membership only; a displayName in `scim` is echoed and never renames. */
export const updateGroup = (command: GroupCommand): GroupStep =>
  pipe(
    TE.fromEither(checked(command)),
    TE.mapLeft(failedGroup(command)),
    TE.chainW(({ id, changes }) =>
      pipe(
        changeMembers(command, id, changes),
        TE.map((progress) => updated(command, id, progress)),
      ),
    ),
  );

const checked = (
  command: GroupCommand,
): E.Either<Failure, { readonly id: string; readonly changes: MemberChanges }> => {
  const id = idOf(command);
  const changes = { add: [...new Set(command.add)], remove: [...new Set(command.remove)] };
  const both = changes.add.filter((member) => changes.remove.includes(member));
  if (id === undefined) {
    return E.left(failure('invalid-input', 'You must supply "id" in the scim data'));
  }
  if (changes.add.length + changes.remove.length === 0) {
    return E.left(
      failure(
        'invalid-input',
        'You must supply either "memberIdsToAdd" or "memberIdsToDelete" in the arguments',
      ),
    );
  }
  if (both.length > 0) {
    return E.left(
      failure(
        'invalid-input',
        `memberIdsToAdd and memberIdsToDelete both name ${both.slice(0, 5).join(', ')}`,
        {
          next: 'Decide whether these members belong to the group; nothing was sent.',
        },
      ),
    );
  }
  return E.right({ id, changes });
};

const updated = (command: GroupCommand, id: string, progress: MemberProgress): GroupOutcome => {
  const { group } = progress;
  const outcome: GroupOutcome = {
    id,
    displayName: displayNameOf(command) ?? group?.displayName ?? null,
    members: group?.members ?? null,
    details: group?.details ?? command.lastHeaders(),
  };
  const failed = failureOf(progress);
  if (failed === undefined) {
    return progress.alreadyInEffect.length === 0 ? outcome : { ...outcome, details: detailsOf(progress) };
  }
  const { add: notAdded, remove: notRemoved } = grouped(notDone(progress));
  return {
    ...outcome,
    members: null,
    details: { ...detailsOf(progress), notAdded, notRemoved, ...notKnown(progress) },
    failure: failed,
  };
};

const detailsOf = (progress: MemberProgress): Attributes => {
  const { add: added, remove: removed } = grouped(progress.done);
  return { added, removed, ...leftOut(progress) };
};
