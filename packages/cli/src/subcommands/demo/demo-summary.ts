import type { CommandResult } from '@iam/core';
import { wordOf } from '../../output/summary';
import { drawLines, lineOf, type SummaryLine } from '../../output/summary-text';
import { wrapText } from '../../terminal/wrap-text';
import type { Io } from '../../terminal/io';

/** One step of the story: its title, the command, and what became of it; in one sentence where it is the same everywhere. */
export const stepSummary = (
  title: string,
  line: string,
  results: readonly CommandResult[],
  isDetailed: boolean,
  io: Io,
): string => {
  const command = wrapText(line, io.stdout.columns, INDENT, '    ');
  const [first, ...others] = results;
  const isSame =
    first !== undefined &&
    first.status === 'done' &&
    others.every((result) => wordOf(result) === wordOf(first));
  const outcome = isSame
    ? same(
        wordOf(first),
        results.map(({ instanceName }) => instanceName),
        isDetailed,
        io,
      )
    : indented(
        drawLines(
          results.map((result) => lineOf(result, false)),
          narrower(io),
        ),
      );
  return `${title}\n${command}\n${outcome}`;
};

const same = (word: string, names: readonly string[], hasNames: boolean, io: Io): string => {
  const where = hasNames ? names.join(', ') : `all ${names.length} applications`;
  return `${wrapText(`✓ ${word} at ${where}`, io.stdout.columns, INDENT, '    ')}\n`;
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

/** The lines of the group below their title; one where it is the same everywhere. */
export const groupsSummary = (lines: readonly SummaryLine[], io: Io): string => {
  const [first, ...others] = lines;
  const isSame =
    first?.sign === '✓' &&
    others.length > 0 &&
    others.every(({ sign, text }) => sign === first.sign && text === first.text);
  const outcome = isSame
    ? same(
        `${first.text},`,
        lines.map(({ name }) => name),
        false,
        io,
      )
    : indented(drawLines(lines, narrower(io)));
  return `A group named Advisors, with Jane as a member for a while\n${outcome}`;
};

const INDENT = '  ';

/** A terminal with room for the indent. */
export const narrower = (io: Io): Io => ({
  ...io,
  stdout: { ...io.stdout, columns: io.stdout.columns - INDENT.length },
});

export const indented = (text: string): string => text.replace(/^(?=.)/gm, INDENT);
