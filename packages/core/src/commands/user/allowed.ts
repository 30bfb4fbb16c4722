import * as TE from 'fp-ts/TaskEither';
import { nameOf } from '../../profile/user-profile';
import type { IAMAction } from './outcome';
import { skipped, type Step, type UserCommand } from './user-command';

const SWITCH = {
  create: 'createUserEnabled',
  update: 'updateUserEnabled',
  enable: 'enableUserEnabled',
  disable: 'disableUserEnabled',
} as const;

/** Continues when the instance allows the action; otherwise ends the command as skipped, before any request. */
export const allowed = (command: UserCommand, action: Exclude<IAMAction, 'get'>): Step<void> => {
  if (command.config[SWITCH[action]]) {
    return TE.right(undefined);
  }
  // The documented text reads like the user's state, not like the instance's setting.
  command.warn(`${SWITCH[action]} is off: ${nameOf(command.profile)} was left as before.`);
  return TE.left(skipped(command, action, 'not-allowed', 'Command is disabled.'));
};
