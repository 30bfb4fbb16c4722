import * as E from 'fp-ts/Either';
import type * as T from 'fp-ts/Task';
import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import { isDictionary } from '../../codec/combinators';
import { idText } from '../../codec/id-text';
import type { Attributes, IAMGroupAppData } from '../../profile/app-data';
import { failure, type Failure } from '../../errors/failure';
import { untidyText } from '../../profile/identity/untidy-text';
import { attempt } from '../attempt';
import { changeMembers, requestSize } from './change-members';
import { groupByName } from './find-group';
import { groupOutcome } from './get-group';
import {
  displayNameOf,
  failedGroup,
  type GroupCommand,
  type GroupOutcome,
  type GroupStep,
} from './group-command';
import { grouped, someOf } from './member-change';
import { failureOf, leftOut, notDone } from './member-progress';
import { memberIds } from './read-members';
import { settleWrite, type Sighting } from '../write/write-and-verify';

type NewGroup = Attributes & { readonly displayName: string; readonly members?: readonly Member[] };

/** iam-create-group: the whole of `scim` is sent; members beyond what one request may carry are added afterwards. */
export const createGroup = (command: GroupCommand): GroupStep =>
  pipe(
    TE.fromEither(newGroup(command)),
    TE.mapLeft(failedGroup(command)),
    TE.chain(({ data, rest }) =>
      pipe(
        sendOrWithoutMembers(command, data, rest),
        // An id in `scim` was not sent, and names no group of this command.
        TE.mapLeft(failedGroup(command, { id: null })),
        TE.chain((sent) => addTheRest(command, sent)),
      ),
    ),
  );

/** The first request, and the members it has no room for. */
const newGroup = (
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
  const room = requestSize(command.groups.membersPerRequest) ?? Infinity;
  const first = members.length === 0 ? {} : { members: members.slice(0, room) };
  return E.right({
    data: { ...others, displayName, ...first },
    rest: members.slice(room).map(({ value }) => value),
  });
};

type Member = Attributes & { readonly value: string };

/** Undefined when the list has something that names nobody: leaving it out would lose a member silently. */
const membersIn = (given: unknown): readonly Member[] | undefined => {
  if (given === undefined || given === null) {
    return [];
  }
  const members = (Array.isArray(given) ? given : [undefined]).map(memberIn);
  const known = members.filter((member) => member !== undefined);
  // Named twice, a member would be refused as one who is in already.
  const once = new Map(known.map((member) => [member.value, member]));
  return known.length === members.length ? [...once.values()] : undefined;
};

const memberIn = (item: unknown): Member | undefined => {
  const { value, ...labels } = isDictionary(item) ? item : { value: item };
  const id = idText(value);
  return id === undefined || untidyText(id) !== undefined ? undefined : { ...labels, value: id };
};

/**
 * A creation that is refused in the vendor's words may be refused for one of the members. Without them it shows whether it is:
 * then they are added afterwards, where each is told apart.
 */
const sendOrWithoutMembers = (
  command: GroupCommand,
  data: NewGroup,
  rest: readonly string[],
): TE.TaskEither<Failure, Created> => {
  const { members = [], ...bare } = data;
  const withRest = (sentData: NewGroup, later: readonly string[]) =>
    pipe(
      send(command, sentData),
      TE.map((sent): Created => ({ ...sent, data: sentData, rest: later })),
    );
  return pipe(
    withRest(data, rest),
    TE.orElse((refusal) =>
      members.length === 0 || !mayBeForAMember(refusal)
        ? TE.left(refusal)
        : pipe(
            withRest(bare, [...members.map(({ value }) => value), ...rest]),
            // Refused as well: it was not for the members.
            TE.mapLeft((failed) => (failed.effect === 'none' ? refusal : failed)),
          ),
    ),
  );
};

const mayBeForAMember = ({ kind, recognised, effect }: Failure): boolean =>
  (kind === 'bad-request' || kind === 'no-such-resource') && recognised === true && effect === 'none';

/** A group that was made, or found after a lost reply, with what was sent and who is still to be added. */
interface Created extends Sent {
  readonly data: NewGroup;
  readonly rest: readonly string[];
}

