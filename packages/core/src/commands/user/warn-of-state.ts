import type { Outcome } from './outcome';
import type { UserCommand } from './user-command';

/**
 * Warns of the vendor's state of a user who cannot sign in, because `active` alone does not tell a suspended person from one who
 * was never activated. After a disable the state is the intended one.
 */
export const warnOfState = ({ warn }: UserCommand, outcome: Outcome): void => {
  const { state, active } = outcome.subject;
  const isIntended = outcome.tag === 'done' && outcome.action === 'disable';
  if (state !== undefined && active === false && outcome.tag !== 'failed' && !isIntended) {
    warn(`The user is inactive: ${state} at the vendor.`);
  }
};
