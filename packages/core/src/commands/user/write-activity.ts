import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import type { IAMUserAppData } from '../../profile/app-data';
import type { Failure } from '../../errors/failure';
import { attempt } from '../attempt';
import { confirmActivity, type Written } from './verify-activity';
import { maySignIn } from './may-sign-in';
import { readAgain } from './find/read-user';
import { unlessAsWanted } from './refused-state';
import { writeAndVerify, type Verification } from '../write/write-and-verify';
import type { UserCommand } from './user-command';

/** The user as known after a write; undefined when there is no record any more. */
export type UserAfterWrite = IAMUserAppData | undefined;

/**
 * Sends the activity, verifies it after a lost reply, and reads the user again where a concurrent write may have overwritten it.
 */
export const writeActivity = (
  command: UserCommand,
  user: IAMUserAppData,
  active: boolean,
): TE.TaskEither<Failure, IAMUserAppData> =>
  pipe(
    writeAndVerify<Written, IAMUserAppData>(
      (again) => sendActivity(command, again?.seen ?? user, active),
      () => lookForActivity(command, user, active),
      command,
    ),
    TE.chain((written) => confirmActivity(command, written)),
    TE.orElse(unlessAsWanted(command, user, (seen) => isAsWanted(seen, active))),
  );

const sendActivity = (
  { client }: UserCommand,
  record: IAMUserAppData,
  active: boolean,
): TE.TaskEither<Failure, Written> =>
  pipe(
    attempt(() => (active ? client.enableUser(record) : client.disableUser(record))),
    TE.map((reply) => ({ reply, over: { record, active } })),
  );

/**
 * Treats a record that is not found as not yet seen: the user existed a moment ago, and a repeated write makes the vendor say
 * whether it is gone.
 */
const lookForActivity = (
  command: UserCommand,
  user: IAMUserAppData,
  active: boolean,
): TE.TaskEither<Failure, Verification<Written, IAMUserAppData>> =>
  pipe(
    readAgain(command, user),
    TE.map((seen) => {
      if (seen !== undefined && isAsWanted(seen, active)) {
        return { tag: 'carried-out', value: { seen } };
      }
      return active && seen !== undefined && wasMoved(user, seen)
        ? disabledMeanwhile(command, seen)
        : notSeen(seen);
    }),
  );

const isAsWanted = (seen: IAMUserAppData, active: boolean): boolean =>
  active ? maySignIn(seen) : seen.active === false;

/** Another request moved the record to another state without sign-in: a disable that came in between wins. */
const wasMoved = ({ state: before }: IAMUserAppData, { state: now }: IAMUserAppData): boolean =>
  before !== undefined && now !== undefined && before !== now;

const disabledMeanwhile = ({ warn }: UserCommand, { state }: IAMUserAppData): Verification<never> => {
  warn(`Another request made the user ${state} meanwhile, so the user is not enabled again.`);
  return { tag: 'cannot-tell' };
};

/** Repeats the write on the record just read: a vendor that takes whole records would receive a stale one otherwise. */
const notSeen = (seen: UserAfterWrite): Verification<never, IAMUserAppData> => ({
  tag: 'not-seen',
  ...(seen === undefined ? {} : { seen, versioned: seen.version !== undefined }),
});
