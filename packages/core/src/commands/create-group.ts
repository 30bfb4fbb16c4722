import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import { isDictionary } from '../codec/combinators';
import type { Attributes, IAMGroupAppData } from '../profile/app-data';
import { failure } from '../errors/failure';
import type { Failure } from '../errors/failure';
import { orThrow } from './attempt';
import { changeMembers } from './change-members';
import { groupByName } from './find-group';
import { groupOutcome } from './get-group';
import { displayNameOf, failedGroup } from './group-command';
import type { GroupCommand, GroupOutcome, GroupStep } from './group-command';
import { settleWrite } from './settle-write';
import { partial } from './update-group';

type NewGroup = Attributes & { readonly displayName: string };

/** iam-create-group: the whole of `scim` is sent; members beyond what one request may carry are added afterwards. */
export const createGroup = (command: GroupCommand): GroupStep =>
  pipe(
    TE.fromEither(newGroup(command)),
    TE.chain((data) => send(command, data)),
    TE.mapLeft(failedGroup(command)),
    TE.chain((group) => addTheRest(command, group)),
  );

const newGroup = (command: GroupCommand) => {
  const displayName = displayNameOf(command);
  return displayName === undefined
    ? E.left(failure('invalid-input', 'You must supply "displayName" of the group in the scim data'))
    : E.right({ ...withoutId(command.scim), displayName, ...firstMembers(command) });
};

const withoutId = ({ id: _vendorKey, ...rest }: Attributes): Attributes => rest;

const membersOf = ({ scim }: GroupCommand): readonly unknown[] => (Array.isArray(scim['members']) ? scim['members'] : []);

const firstMembers = (command: GroupCommand): Attributes => {
  const members = membersOf(command);
  return members.length === 0 ? {} : { members: members.slice(0, command.groups.membersPerRequest) };
};

const send = (command: GroupCommand, data: NewGroup): TE.TaskEither<Failure, IAMGroupAppData> =>
  settleWrite(
    () => command.groups.createGroup(data),
    async () => {
      const group = await orThrow(groupByName(command, data.displayName));
      if (group === undefined) {
        return { carriedOut: false };
      }
      // Nobody looked before the request, so it cannot be told whose group this is.
      command.warn('The reply to the creation was lost; the group that has this displayName now is taken for the new one.');
      return { carriedOut: true, value: group };
    },
  );

const addTheRest = (command: GroupCommand, group: IAMGroupAppData): GroupStep => {
  const rest = membersOf(command)
    .slice(command.groups.membersPerRequest ?? Infinity)
    .flatMap((member) => (isDictionary(member) && typeof member['value'] === 'string' ? [member['value']] : []));
  return pipe(
    changeMembers(command, group.id, { add: rest, remove: [] }),
    TE.map((progress): GroupOutcome => {
      const outcome = groupOutcome(group);
      return progress.failure === undefined
        ? outcome
        : {
            ...outcome,
            details: { created: true, added: progress.done.add, notAdded: progress.notDone.add },
            failure: partial(progress.failure, progress.done.add.length, rest.length),
          };
    }),
  );
};

