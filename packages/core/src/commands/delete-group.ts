import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import { failure } from '../errors/failure';
import type { Failure } from '../errors/failure';
import { asGroupNotFound } from './find-group';
import { displayNameOf, failedGroup, idOf } from './group-command';
import type { GroupCommand, GroupOutcome, GroupStep } from './group-command';
import { settleWrite } from './settle-write';

/** iam-delete-group: by id only, because a name may be somebody else's group tomorrow. */
export const deleteGroup = (command: GroupCommand): GroupStep => {
  const id = idOf(command);
  return pipe(
    id === undefined
      ? TE.left(failure('invalid-input', 'The group id needs to be provided.'))
      : remove(command, id),
    TE.map((deleted): GroupOutcome => ({
      id: deleted,
      displayName: displayNameOf(command) ?? null,
      members: null,
      details: command.lastHeaders(),
    })),
    TE.mapLeft(failedGroup(command)),
  );
};

const remove = (command: GroupCommand, id: string): TE.TaskEither<Failure, string> =>
  pipe(
    settleWrite(
      async () => {
        await command.groups.deleteGroup(id);
        return id;
      },
      async () =>
        (await command.groups.getGroup(id)) === undefined
          ? { carriedOut: true, value: id }
          : { carriedOut: false },
    ),
    TE.mapLeft(asGroupNotFound),
  );
