import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import type { Attributes, IAMUserAppData } from '../../profile/app-data';
import type { Failure } from '../../errors/failure';
import { IAMErrors } from '../../errors/iam-errors';
import { hasAt, keysOf, leavesOf, pathOf, valueAt } from '../../profile/attribute-path';
import { activate } from './activate';
import { allowed } from './allowed';
import { attempt } from '../attempt';
import { confirmActivity, type Written } from './verify-activity';
import { createMissing } from './create/create-missing';
import { findUser, nobodyFound, notFoundMessage, toBeWritten, type Lookup } from './find/find-user';
import { validateActivity, saysInactive, UPDATE_OF_INACTIVE } from './validate-activity';
import { readAgain } from './find/read-user';
import { refusedForState } from './refused-state';
import type { Outcome } from './outcome';
import { validateWrite } from './validate-write';
import { wantedChanges } from './wanted-changes';
import { writeAndVerify, type Verification } from '../write/write-and-verify';
import { failed, skipped, subjectOf, type Step, type UserCommand } from './user-command';

/** iam-update-user. */
export const updateUser = (command: UserCommand): Step<Outcome> =>
  pipe(
    allowed(command, 'update'),
    TE.chain(() => validateActivity(command, 'update')),
    TE.chain(() => findUser(command, 'update', 'User Profile - Update')),
    TE.chain((lookup) =>
      lookup.user === undefined ? whenMissing(command, lookup) : writeChanges(command, lookup.user, lookup),
    ),
  );

const whenMissing = (command: UserCommand, lookup: Lookup): Step<Outcome> => {
  switch (command.ifMissing ?? (command.config.createIfNotExists ? 'create' : 'skip')) {
    case 'create':
      command.warn(`${notFoundMessage(lookup)} The user is to be created.`);
      return createMissing(command, lookup, updateFound);
    case 'skip':
      command.warn(notFoundMessage(lookup));
      return TE.left(skipped(command, 'update', 'not-found', IAMErrors.USER_DOES_NOT_EXIST.message));
    case 'fail':
      return TE.left(failed(command, 'update')(nobodyFound(lookup)));
  }
};

/** Updates an existing user, for iam-update-user and iam-create-user; subject to the instance's switch for updating. */
export const updateFound = (command: UserCommand, user: IAMUserAppData, lookup: Lookup): Step<Outcome> =>
  pipe(
    allowed(command, 'update'),
    TE.chain(() =>
      saysInactive(command, 'User Profile - Create') || saysInactive(command, 'User Profile - Update')
        ? TE.left(failed(command, 'update', user)(UPDATE_OF_INACTIVE))
        : writeChanges(command, user, lookup),
    ),
  );

/** The changes to write; an empty plan costs no request. */
interface Plan {
  readonly changes: Attributes;
  readonly activate: boolean;
}

const writeChanges = (command: UserCommand, user: IAMUserAppData, lookup: Lookup): Step<Outcome> => {
  command.found(user);
  return pipe(
    planFor(command, user, lookup, mayActivate(command)),
    TE.mapLeft(failed(command, 'update', user)),
    TE.chainFirstIOK(() => () => warnOfInactivity(command, user)),
    TE.chain((plan) =>
      isEmptyPlan(plan)
        ? TE.right(updatedOutcome(command, user, user, 'unchanged'))
        : pipe(
            carryOut(command, user, lookup, plan),
            TE.chainFirstIOK((updated) => () => warnOfOldValues(command, user, updated, plan)),
            TE.map((updated) => updatedOutcome(command, user, updated, 'updated')),
          ),
    ),
  );
};

const planFor = (
  command: UserCommand,
  user: IAMUserAppData,
  lookup: Lookup,
  activate: boolean,
): TE.TaskEither<Failure, Plan> =>
  pipe(
    toBeWritten(command, lookup, 'User Profile - Update'),
    TE.map((outgoing): Plan => ({
      changes: wantedChanges(command, user, outgoing, lookup.old?.data),
      activate: activate && user.active !== true,
    })),
    TE.chainFirstEitherK((plan) =>
      isEmptyPlan(plan)
        ? E.right(plan.changes)
        : validateWrite(command, plan.changes, 'update', { user, activate: plan.activate }),
    ),
  );

const mayActivate = ({ config, allowEnable }: UserCommand): boolean =>
  config.enableUserEnabled && allowEnable;

const warnOfInactivity = (command: UserCommand, user: IAMUserAppData): void => {
  if (command.allowEnable && !mayActivate(command) && user.active === false) {
    command.warn('The user stays inactive: this instance does not allow enabling users.');
  }
};

const isEmptyPlan = ({ changes, activate }: Plan): boolean => !activate && Object.keys(changes).length === 0;

/** A record and the changes to write to it. */
interface Planned {
  readonly user: IAMUserAppData;
  readonly plan: Plan;
}

