import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import type { GroupReply } from '../../contract/group-client';
import { failure, type Failure } from '../../errors/failure';
import type { IAMGroupAppData } from '../../profile/app-data';
import { aboutAnother } from '../about-another';
import { attempt } from '../attempt';
import { isNamed } from '../write/is-new-record';
import { idInWords, notReadAfterwards } from '../write/not-read-afterwards';
import { hasRecord, idOf } from '../write/reply-record';
import { groupByName } from './find-group';
import type { GroupCommand } from './group-command';
import type { NewGroup } from './new-group';
import { readGroup } from './read-group';

/** The new group: that of the reply or, where the reply has none, the one read by the id that it tells, or by its name. */
export const newGroupRecord = (
  command: GroupCommand,
  { displayName }: NewGroup,
  reply: GroupReply,
): TE.TaskEither<Failure, IAMGroupAppData> => {
  if (hasRecord(reply)) {
    return TE.right(reply);
  }
  const id = idOf(reply);
  return pipe(
    id === undefined ? foundByName(command, displayName) : readById(command, displayName, id),
    TE.mapLeft(
      notReadAfterwards({
        write: `the creation of the group${idInWords(id)}`,
        record: 'it',
        next: 'Get the group by its name before running the command again: a second creation could make a second group.',
      }),
    ),
  );
};

const readById = (
  command: GroupCommand,
  displayName: string,
  id: string,
): TE.TaskEither<Failure, IAMGroupAppData> =>
  pipe(
    attempt(() => readGroup(command.groups, id)),
    TE.filterOrElse(
      (seen) => seen === undefined || isNamed(seen, displayName),
      () => aboutAnother('group'),
    ),
    TE.map((seen) => seen ?? notShownYet(command, displayName, id)),
  );

/** A vendor that tells the id has the group, and may show it later only. */
const notShownYet = ({ warn }: GroupCommand, displayName: string, id: string): IAMGroupAppData => {
  warn(`The group was created (id ${id}), but the vendor does not show it yet.`);
  return { id, displayName, details: { id } };
};

const foundByName = (command: GroupCommand, displayName: string): TE.TaskEither<Failure, IAMGroupAppData> =>
  pipe(
    groupByName(command, displayName),
    TE.chain((group) => (group === undefined ? TE.left(NOT_FOUND) : TE.right(group))),
  );

const NOT_FOUND = failure('not-applied', 'no group has this displayName');
