import { resolve } from 'node:path';
import { runRecord } from '../apply/run/run-state';
import { forgetValues, forgottenBefore } from '../ledger/forget-values';
import { sha256 } from '../plan/file/canonical-text';
import { attest } from '../report/attest';
import { writePrivate } from '../report/private-file';
import { REPORT_JSON, REPORT_MARKDOWN } from '../report/report-kind';
import { makeReport } from '../report/run-report';
import { attestationCounts, attestationText } from '../screen/attested';
import { planProgress } from '../screen/plan-progress';
import { reportMarkdown } from '../screen/report-markdown';
import type { CommandContext, ExitCode } from './command-context';
import { refuseOutputs } from './refuse-outputs';
import { noSuchRun, runNumber } from './run-number';
import { say } from './say';
import { lifecycleOf } from './with-config';
import { withDatabase } from './with-database';

export interface ReportOptions {
  readonly run: string;
  readonly attest?: true;
  readonly out?: string;
}

/**
 * `iam report N`: 1 when the attestation finds access that is open, or that is not known. An instance that the lifecycle does not cover is
 * told, and no failure.
 */
export const reportCommand =
  ({ run: text, attest: isAttested, out }: ReportOptions) =>
  async (context: CommandContext): Promise<ExitCode> => {
    const id = runNumber(text);
    if (out !== undefined) {
      refuseOutputs(
        [
          { option: '--out', named: `${out}.md`, kind: REPORT_MARKDOWN },
          { option: '--out', named: `${out}.json`, kind: REPORT_JSON },
        ],
        context,
      );
    }
    const apps = isAttested === true ? lifecycleOf(context).applications.map(({ instance }) => instance) : [];
    return withDatabase(context, async (database): Promise<ExitCode> => {
      const run = await runRecord(database, id);
      if (run === undefined) {
        throw noSuchRun(id);
      }
      await forgetValues(database, forgottenBefore(new Date()));
      const progress = planProgress(context);
      const attestation =
        isAttested === true
          ? await attest({
              sql: database,
              run: id,
              apps,
              instances: context.instances,
              open: (app) => context.open(app),
              now: () => new Date(),
              signal: context.signal,
              onReading: progress.onStep,
            }).finally(progress.end)
          : undefined;
      const report = await makeReport({
        database,
        run,
        made: new Date(),
        madeBy: context.user,
        ...(attestation === undefined ? {} : { attestation }),
      });
      const json = `${JSON.stringify(report, null, 2)}\n`;
      const markdown = `${reportMarkdown(report)}\n`;
      if (out === undefined) {
        context.out(context.format === 'json' ? json : markdown);
      } else {
        const name = resolve(context.cwd, out);
        await writePrivate(`${name}.md`, markdown);
        await writePrivate(`${name}.json`, json);
        say(
          context,
          {
            markdown: `${name}.md`,
            json: `${name}.json`,
            sha256: report.sha256,
            ...(attestation === undefined ? {} : { attestation: attestationCounts(attestation) }),
          },
          [
            `${out}.md and ${out}.json hold the report, with personal data, readable by you alone.`,
            `sha256 ${sha256(json)} is that of the file ${out}.json,`,
            `sha256 ${report.sha256} that over the canonical JSON of the report, which both files name.`,
            ...(attestation === undefined ? [] : [attestationText(attestation)]),
          ],
        );
      }
      if (report.ledger.broken !== undefined) {
        context.err('The chain of the ledger is broken: iam db doctor says where.\n');
        return 1;
      }
      if (attestation !== undefined && !attestation.isClosed) {
        context.err(`${attestationText(attestation)}\n`);
        return 1;
      }
      return 0;
    });
  };
