import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import type { GroupReply } from '../../contract/group-client';
import type { IAMGroupAppData } from '../../profile/app-data';
import type { Failure } from '../../errors/failure';
import { attempt } from '../attempt';
import { groupByName } from './find-group';
import type { GroupCommand } from './group-command';
import { writeAndVerify, type Verification } from '../write/write-and-verify';
import type { NewGroup } from './new-group';
import { newGroupRecord } from './new-group-record';

/**
 * Creates the group without members when the vendor refuses it with them: if that succeeds, a member was the cause, and members
 * added afterwards are refused one by one.
 */
export const sendNewGroup = (
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
            // Refused without members too, so they were not the cause.
            TE.mapLeft((failed) => (failed.effect === 'none' ? refusal : failed)),
          ),
    ),
  );
};

const mayBeForAMember = ({ kind, recognised, effect }: Failure): boolean =>
  (kind === 'bad-request' || kind === 'no-such-resource') && recognised === true && effect === 'none';

/** A group that was created, or found after a lost reply, with the sent data and the members still to add. */
export interface Created extends Sent {
  readonly data: NewGroup;
  readonly rest: readonly string[];
}

const send = (command: GroupCommand, data: NewGroup): TE.TaskEither<Failure, Sent> =>
  pipe(
    createAndVerify(command, data),
    TE.orElse((failed) => foundAfterLoss(command, data, failed)),
    TE.mapLeft(nameTaken),
  );

/** Searches for the group when its name is taken after a lost reply: the earlier attempt may have created it. */
const foundAfterLoss = (
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
  /** Found by name after its reply was lost. */
  readonly found: boolean;
}

// Names may be unique across the organisation, so the other group may be invisible to this instance.
const nameTaken = (failed: Failure): Failure =>
  failed.kind === 'conflict'
    ? {
        ...failed,
        next: 'A group of this name exists, perhaps made outside this application: choose another name, or take it over in the vendor’s console.',
      }
    : failed;

const createAndVerify = (command: GroupCommand, data: NewGroup): TE.TaskEither<Failure, Sent> =>
  pipe(
    writeAndVerify<Answer>(
      () =>
        pipe(
          attempt(() => command.groups.createGroup(data)),
          TE.map((reply) => ({ reply, found: false })),
        ),
      () => verifyCreation(command, data),
      command,
    ),
    TE.chain(({ reply, found }) =>
      pipe(
        newGroupRecord(command, data, reply),
        TE.map((group) => ({ group, found })),
      ),
    ),
  );

/** The reply to a creation, or the group found after its loss. */
interface Answer extends Pick<Sent, 'found'> {
  readonly reply: GroupReply;
}

const verifyCreation = (
  command: GroupCommand,
  { displayName }: NewGroup,
): TE.TaskEither<Failure, Verification<Answer>> =>
  pipe(
    groupByName(command, displayName),
    TE.map((group) =>
      group === undefined
        ? { tag: command.groups.namesMayRepeat === true ? 'cannot-tell' : 'not-seen' }
        : { tag: 'carried-out', value: { reply: group, found: true } },
    ),
  );
