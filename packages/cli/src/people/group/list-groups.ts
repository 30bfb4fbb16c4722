import { isOpen, type Opened } from '../../config/open-instances';
import type { GroupOutcome } from './group-outcome';
import { failedOutcome, frameOf, type Context } from './group-place';
import { managedBy } from './managed-group';

export const listGroups = async (one: Opened, { signal }: Context): Promise<readonly GroupOutcome[]> => {
  const frame = frameOf({ one, ...(isOpen(one) ? {} : { failure: one.failure }) }, '');
  if (!isOpen(one) || !one.instance.commands.includes('iam-get-group')) {
    return [frame];
  }
  const found: GroupOutcome[] = [];
  try {
    for await (const { id, displayName, details } of one.instance.groups({ signal })) {
      const manager = managedBy(details);
      found.push({
        ...frame,
        state: 'there',
        group: displayName ?? id,
        id,
        notes: manager === undefined ? [] : [manager],
      });
    }
    return found.length === 0 ? [frame] : found;
  } catch (thrown) {
    return [{ ...failedOutcome(frame, thrown), state: 'unknown' }];
  }
};
