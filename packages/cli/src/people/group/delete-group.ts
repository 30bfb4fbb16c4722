import { isOpen } from '../../config/open-instances';
import { EXIT, type ExitCode } from '../../terminal/usage-error';
import { confirm } from '../confirm-people';
import { frameOf, type Context, type Place } from './group-place';
import { writeOutcomes } from './write-outcomes';

export const deleteGroups = async (places: readonly Place[], context: Context): Promise<ExitCode> => {
  const { name, settings, io, signal } = context;
  const there = places.filter(({ group }) => group !== undefined);
  if (there.length > 0 && !settings.yes && !settings.dryRun) {
    const where = there.map(({ one }) => one.config.name).join(', ');
    const isMeant = await confirm(
      '',
      `Delete the group ${JSON.stringify(name)} at ${where}? This cannot be undone. [y/N] `,
      undefined,
      io,
    );
    if (!isMeant) {
      io.stderr.write('Nothing was deleted.\n');
      return EXIT.failed;
    }
  }
  return writeOutcomes(
    await Promise.all(
      places.map(async (place) => {
        const frame = frameOf(place, name);
        const { one, group } = place;
        if (!isOpen(one) || group === undefined) {
          return frame;
        }
        const result = await one.instance.run(
          'iam-delete-group',
          { scim: { id: group.id } },
          { signal, dryRun: settings.dryRun },
        );
        return result.status === 'failed'
          ? { ...frame, ok: false, failure: result.failure }
          : { ...frame, state: 'absent' as const, did: 'deleted' as const };
      }),
    ),
    context,
  );
};
