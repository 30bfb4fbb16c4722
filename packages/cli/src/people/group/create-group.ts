import { isOpen } from '../../config/open-instances';
import { EXIT, type ExitCode } from '../../terminal/usage-error';
import { changeMembers } from './change-members';
import type { Entry } from '../entry';
import type { GroupOutcome } from './group-outcome';
import { frameOf, type Context, type Place } from './group-place';
import { writeOutcomes } from './write-outcomes';

export const createGroups = async (
  places: readonly Place[],
  entries: readonly Entry[],
  context: Context,
): Promise<ExitCode> => {
  const { name, settings, signal } = context;
  const outcomes: GroupOutcome[] = [];
  const created: Place[] = await Promise.all(
    places.map(async (place, index): Promise<Place> => {
      const frame = frameOf(place, name);
      const { one, group } = place;
      if (!isOpen(one) || place.failure !== undefined || frame.notes.length > 0) {
        outcomes[index] = frame;
        return place;
      }
      if (group !== undefined) {
        outcomes[index] = { ...frame, did: 'unchanged', notes: ['there already'] };
        return place;
      }
      const result = await one.instance.run(
        'iam-create-group',
        { scim: { displayName: name } },
        { signal, dryRun: settings.dryRun },
      );
      if (result.status === 'failed') {
        outcomes[index] = { ...frame, ok: false, failure: result.failure };
        return place;
      }
      const { id } = result.group;
      outcomes[index] = {
        ...frame,
        state: 'there',
        did: 'created',
        notes: result.warnings,
        ...(id === null ? {} : { id }),
      };
      return id === null || settings.dryRun ? place : { one, group: { id, name, details: {} } };
    }),
  );
  if (entries.length === 0 || settings.dryRun) {
    return writeOutcomes(outcomes, context);
  }
  const first = writeOutcomes(outcomes, context);
  const second = await changeMembers('add', created, entries, context);
  return first === EXIT.ok ? second : first;
};
