import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import type { IAMGroupAppData } from '../../profile/app-data';
import { failure } from '../../errors/failure';
import { groupOutcome } from './get-group';
import { failedGroup, type GroupCommand, type GroupOutcome, type GroupStep } from './group-command';
import { memberIds } from './read-members';
import type { NewGroup } from './new-group';

/**
 * Accepts a group found after a lost reply as the new one only when it has exactly the members that were sent, and adds no member
 * to it: no lookup preceded the request, so it may be an older group, and members get the rights of a group.
 */
export const claimNewGroup = (
  command: GroupCommand,
  group: IAMGroupAppData,
  { members: sent = [] }: NewGroup,
  rest: readonly string[],
): GroupStep => {
  const wanted = new Set([...sent.map(({ value }) => value), ...rest]);
  const shown = group.members?.map(({ value }) => value);
  const taken = (how: string): GroupOutcome => {
    command.warn(
      `The reply to the creation was lost; the group that has this displayName now is taken for the new one${how}.`,
    );
    return groupOutcome(group);
  };
  return pipe(
    shown === undefined ? memberIds(command, group.id) : TE.right(new Set(shown)),
    TE.foldW(
      () =>
        wanted.size === 0
          ? TE.right(taken(', although its members cannot be read'))
          : TE.left(mayBeAnother(command, group, [...wanted])),
      (present) => {
        const missing = [...wanted].filter((member) => !present.has(member));
        return present.size === wanted.size && missing.length === 0
          ? TE.right(taken(''))
          : TE.left(mayBeAnother(command, group, missing));
      },
    ),
  );
};

const mayBeAnother = (
  command: GroupCommand,
  group: IAMGroupAppData,
  notAdded: readonly string[],
): GroupOutcome =>
  failedGroup(command, { ...groupOutcome(group), details: { added: [], notAdded } })(
    failure(
      'not-applied',
      'The reply to the creation was lost, and the group that has this displayName now may be another one: ' +
        'its members are not the wanted ones. Nobody was put into it.',
      {
        effect: 'unknown',
        next: 'Check whether this is the new group, then change its members with iam-update-group.',
      },
    ),
  );
