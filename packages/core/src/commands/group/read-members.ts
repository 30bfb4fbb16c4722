import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import { failure, type Failure } from '../../errors/failure';
import { attempt } from '../attempt';
import type { GroupCommand } from './group-command';
import { readGroup } from './read-group';

/** The ids of a group's members. Unreadable members are a failure, not an empty list: that would confirm a removal. */
export const memberIds = (
  { groups }: GroupCommand,
  id: string,
): TE.TaskEither<Failure, ReadonlySet<string>> =>
  pipe(
    attempt(async () => {
      const members =
        groups.getMembers === undefined
          ? (await readGroup(groups, id))?.members
          : await groups.getMembers(id);
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
    const members = groups.getMembers === undefined ? group.members : await groups.getMembers(id);
    return new Set(members?.map(({ value }) => value));
  });

/** The smallest limit in use at which servers truncate a member list. */
const SMALLEST_CUT = 100;

/** Whether the list may be omitted or truncated, so that a missing entry proves nothing. */
export const mayBeCut = (shown: ReadonlySet<string>): boolean =>
  shown.size === 0 || shown.size >= SMALLEST_CUT;
