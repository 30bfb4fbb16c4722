import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import type { IAMGroupAppData, Matches } from '../../profile/app-data';
import { failure, ofKind, type Failure } from '../../errors/failure';
import { isNoSuchRecord } from '../../http/reply/reply-failure';
import { foldName } from '../../profile/identity/same-user';
import { attempt } from '../attempt';
import type { GroupCommand } from './group-command';
import { readGroup } from './read-group';

export const groupNotFound = failure('not-found', 'Group Not Found', {
  status: 404,
  next: 'Check the id or the displayName of the group.',
});

/** The vendor's own 404 to a write by id means that the group does not exist. */
export const asGroupNotFound = (failed: Failure): Failure =>
  isNoSuchRecord(failed)
    ? {
        ...ofKind(failed, groupNotFound.kind),
        message: groupNotFound.message,
        next: 'Check the id of the group.',
      }
    : failed;

/** Reads a group by id. */
export const groupById = (command: GroupCommand, id: string): TE.TaskEither<Failure, IAMGroupAppData> =>
  pipe(
    attempt(() => readGroup(command.groups, id)),
    TE.chain((group) => (group === undefined ? TE.left(groupNotFound) : TE.right(group))),
  );

/** Finds the group of that name; several are a failure, never a guess. */
export const groupByName = (
  command: GroupCommand,
  displayName: string,
): TE.TaskEither<Failure, IAMGroupAppData | undefined> =>
  pipe(
    attempt(() => command.groups.findGroup(displayName)),
    TE.chain((matches) => onlyGroup(matches, displayName)),
  );

const onlyGroup = (
  matches: Matches<IAMGroupAppData>,
  displayName: string,
): TE.TaskEither<Failure, IAMGroupAppData | undefined> => {
  const list = matches === undefined ? [] : 'id' in matches ? [matches] : matches;
  const named = list.filter(
    (group) => group.displayName !== null && foldName(group.displayName) === foldName(displayName),
  );
  if (named.length > 1) {
    const ids = named.map(({ id }) => id).join(', ');
    return TE.left(
      failure('ambiguous', `${named.length} groups have this displayName (ids: ${ids}).`, {
        next: 'Name the group by id.',
      }),
    );
  }
  if (named.length === 0 && list.length > 0) {
    return TE.left(
      failure(
        'malformed-reply',
        'The vendor answered with other groups than the one whose displayName was asked for.',
      ),
    );
  }
  return TE.right(named[0]);
};
