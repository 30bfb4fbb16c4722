import type { Attributes, IAMUserAppData } from '../../profile/app-data';
import { changesBetween } from '../../profile/changes/changes';
import { keepChosen } from '../../profile/changes/keep-chosen';
import type { OutgoingData } from '../../profile/outgoing';
import { recordOf, type UserCommand } from './user-command';

/**
 * What an update has to write to a record so that it is as wanted; empty when nothing. `old` is `olduserdata` in the vendor's vocabulary.
 */
export const wantedChanges = (
  command: Pick<UserCommand, 'integration' | 'mappers'>,
  user: IAMUserAppData,
  outgoing: OutgoingData,
  old: Attributes | undefined,
): Attributes => {
  const record = recordOf(command, user);
  const form = { outgoing: command.mappers.outgoing, normalize: command.integration.normalize };
  const wanted = keepChosen(outgoing, record, form, old);
  return changesBetween(record, wanted, command.integration.singleValued);
};
