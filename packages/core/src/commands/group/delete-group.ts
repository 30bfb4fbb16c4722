import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import { failure, type Failure } from '../../errors/failure';
import { isNoSuchRecord } from '../../http/reply/reply-failure';
import { attempt } from '../attempt';
import { asGroupNotFound } from './find-group';
import {
  displayNameOf,
  failedGroup,
  idOf,
  type GroupCommand,
  type GroupOutcome,
  type GroupStep,
} from './group-command';
import { readGroup } from './read-group';
import { writeAndVerify } from '../write/write-and-verify';

/** iam-delete-group: by id only, because a name may belong to another group by the time of the request. */
export const deleteGroup = (command: GroupCommand): GroupStep => {
  const id = idOf(command);
  return pipe(
    id === undefined
      ? TE.left(failure('invalid-input', 'The group id needs to be provided.'))
      : command.groups.deleteGroup === undefined
        ? TE.left(failure('unsupported', 'Groups of this vendor cannot be deleted; nothing was sent.'))
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
    writeAndVerify<string>(
      (again) =>
        pipe(
          attempt(async () => command.groups.deleteGroup?.(id)),
          TE.orElse((failed) =>
            // The earlier deletion was carried out: its reply was lost and the verification came too early.
            again !== undefined && isNoSuchRecord(failed) ? TE.right(undefined) : TE.left(failed),
          ),
          TE.map(() => id),
        ),
      () =>
        pipe(
          attempt(() => readGroup(command.groups, id)),
          TE.map((group) => (group === undefined ? { tag: 'carried-out', value: id } : { tag: 'not-seen' })),
        ),
      command,
    ),
    TE.mapLeft(asGroupNotFound),
  );
