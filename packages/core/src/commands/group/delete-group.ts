import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import { failure } from '../../errors/failure';
import type { Failure } from '../../errors/failure';
import { toFailure } from '../../errors/iam-error';
import { isNoSuchRecord } from '../../http/reply/reply-failure';
import { asGroupNotFound } from './find-group';
import { displayNameOf, failedGroup, idOf } from './group-command';
import type { GroupCommand, GroupOutcome, GroupStep } from './group-command';
import { settleWrite } from '../write/write-and-verify';

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
    settleWrite<string>(
      async (again) => {
        try {
          await command.groups.deleteGroup(id);
        } catch (thrown) {
          // The deletion before this one was carried out after all: its reply was lost and the look came too early.
          if (again === undefined || !isNoSuchRecord(toFailure(thrown))) {
            throw thrown;
          }
        }
        return id;
      },
      async () =>
        (await command.groups.getGroup(id)) === undefined
          ? { tag: 'carried-out', value: id }
          : { tag: 'not-seen' },
    ),
    TE.mapLeft(asGroupNotFound),
  );
