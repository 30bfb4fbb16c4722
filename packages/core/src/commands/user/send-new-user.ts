import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import type { IAMUserAppData } from '../../profile/app-data';
import type { Failure } from '../../errors/failure';
import { changesBetween } from '../../profile/changes/changes';
import { attempt } from '../attempt';
import { seek, type Seen } from './correlate';
import { presentClues } from './person-clues';
import { settleWrite, type Sighting } from '../write/write-and-verify';
import { recordOf, type UserCommand } from './user-command';
import { warnOfInactivity, type Wanted } from './new-user';

/** A user that is there after the creation was sent. */
export interface Arrived {
  readonly user: IAMUserAppData;
  /**
   * `created` by this command; `doubtful` when a reply was lost and the record differs from what was sent, so that the vendor has
   * changed it or somebody else has made it; `there` when it was there before.
   */
  readonly how: 'created' | 'doubtful' | 'there';
}

export const send = (command: UserCommand, wanted: Wanted): TE.TaskEither<Failure, Arrived> => {
  warnOfInactivity(command, wanted);
  return settleWrite<Arrived>(
    () => create(command, wanted),
    () => look(command, wanted),
  );
};

const create = (command: UserCommand, { data, active }: Wanted): TE.TaskEither<Failure, Arrived> =>
  pipe(
    attempt(() => command.client.createUser(data, { active })),
    TE.map((user) => ({ user, how: 'created' })),
  );

const look = (command: UserCommand, wanted: Wanted): TE.TaskEither<Failure, Sighting<Arrived>> =>
  pipe(
    whoIsThere(command, wanted),
    TE.map((seen) =>
      // Another person who has one of the identifiers was there before; the vendor will say so (409).
      seen.tag === 'person'
        ? { tag: 'carried-out', value: afterLoss(command, seen.user, wanted) }
        : { tag: 'not-seen' },
    ),
  );

export const afterLoss = (command: UserCommand, user: IAMUserAppData, wanted: Wanted): Arrived => ({
  user,
  how: isAsSent(command, user, wanted) ? 'created' : 'doubtful',
});

/** Whether the person is there under one of the identifiers that were sent. */
export const whoIsThere = (command: UserCommand, { person }: Wanted): TE.TaskEither<Failure, Seen> =>
  seek(command, presentClues(person), person, 'create');

/** What the record does not show (a password, say) speaks neither for nor against. */
const isAsSent = (command: UserCommand, user: IAMUserAppData, { data }: Wanted): boolean =>
  !Object.keys(changesBetween(recordOf(command, user), data, command.integration.singleValued)).some((key) =>
    Object.hasOwn(user.details, key),
  );
