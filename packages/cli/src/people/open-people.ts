import { surveyConfig } from '../config/config';
import {
  chooseInstances,
  isOpen,
  openInstances,
  refuseMistakes,
  type Opened,
} from '../config/open-instances';
import { openAuditFile, type AuditFile } from '../run/audit-file';
import { debugLine } from '../run/debug-line';
import type { Io } from '../terminal/io';
import { UsageError } from '../terminal/usage-error';
import type { PeopleSettings } from './settings';

export interface OpenedPeople {
  readonly opened: readonly Opened[];
  readonly audit: AuditFile | undefined;
}

/** Opens the chosen applications. One that cannot be opened stays in the list, so that it is never left out unseen. */
export const openPeople = async (settings: PeopleSettings, io: Io): Promise<OpenedPeople> => {
  const survey = surveyConfig(settings.config, io);
  const choice = chooseInstances(survey, settings.using);
  await refuseMistakes(survey.config, choice, io);
  const audit = settings.audit === undefined ? undefined : openAuditFile(settings.audit, io);
  const opened = await openInstances(survey.config, choice.chosen, io, {
    ...(settings.debug ? { onRequest: (event) => io.stderr.write(debugLine(event)) } : {}),
    ...(audit === undefined ? {} : { onAudit: audit.add, actor: audit.actor }),
  });
  const broken = opened.filter((one) => !isOpen(one));
  if (broken.length === opened.length) {
    throw new UsageError(
      broken.flatMap((one) => (isOpen(one) ? [] : (one.failure.problems ?? [one.failure.message]))),
    );
  }
  return { opened, audit };
};
