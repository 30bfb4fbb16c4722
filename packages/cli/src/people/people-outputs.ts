import { resolve } from 'node:path';
import type { OutputFile } from '@iam/core/internal';
import { refuseOutputs } from '../config/refuse-outputs';
import { auditOutput } from '../run/audit-output';
import type { Io } from '../terminal/io';
import { RESULTS_FILE } from './bulk/results-kind';
import type { PeopleSettings } from './settings';

/**
 * Refuses files of a call that would destroy others, in a dry run as well. The file of `--from` may be that of `--results` where it is a file of
 * results itself: what remains is what is to be done again.
 */
export const refusePeopleOutputs = (
  { audit, config, from, results }: PeopleSettings,
  io: Pick<Io, 'cwd' | 'env'>,
  reports: readonly OutputFile[] = [],
): void =>
  refuseOutputs(
    [
      ...reports,
      ...auditOutput(audit),
      ...(results === undefined ? [] : [{ option: '--results', named: results, kind: RESULTS_FILE }]),
    ],
    config,
    io,
    from === undefined || from === '-'
      ? []
      : [{ path: resolve(io.cwd, from), what: 'the file of --from', unless: RESULTS_FILE }],
  );
