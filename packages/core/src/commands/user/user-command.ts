import type * as TE from 'fp-ts/TaskEither';
import type { CommonConfig } from '../../config/common-fields';
import type { Attributes, IAMUserAppData } from '../../profile/app-data';
import type { ClientContext } from '../../contract/client-context';
import type { Integration } from '../../contract/integration';
import type { UserClient } from '../../contract/user-client';
import type { Failure } from '../../errors/failure';
import { withRemark } from '../../errors/with-remark';
import type { Mapper } from '../../profile/mapper/mapper';
import { emailOf } from '../../profile/user-profile';
import type { IAMAction, Outcome, SkipCause, Subject } from './outcome';
import type { ReferenceMemory } from './references/reference-memory';
import type { ResolvedReferences } from './references/resolved-references';

/** What a command does when no user is found. `create` is for updates alone. */
export type IfMissing = 'create' | 'skip' | 'fail';

/** What a creation does when the user exists: the other two leave the user exactly as found. */
export type IfExists = 'update' | 'skip' | 'fail';

/** Everything a user command works with. One of these exists per run. */
export interface UserCommand {
  readonly integration: Integration;
  readonly client: UserClient;
  readonly config: CommonConfig;
  readonly disableDeletes: boolean;
  readonly mappers: { readonly incoming: Mapper; readonly outgoing: Mapper };
  /** The profile as the caller gave it. */
  readonly profile: Attributes;
  /** The caller wants the user to be able to sign in afterwards. */
  readonly allowEnable: boolean;
  /** The caller wants a key that means nothing to be refused; otherwise it is warned of. */
  readonly strict: boolean;
  /** What happens when no user is found; undefined leaves it to the instance and the command. */
  readonly ifMissing: IfMissing | undefined;
  /** What a creation does when the user exists. */
  readonly ifExists: IfExists;
  readonly warn: (message: string) => void;
  /** Whether a write whose reply was lost is sent again when it is not seen. */
  readonly retries?: 'standard' | 'none' | undefined;
  /** Told the record that the command is about, as it is before anything is written. */
  readonly found: (user: IAMUserAppData) => void;
  /** What the client was made from, for references that are found by a request of their own. */
  readonly context: ClientContext<Attributes>;
  /** What references led to in this and earlier commands of the instance. */
  readonly remembered: ReferenceMemory;
  /** What the references of this profile lead to: looked up when it is asked for first, and once. */
  readonly references: TE.TaskEither<Failure, ResolvedReferences>;
  /** Headers of the last reply: `details` of an answer without a body. */
  readonly lastHeaders: () => Attributes;
}

/**
 * A step of a policy. Left is where the command ends early, skipped or failed; Right goes on. A policy ends with both sides
 * being an outcome.
 */
export type Step<A> = TE.TaskEither<Outcome, A>;

/** A vendor's record in the form that data for it have, so that the two can be compared and mapped. */
export const recordOf = (
  { integration }: Pick<UserCommand, 'integration'>,
  user: IAMUserAppData,
): Attributes => integration.normalize(user.details);

const unknownSubject = (command: UserCommand): Subject => ({
  id: null,
  username: null,
  email: emailOf(command.profile),
  active: null,
});

/** The profile's email address comes first, because that is what workflows look results up by. */
export const subjectOf = (
  command: UserCommand,
  user: IAMUserAppData | undefined,
  before?: IAMUserAppData,
): Subject =>
  user === undefined
    ? unknownSubject(command)
    : {
        id: user.id,
        username: user.username ?? before?.username ?? null,
        email: emailOf(command.profile) ?? user.email ?? before?.email ?? null,
        active: user.active,
        ...(user.state === undefined ? {} : { state: user.state }),
      };

export const failed =
  (command: UserCommand, action: IAMAction, user?: IAMUserAppData) =>
  (failure: Failure): Outcome => ({
    tag: 'failed',
    action,
    failure: withState(failure, user),
    subject: subjectOf(command, user),
  });

/** Names the state of the record when the vendor refused to change it, because the state is often the reason. */
const withState = (failure: Failure, user: IAMUserAppData | undefined): Failure =>
  user?.state === undefined || failure.status === null
    ? failure
    : {
        ...failure,
        message: withRemark(failure.message, `The vendor had the user as ${user.state} before the request.`),
      };

export const skipped = (
  command: UserCommand,
  action: IAMAction,
  cause: SkipCause,
  reason: string,
  user?: IAMUserAppData,
): Outcome => ({
  tag: 'skipped',
  action,
  cause,
  reason,
  subject: subjectOf(command, user),
  details: user?.details ?? null,
});
