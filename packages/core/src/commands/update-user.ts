import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import type { Attributes, IAMUserAppData } from '../profile/app-data';
import type { Failure } from '../errors/failure';
import { IAMErrors } from '../errors/iam-errors';
import { changesBetween } from '../profile/changes';
import { keepChosen } from '../profile/keep-chosen';
import { allowed } from './allowed';
import { orThrow } from './attempt';
import { createMissing } from './create-missing';
import { findUser, readAgain } from './find-user';
import type { Lookup } from './find-user';
import type { Happened, Outcome } from './outcome';
import { refuse } from './refusals';
import { settleWrite } from './settle-write';
import type { Sighting } from './settle-write';
import { failed, skipped, subjectOf } from './user-command';
import type { Step, UserCommand } from './user-command';

/** iam-update-user. */
export const updateUser = (command: UserCommand): Step<Outcome> =>
  pipe(
    allowed(command, 'update'),
    TE.chain(() => pipe(findUser(command, 'User Profile - Update'), TE.mapLeft(failed(command, 'update')))),
    TE.chain((lookup) =>
      lookup.user === undefined ? whenMissing(command, lookup) : writeChanges(command, lookup.user, lookup),
    ),
  );

const whenMissing = (command: UserCommand, lookup: Lookup): Step<Outcome> =>
  command.config.createIfNotExists
    ? createMissing(command, lookup, updateFound)
    : TE.left(skipped(command, 'update', 'not-found', IAMErrors.USER_DOES_NOT_EXIST.message));

/** Updates a user that was found, by iam-update-user or by iam-create-user: its own switch applies. */
export const updateFound = (command: UserCommand, user: IAMUserAppData, lookup: Lookup): Step<Outcome> =>
  pipe(
    allowed(command, 'update'),
    TE.chain(() => writeChanges(command, user, lookup)),
  );

/** What is to be written; an empty plan costs no request. */
interface Plan {
  readonly changes: Attributes;
  readonly activate: boolean;
}

const writeChanges = (command: UserCommand, user: IAMUserAppData, lookup: Lookup): Step<Outcome> =>
  pipe(
    TE.fromEither(planFor(command, user, lookup)),
    TE.chainFirstIOK(() => () => warnOfInactivity(command, user)),
    TE.chain((plan) => (isEmpty(plan) ? TE.right(user) : carryOut(command, user, lookup, plan))),
    TE.map((updated) => updatedOutcome(command, user, updated)),
    TE.mapLeft(failed(command, 'update', user)),
  );

const planFor = (command: UserCommand, user: IAMUserAppData, lookup: Lookup): E.Either<Failure, Plan> =>
  pipe(
    lookup.outgoing('User Profile - Update'),
    E.map((outgoing) => keepChosen(outgoing, user.details, command.mappers.outgoing, lookup.old)),
    E.chain((wanted) =>
      refuse(command, changesBetween(user.details, wanted, command.integration.singleValued), 'update'),
    ),
    E.map((changes) => ({ changes, activate: mayActivate(command) && user.active !== true })),
  );

const mayActivate = ({ config, allowEnable }: UserCommand): boolean =>
  config.enableUserEnabled && allowEnable;

const warnOfInactivity = (command: UserCommand, user: IAMUserAppData): void => {
  if (command.allowEnable && !mayActivate(command) && user.active === false) {
    command.warn('The user stays inactive: this instance does not allow enabling users.');
  }
};

const isEmpty = ({ changes, activate }: Plan): boolean => !activate && Object.keys(changes).length === 0;

const carryOut = (
  command: UserCommand,
  user: IAMUserAppData,
  lookup: Lookup,
  plan: Plan,
): TE.TaskEither<Failure, IAMUserAppData> =>
  settleWrite(
    () => command.client.updateUser(user, plan.changes, { activate: plan.activate }),
    () => look(command, user, lookup),
  );

/** After a lost reply: carried out when nothing of the plan is left to do. */
const look = async (
  command: UserCommand,
  user: IAMUserAppData,
  lookup: Lookup,
): Promise<Sighting<IAMUserAppData>> => {
  const seen = await orThrow(readAgain(command, user));
  if (seen === undefined) {
    return { carriedOut: false, differs: true };
  }
  const left = planFor(command, seen, lookup);
  return E.isRight(left) && isEmpty(left.right)
    ? { carriedOut: true, value: seen }
    : { carriedOut: false, differs: JSON.stringify(seen.details) !== JSON.stringify(user.details) };
};

const updatedOutcome = (command: UserCommand, before: IAMUserAppData, after: IAMUserAppData): Outcome => {
  const reEnabled = before.active === false && after.active === true;
  const happened: Happened = after === before ? 'unchanged' : reEnabled ? 'enabled' : 'updated';
  return {
    tag: 'done',
    action: 'update',
    happened,
    subject: subjectOf(command, after, before),
    details: after.details,
    reEnabled,
    reason: '',
  };
};
