import type { CommandResult } from '@iam/core';
import { wordOf } from '../../output/summary';
import { drawLines, lineOf, type SummaryLine } from '../../output/summary-text';
import { wrapText } from '../../terminal/wrap-text';
import type { Io } from '../../terminal/io';

/** One step of the story: its title, the command, and what became of it; in one line where it is the same everywhere. */
export const stepSummary = (
  title: string,
  line: string,
  results: readonly CommandResult[],
  isDetailed: boolean,
  io: Io,
): string => {
  const command = wrapText(line, io.stdout.columns, '  ', '    ');
  const [first, ...others] = results;
  const isSame =
    first !== undefined &&
    first.status === 'done' &&
    others.every((result) => wordOf(result) === wordOf(first));
  const outcome =
    isSame && !isDetailed
      ? `  ✓ ${wordOf(first)} at all ${results.length} applications\n`
      : indented(
          drawLines(
            results.map((result) => lineOf(result, false)),
            narrower(io),
          ),
        );
  return `${title}\n${command}\n${outcome}\n`;
};

/** What happened to the group at one application, in one line. */
export const groupSummary = (
  instanceName: string,
  steps: readonly { readonly what: string; readonly result: CommandResult | undefined }[],
): SummaryLine => {
  const failed = steps.find(({ result }) => result?.status !== 'done');
  return failed?.result === undefined
    ? { name: instanceName, sign: '✓', text: steps.map(({ what }) => what).join(', ') }
    : lineOf(failed.result);
};

/** The lines of the group below their title. */
export const groupsSummary = (lines: readonly SummaryLine[], io: Io): string =>
  `A group named Advisors, wherever there are groups\n${indented(drawLines(lines, narrower(io)))}\n`;

const INDENT = '  ';

const narrower = (io: Io): Io => ({
  ...io,
  stdout: { ...io.stdout, columns: io.stdout.columns - INDENT.length },
});

const indented = (text: string): string => text.replace(/^(?=.)/gm, INDENT);