const carryOut = (
  command: UserCommand,
  user: IAMUserAppData,
  lookup: Lookup,
  plan: Plan,
): Step<IAMUserAppData> =>
  plan.activate && command.client.activatesApart === true
    ? activateFirst(command, user, lookup, plan)
    : pipe(change(command, user, lookup, plan), TE.mapLeft(failed(command, 'update', user)));

/**
 * Enables before the change, because vendors refuse to change a deactivated record. The change never enables: a disable that comes
 * in between wins.
 */
const activateFirst = (
  command: UserCommand,
  user: IAMUserAppData,
  lookup: Lookup,
  { changes }: Plan,
): Step<IAMUserAppData> =>
  pipe(
    activate(command, user),
    TE.mapLeft((failure) => failed(command, 'update', user)(notEnabled(failure, changes))),
    TE.chain((enabled) =>
      Object.keys(changes).length === 0
        ? TE.right(enabled)
        : pipe(
            change(command, enabled, lookup, { changes, activate: false }),
            TE.mapLeft((failure) => failed(command, 'update', enabled)(enabledOnly(failure))),
          ),
    ),
  );

const notEnabled = (failure: Failure, changes: Attributes): Failure =>
  Object.keys(changes).length === 0
    ? failure
    : { ...failure, message: `The user was not enabled, so nothing else was changed: ${failure.message}` };

const enabledOnly = (failure: Failure): Failure => ({
  ...failure,
  message: `The user was enabled, but not changed: ${failure.message}`,
  effect: 'unknown',
});

const change = (
  command: UserCommand,
  user: IAMUserAppData,
  lookup: Lookup,
  plan: Plan,
): TE.TaskEither<Failure, IAMUserAppData> =>
  pipe(
    writeAndVerify<Written, Planned>(
      (again) => sendUpdate(command, again?.seen ?? { user, plan }),
      () => verifyUpdate(command, user, lookup, plan),
      command,
    ),
    TE.orElseW(refusedForState(command, user)),
    TE.chain((written) => confirmActivity(command, written)),
  );

const sendUpdate = (
  { client }: UserCommand,
  { user: record, plan }: Planned,
): TE.TaskEither<Failure, Written> =>
  pipe(
    attempt(() => client.updateUser(record, plan.changes, { activate: plan.activate })),
    TE.map((reply) => ({ reply, over: { record, active: plan.activate ? true : record.active } })),
  );

/**
 * Verifies an update after a lost reply or a version conflict: it was carried out when the record has every planned change.
 * Otherwise the rest is planned on the record as it is now. A user who was active and no longer is was disabled by a concurrent
 * request, and stays disabled.
 */
const verifyUpdate = (
  command: UserCommand,
  user: IAMUserAppData,
  lookup: Lookup,
  { activate }: Plan,
): TE.TaskEither<Failure, Verification<Written, Planned>> =>
  pipe(
    readAgain(command, user),
    TE.chain((seen) =>
      seen === undefined
        ? TE.right<Failure, Verification<Written, Planned>>({ tag: 'not-seen' })
        : pipe(
            planFor(command, seen, lookup, activate),
            TE.map((left) => verificationOf(seen, left)),
          ),
    ),
  );

const verificationOf = (seen: IAMUserAppData, left: Plan): Verification<Written, Planned> =>
  isEmptyPlan(left)
    ? { tag: 'carried-out', value: { seen } }
    : { tag: 'not-seen', seen: { user: seen, plan: left }, versioned: seen.version !== undefined };

/** Warns when the vendor still returns the former values, because the result shows the vendor's record. */
const warnOfOldValues = (
  command: UserCommand,
  before: IAMUserAppData,
  updated: IAMUserAppData,
  { changes, activate }: Plan,
): void => {
  const isOld = (path: string): boolean =>
    hasAt(updated.details, keysOf(path)) &&
    JSON.stringify(valueAt(updated.details, path)) === JSON.stringify(valueAt(before.details, path));
  const old = leavesOf(changes).map(pathOf).filter(isOld);
  if (old.length > 0) {
    command.warn(`The vendor’s reply to the update shows the old value of: ${old.join(', ')}.`);
  }
  if (activate && updated.active === false) {
    command.warn('The vendor’s reply to the update says that the user is still inactive.');
  }
};

const updatedOutcome = (
  command: UserCommand,
  before: IAMUserAppData,
  after: IAMUserAppData,
  changed: 'updated' | 'unchanged',
): Outcome => {
  const reEnabled = before.active === false && after.active === true;
  return {
    tag: 'done',
    action: 'update',
    happened: reEnabled ? 'enabled' : changed,
    subject: subjectOf(command, after, before),
    details: after.details,
    reEnabled,
    reason: '',
  };
};
