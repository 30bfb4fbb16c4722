import { isOpen } from '../../config/open-instances';
import { labelOf, membersOf } from './group-members';
import type { GroupOutcome } from './group-outcome';
import { failedOutcome, frameOf, type Context, type Place } from './group-place';
import { managedBy } from './managed-group';

export const shown = async (place: Place, context: Context): Promise<GroupOutcome> => {
  const frame = frameOf(place, context.name);
  const { one, group } = place;
  if (!isOpen(one) || group === undefined) {
    return frame;
  }
  try {
    const members = await membersOf(one, group, context);
    const labels = await Promise.all(members.map(({ id, display }) => labelOf(one, id, display, context)));
    const manager = managedBy(group.details);
    return { ...frame, members: labels, notes: manager === undefined ? [] : [manager] };
  } catch (thrown) {
    return failedOutcome(frame, thrown);
  }
};