const send = (command: GroupCommand, data: NewGroup): TE.TaskEither<Failure, Sent> =>
  pipe(
    settled(command, data),
    TE.orElse((failed) => afterLoss(command, data, failed)),
    TE.mapLeft(nameTaken),
  );

/** Refused because the name is taken, after a creation whose reply was lost: that may have been carried out after all. */
const afterLoss = (
  command: GroupCommand,
  { displayName }: NewGroup,
  failed: Failure,
): TE.TaskEither<Failure, Sent> =>
  failed.kind !== 'conflict' || failed.effect === 'none'
    ? TE.left(failed)
    : pipe(
        groupByName(command, displayName),
        TE.chain((group) => (group === undefined ? TE.left(failed) : TE.right({ group, found: true }))),
      );

interface Sent {
  readonly group: IAMGroupAppData;
  /** The reply was lost, and a group of this name was found afterwards. */
  readonly found: boolean;
}

// Names may be unique in the whole organisation, so the other group need not be one that this instance can see.
const nameTaken = (failed: Failure): Failure =>
  failed.kind === 'conflict'
    ? {
        ...failed,
        next: 'A group of this name exists, perhaps made outside this application: choose another name, or take it over in the vendor’s console.',
      }
    : failed;

const settled = (command: GroupCommand, data: NewGroup): TE.TaskEither<Failure, Sent> =>
  settleWrite<Sent>(
    () =>
      pipe(
        attempt(() => command.groups.createGroup(data)),
        TE.map((group) => ({ group, found: false })),
      ),
    () => look(command, data),
  );

const look = (command: GroupCommand, { displayName }: NewGroup): TE.TaskEither<Failure, Sighting<Sent>> =>
  pipe(
    groupByName(command, displayName),
    TE.map((group) =>
      group === undefined
        ? { tag: command.groups.namesMayRepeat === true ? 'cannot-tell' : 'not-seen' }
        : { tag: 'carried-out', value: { group, found: true } },
    ),
  );

const addTheRest = (command: GroupCommand, { group, found, data, rest }: Created): GroupStep =>
  found
    ? takeForNew(command, group, data, rest)
    : pipe(
        TE.rightTask(warnOfNotShown(command, group, data)),
        TE.chain(() => addMembers(command, group, rest)),
      );

/** The reply is compared with what was sent; one that leaves the members out says nothing, and a list may come later than the group. */
const warnOfNotShown =
  (command: GroupCommand, group: IAMGroupAppData, { members: sent = [] }: NewGroup): T.Task<void> =>
  async () => {
    const missingIn = (shown: ReadonlySet<string>): readonly string[] =>
      sent.map(({ value }) => value).filter((member) => !shown.has(member));
    const shown = group.members?.map(({ value }) => value);
    if (shown === undefined || missingIn(new Set(shown)).length === 0) {
      return;
    }
    const seen = await memberIds(command, group.id)();
    const missing = missingIn(E.isLeft(seen) ? new Set(shown) : seen.right);
    if (missing.length > 0) {
      command.warn(`The new group does not show as members: ${someOf(missing)}.`);
    }
  };

/**
 * Nobody looked before the request, so a group that is found after its reply was lost may be somebody else's. It is taken for
 * the new one when it has just the members that were sent, and no member is put into it: members get the rights of a group.
 */
const takeForNew = (
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

const addMembers = (command: GroupCommand, group: IAMGroupAppData, rest: readonly string[]): GroupStep =>
  pipe(
    changeMembers(command, group.id, { add: rest, remove: [] }),
    TE.map((progress): GroupOutcome => {
      // What the creation answered lacks the members that were added after it.
      const members = rest.length === 0 ? group.members : progress.group?.members;
      const outcome = { ...groupOutcome(group), members: members ?? null };
      const failed = failureOf(progress);
      const { add: added } = grouped(progress.done);
      const { add: notAdded } = grouped(notDone(progress));
      return failed === undefined
        ? outcome
        : {
            ...outcome,
            details: { created: true, added, ...leftOut(progress), notAdded },
            failure: failed,
          };
    }),
  );
