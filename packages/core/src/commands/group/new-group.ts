import * as E from 'fp-ts/Either';
import { isDictionary } from '../../codec/combinators';
import { idText } from '../../codec/id-text';
import type { Attributes } from '../../profile/app-data';
import { failure, type Failure } from '../../errors/failure';
import { paddingProblem } from '../../profile/identity/padding-problem';
import { requestSize } from './change-members';
import { displayNameOf, type GroupCommand } from './group-command';

export type NewGroup = Attributes & { readonly displayName: string; readonly members?: readonly Member[] };

/** The data of the first request, and the members that exceed its limit. */
export const newGroup = (
  command: GroupCommand,
): E.Either<Failure, { readonly data: NewGroup; readonly rest: readonly string[] }> => {
  const displayName = displayNameOf(command);
  const { id: _vendorKey, members: given, ...others } = command.scim;
  const members = membersIn(given);
  if (displayName === undefined) {
    return E.left(failure('invalid-input', 'You must supply "displayName" of the group in the scim data'));
  }
  if (members === undefined) {
    return E.left(
      failure(
        'invalid-input',
        'scim: members must be a list such as [{"value": "<id of the user>"}], without invisible characters in the ids',
        {
          next: 'Correct the members; nothing was sent.',
        },
      ),
    );
  }
  const { createsWithoutMembers, membersPerRequest } = command.groups;
  const room = createsWithoutMembers === true ? 0 : (requestSize(membersPerRequest) ?? Infinity);
  const first = members.length === 0 || room === 0 ? {} : { members: members.slice(0, room) };
  return E.right({
    data: { ...others, displayName, ...first },
    rest: members.slice(room).map(({ value }) => value),
  });
};

type Member = Attributes & { readonly value: string };

/**
 * The members of the new group; undefined when an entry has no usable id, because leaving it out would lose a member silently.
 */
const membersIn = (given: unknown): readonly Member[] | undefined => {
  if (given === undefined || given === null) {
    return [];
  }
  const members = (Array.isArray(given) ? given : [undefined]).map(memberIn);
  const known = members.filter((member) => member !== undefined);
  // Removes repetitions: a vendor refuses the second one as already present.
  const once = new Map(known.map((member) => [member.value, member]));
  return known.length === members.length ? [...once.values()] : undefined;
};

const memberIn = (item: unknown): Member | undefined => {
  const { value, ...labels } = isDictionary(item) ? item : { value: item };
  const id = idText(value);
  return id === undefined || paddingProblem(id) !== undefined ? undefined : { ...labels, value: id };
};
