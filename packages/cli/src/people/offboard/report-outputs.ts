import type { FileKind, OutputFile } from '@iam/core/internal';

/** What stands in a report until the run has ended. */
export const UNFINISHED = 'This run has not ended: nothing is proved.\n';

const kind = (begins: readonly string[]): FileKind => ({
  name: 'a report of iam offboard',
  is: ({ start }) => begins.some((text) => start.startsWith(text)),
  fate: 'replaced',
});

const MARKDOWN = kind(['# Offboarding, ', UNFINISHED]);
const JSON_REPORT = kind(['{"report":{"what":"offboarding",', '{"unfinished":"']);

/** The name of a report without ending, however it was named. */
export const reportName = (named: string): string => named.replace(/\.(md|json)$/, '');

/** The two files of a report, for those that are there already: a report is kept under its time, and nothing else is moved. */
export const reportOutputs = (named: string | undefined): readonly OutputFile[] =>
  named === undefined
    ? []
    : [
        { option: '--report', named: `${reportName(named)}.md`, kind: MARKDOWN },
        { option: '--report', named: `${reportName(named)}.json`, kind: JSON_REPORT },
      ];
