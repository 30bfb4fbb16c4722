import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import type { UserReply } from '../../contract/user-client';
import { failure, type Failure } from '../../errors/failure';
import type { IAMUserAppData } from '../../profile/app-data';
import { notReadAfterwards, SAFE_TO_REPEAT } from '../write/not-read-afterwards';
import { hasRecord } from '../write/reply-record';
import { readAgain } from './find/read-user';
import type { UserCommand } from './user-command';

/** The record after a change: that of the reply or, where the reply has none, the one read afterwards. */
export const recordAfter = (
  command: UserCommand,
  before: IAMUserAppData,
  reply: UserReply,
): TE.TaskEither<Failure, IAMUserAppData> =>
  hasRecord(reply)
    ? TE.right(reply)
    : pipe(
        readAgain(command, before),
        TE.mapLeft(notRead),
        TE.filterOrElse(
          (seen) => seen !== undefined,
          () => CANNOT_BE_FOUND,
        ),
      );

const notRead = notReadAfterwards({ write: 'the request', record: 'the user', next: SAFE_TO_REPEAT });

const CANNOT_BE_FOUND = failure(
  'not-applied',
  'The vendor accepted the request, but the user cannot be found afterwards.',
  { effect: 'unknown' },
);
