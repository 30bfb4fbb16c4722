import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import type { UserReply } from '../../../contract/user-client';
import type { IAMUserAppData } from '../../../profile/app-data';
import type { Failure } from '../../../errors/failure';
import { hasAt, leavesOf } from '../../../profile/attribute-path';
import { changesBetween } from '../../../profile/changes/changes';
import { attempt } from '../../attempt';
import { correlateSent } from './correlate-sent';
import { newRecord } from './new-record';
import { writeAndVerify, type Verification } from '../../write/write-and-verify';
import { recordOf, type UserCommand } from '../user-command';
import { warnOfInactivity, type Wanted } from './new-user';

/** A user that exists after the creation was sent. */
export interface SentUser {
  readonly user: IAMUserAppData;
  /**
   * `created` by this command; `doubtful` when a reply was lost and the record differs from what was sent, so that the vendor
   * changed it or another request created it; `there` when it existed before.
   */
  readonly how: 'created' | 'doubtful' | 'there';
}

export const sendNewUser = (command: UserCommand, wanted: Wanted): TE.TaskEither<Failure, SentUser> => {
  warnOfInactivity(command, wanted);
  return pipe(
    writeAndVerify<Answer>(
      () => create(command, wanted),
      () => verifyCreation(command, wanted),
      command,
    ),
    TE.chain(({ reply, how }) =>
      pipe(
        newRecord(command, wanted, reply),
        TE.map((user) => ({ user, how })),
      ),
    ),
  );
};

/** The reply to a creation, or the record found after its loss. */
interface Answer extends Pick<SentUser, 'how'> {
  readonly reply: UserReply;
}

/** Where activation is a request of its own, it follows when the new user is known. */
const create = (command: UserCommand, { data, active }: Wanted): TE.TaskEither<Failure, Answer> =>
  pipe(
    attempt(() =>
      command.client.createUser(data, { active: active && command.client.activatesApart !== true }),
    ),
    TE.map((reply) => ({ reply, how: 'created' })),
  );

const verifyCreation = (command: UserCommand, wanted: Wanted): TE.TaskEither<Failure, Verification<Answer>> =>
  pipe(
    correlateSent(command, wanted),
    TE.map((seen) =>
      // A record of another person that holds one of the identifiers existed before; the vendor reports it (409).
      seen.tag === 'person'
        ? {
            tag: 'carried-out',
            value: { reply: seen.user, how: foundAfterLoss(command, seen.user, wanted).how },
          }
        : { tag: 'not-seen' },
    ),
  );

export const foundAfterLoss = (command: UserCommand, user: IAMUserAppData, wanted: Wanted): SentUser => ({
  user,
  how: isAsSent(command, user, wanted) ? 'created' : 'doubtful',
});

/** Compares only attributes that the record shows: one that it never returns (a password) is no difference. */
const isAsSent = (command: UserCommand, user: IAMUserAppData, { data }: Wanted): boolean =>
  !leavesOf(changesBetween(recordOf(command, user), data, command.integration.singleValued)).some((keys) =>
    hasAt(user.details, keys),
  );
