import { writeGroups } from '../../output/group-output';
import { EXIT, type ExitCode } from '../../terminal/usage-error';
import type { GroupOutcome } from './group-outcome';
import type { Context } from './group-place';

export const writeOutcomes = (
  outcomes: readonly GroupOutcome[],
  { settings, name, io }: Context,
): ExitCode => {
  writeGroups(outcomes, settings, name, io);
  if (settings.dryRun) {
    io.stderr.write('Dry run, nothing was written.\n');
  }
  const isNowhere =
    name !== '' && outcomes.every(({ state, did }) => state === 'absent' && did === undefined);
  if (isNowhere) {
    io.stderr.write(
      `No application has a group ${JSON.stringify(name)}; iam group list shows their names.\n`,
    );
  }
  return isNowhere || outcomes.some(({ ok }) => !ok) ? EXIT.failed : EXIT.ok;
};
