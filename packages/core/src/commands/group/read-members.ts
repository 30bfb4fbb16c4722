import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import { failure, type Failure } from '../../errors/failure';
import { attempt } from '../attempt';
import type { GroupCommand } from './group-command';
import { readGroup } from './read-group';

/** The ids of a group's members. Members that cannot be read are not the same as none: an empty list would say that a removal was carried out. */
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

/** Servers leave the members out of large groups, or cut them off at a round number, the smallest in use being this. */
const SMALLEST_CUT = 100;

/** Whether a list that lacks somebody says nothing about them. */
export const mayBeCut = (shown: ReadonlySet<string>): boolean =>
  shown.size === 0 || shown.size >= SMALLEST_CUT;
