import { printable } from '@iam/core';
import type { LifecycleConfig } from '../config/lifecycle-config';
import type { MadePlan } from '../plan/plan-request';
import type { AppCounts, GuardLine, Reason } from '../plan/file/plan-line';
import { stoppedLines } from './guard-lines';
import { howToApply } from './how-to-apply';
import { nothingToDo } from './nothing-to-do';
import { whatAllows } from './what-allows';
import { planTable, type PlanColumn } from './plan-table';
import { screenText } from './screen-text';
import { shownFile } from './shown-file';

/** Columns of the summary, with the reasons that each counts. */
const COLUMNS: readonly (readonly [string, readonly Reason[]])[] = [
  ['joiners', ['joiner', 'assigned']],
  ['movers', ['mover', 'drift', 'postponed']],
  ['leavers', ['leaver', 'unassigned', 'missing', 'leave']],
  ['rehires', ['rehire', 'returned', 'reappeared']],
  ['adopt', ['adopt']],
  ['undo', ['undo']],
];

export interface SummaryMeans {
  readonly cwd: string;
  /** How wide the screen is. */
  readonly columns: number;
  readonly approval: LifecycleConfig['approval'];
}

/** What a plan comes to, on one screen: a row per application, the guards, what is held, the file, and what next. */
export const planSummary = (made: MadePlan, { cwd, columns, approval }: SummaryMeans): string => {
  const { path, guards, apps, leftOut, remarks } = made;
  const file = shownFile(path, cwd);
  const held = totalOf(made, (counts) => counts.held);
  const skipped = totalOf(made, (counts) => counts.skipped);
  return screenText([
    ...feedLines(made, file),
    // Of a feed that cannot be used nothing follows for anybody, which is not the same as nothing to do.
    ...(isUsable(made) ? planTable(Object.keys(apps), columnsOf(made), columns) : []),
    ...guardLines(guards),
    ...(held > 0 ? [`held     ${held}: they wait for a person (iam show ${file})`] : []),
    ...(skipped > 0
      ? [`skipped  ${skipped}, each with its reason (iam show ${file})${unclearText(made)}`]
      : []),
    ...undecidedLines(made, file),
    // Of an application that is left out the line below says why.
    ...remarkLines(
      remarks.filter((text) => !Object.values(leftOut).some((why) => text.endsWith(why))),
      file,
    ),
    ...Object.entries(leftOut).map(([app, why]) => `left out ${printable(app)}: ${why}`),
    ...nextLines(file, made, approval),
  ]);
};

const columnsOf = ({ apps, leftOut }: MadePlan): readonly PlanColumn[] => {
  const of = (cell: (counts: AppCounts) => string): readonly string[] =>
    // Of an application that was not read nothing is known, which is not the same as nothing to do.
    Object.entries(apps).map(([name, counts]) => (name in leftOut ? '–' : cell(counts)));
  const reasons = COLUMNS.map(([title, some]) => ({
    title,
    cells: of((counts) => String(countOf(counts, some))),
  }));
  return [
    ...reasons.filter(({ title, cells }) => title !== 'undo' || cells.some((cell) => Number(cell) > 0)),
    { title: 'groups', cells: of(groupsOf) },
    { title: 'unmanaged', cells: of(({ unmanaged }) => String(unmanaged)) },
  ];
};

const totalOf = ({ apps }: MadePlan, of: (counts: AppCounts) => number): number =>
  Object.values(apps).reduce((sum, counts) => sum + of(counts), 0);

/** Of a feed that cannot be used not all rows were read: what is left of them says nothing about people. */
const isUsable = ({ guards }: MadePlan): boolean => guards.every(({ rule, ok }) => rule !== 'feed' || ok);

const feedLines = (made: MadePlan, file: string): readonly string[] => {
  const { feed, id, expires } = made.head;
  const { rows, previousRows, uri, errors } = feed;
  const change =
    !isUsable(made) || previousRows === null || previousRows === rows
      ? ''
      : ` (${Math.abs(rows - previousRows).toLocaleString('en-US')} ${rows > previousRows ? 'more' : 'fewer'} than last time)`;
  return [
    `${printable(uri.replace(/^file:/, ''))}  ${rows.toLocaleString('en-US')} rows${change}${errors > 0 ? `, ${errors} in error` : ''}`,
    `plan ${id}  ${file}, good until ${expires.slice(0, 16).replace('T', ' ')} UTC`,
  ];
};

const countOf = (counts: AppCounts | undefined, reasons: readonly Reason[]): number =>
  reasons.reduce((sum, reason) => sum + (counts?.reasons[reason] ?? 0), 0);

const groupsOf = (counts: AppCounts | undefined): string =>
  counts === undefined || counts.groupsAdded + counts.groupsRemoved === 0
    ? '0'
    : `+${counts.groupsAdded} −${counts.groupsRemoved}`;

const guardLines = (guards: readonly GuardLine[]): readonly string[] => {
  const stopped = stoppedLines(guards);
  return stopped.length === 0
    ? [`guards   ${guards.length === 0 ? 'none had to judge anything' : `${guards.length} judged, all ok`}`]
    : stopped;
};

const unclearText = (made: MadePlan): string => {
  const unclear = totalOf(made, (counts) => counts.unclear ?? 0);
  return unclear === 0 ? '' : `; of ${unclear} it cannot be told what is to be done`;
};

const undecidedLines = (made: MadePlan, file: string): readonly string[] => {
  const count = totalOf(made, ({ undecided = 0 }) => undecided);
  return count === 0
    ? []
    : [
        `kept     ${count} ${count === 1 ? 'account fits a person' : 'accounts fit people'} whose row is missing or could not be read; nobody else has them (iam show ${file})`,
      ];
};

const SHOWN_REMARKS = 3;

const remarkLines = (remarks: readonly string[], file: string): readonly string[] => [
  ...remarks.slice(0, SHOWN_REMARKS).map((text) => `note     ${printable(text)}`),
  ...(remarks.length > SHOWN_REMARKS
    ? [`… and ${remarks.length - SHOWN_REMARKS} more: iam show ${file}`]
    : []),
];

const nextLines = (
  file: string,
  made: MadePlan,
  approval: LifecycleConfig['approval'],
): readonly string[] => {
  const { guards, apps, leftOut } = made;
  const away = Object.keys(leftOut).length > 0;
  const apply = howToApply(Object.values(apps), { file, approval });
  const hasMore = away || guards.some(({ ok }) => !ok);
  return [
    ...whatAllows(file, guards),
    ...(apply !== undefined ? [apply] : hasMore ? [] : [nothingToDo(made, file)]),
    ...(away ? ['Plan again when what is left out can be read: iam plan'] : []),
  ];
};
