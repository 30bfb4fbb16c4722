import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { failure, type Failure } from '../../errors/failure';
import { readActivity } from '../../profile/activity';
import type { MappingType } from '../../profile/mapper/mapper';
import type { IAMAction } from './outcome';
import { failed, type Step, type UserCommand } from './user-command';

type Action = Exclude<IAMAction, 'get'>;

/** The mapping types an action may write with: a create may become an update, and an update a create. */
const MAPPED_BY: Readonly<Record<Action, readonly MappingType[]>> = {
  create: ['User Profile - Create', 'User Profile - Update'],
  update: ['User Profile - Update', 'User Profile - Create'],
  enable: ['User Profile - Update'],
  disable: ['User Profile - Update'],
};

/**
 * Fails before anything is sent when the profile's activity cannot be read, or is false where the action would enable the user or
 * leave the user enabled.
 */
export const validateActivity = (command: UserCommand, action: Action): Step<void> => {
  const [own] = MAPPED_BY[action];
  const activities = MAPPED_BY[action].map((type) =>
    readActivity(command.profile, command.mappers.outgoing, type),
  );
  const unreadable = activities.find(E.isLeft);
  if (unreadable !== undefined) {
    return TE.left(failed(command, action)(unreadable.left));
  }
  const refusal = own !== undefined && saysInactive(command, own) ? REFUSALS[action] : undefined;
  return refusal === undefined ? TE.right(undefined) : TE.left(failed(command, action)(refusal));
};

/** Whether the profile marks the user inactive: such a user is created inactive, and not changed by an update. */
export const saysInactive = (command: UserCommand, type: MappingType): boolean => {
  const activity = readActivity(command.profile, command.mappers.outgoing, type);
  return E.isRight(activity) && activity.right === false;
};

const refuseBecause = (consequence: string, next: string): Failure =>
  failure('invalid-input', `The user profile says that the user is inactive; ${consequence}.`, { next });

/** An update does not disable, so it must not succeed for a user whom the profile marks inactive and leave the user enabled. */
export const UPDATE_OF_INACTIVE = refuseBecause(
  'an update does not disable: use iam-disable-user, or leave the key out',
  'Use iam-disable-user, or leave the key out of the user profile; nothing was written.',
);

const REFUSALS: Readonly<Partial<Record<Action, Failure>>> = {
  update: UPDATE_OF_INACTIVE,
  enable: refuseBecause(
    'iam-enable-user would let the user in: leave the key out',
    'Leave the key out of the user profile to enable the user; nothing was sent.',
  ),
};
