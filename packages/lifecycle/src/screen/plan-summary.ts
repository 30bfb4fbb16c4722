import { printable } from '@iam/core';
import type { MadePlan } from '../plan/make-plan';
import type { AppCounts, GuardLine, Reason } from '../plan/plan-line';
import { duration } from './apply-progress';

/** Columns of the summary, with the reasons that each counts. */
const COLUMNS: readonly (readonly [string, readonly Reason[]])[] = [
  ['joiners', ['joiner', 'assigned']],
  ['movers', ['mover', 'drift', 'postponed']],
  ['leavers', ['leaver', 'unassigned', 'missing', 'leave']],
  ['rehires', ['rehire', 'returned', 'reappeared']],
  ['adopt', ['adopt']],
  ['undo', ['undo']],
];

/** What a plan comes to, on one screen: a row per application, the guards, what is held, the file, and what next. */
export const planSummary = (
  { path, head, guards, apps, leftOut, exit }: MadePlan,
  { cwd }: { readonly cwd: string },
): string => {
  const file = path.startsWith(`${cwd}/`) ? path.slice(cwd.length + 1) : path;
  const names = Object.keys(apps);
  const width = Math.min(30, Math.max(12, ...names.map((name) => name.length)));
  const shown = COLUMNS.filter(
    ([title, reasons]) => title !== 'undo' || names.some((name) => countOf(apps[name], reasons) > 0),
  );
  const total = (of: (counts: AppCounts) => number): number =>
    Object.values(apps).reduce((sum, counts) => sum + of(counts), 0);
  const held = total((counts) => counts.held);
  const skipped = total((counts) => counts.skipped);
  return [
    feedLine(head, file),
    [''.padEnd(width), ...shown.map(([title]) => title), 'groups', 'unmanaged'].join('  '),
    ...names.map((name) => {
      const counts = apps[name];
      return [
        printable(name).slice(0, width).padEnd(width),
        ...shown.map(([title, reasons]) => String(countOf(counts, reasons)).padStart(title.length)),
        groupsOf(counts).padStart(6),
        String(counts?.unmanaged ?? 0).padStart(9),
      ].join('  ');
    }),
    ...guardLines(guards),
    ...(held > 0 ? [`held     ${held}: they wait for a person (iam show ${file})`] : []),
    ...(skipped > 0 ? [`skipped  ${skipped}, each with its reason (iam show ${file})`] : []),
    ...Object.entries(leftOut).map(([app, why]) => `left out ${printable(app)}: ${why}`),
    nextLine(
      file,
      exit,
      total((counts) => counts.estimateSeconds),
    ),
  ].join('\n');
};

const feedLine = ({ feed, id, expires }: MadePlan['head'], file: string): string => {
  const { rows, previousRows, uri, errors } = feed;
  const change =
    previousRows === null || previousRows === rows
      ? ''
      : ` (${Math.abs(rows - previousRows).toLocaleString('en-US')} ${rows > previousRows ? 'more' : 'fewer'} than last time)`;
  return [
    `${printable(uri.replace(/^file:/, ''))}  ${rows.toLocaleString('en-US')} rows${change}${errors > 0 ? `, ${errors} in error` : ''}`,
    `plan ${id}  ${file}, good until ${expires.slice(0, 16).replace('T', ' ')} UTC`,
  ].join('\n');
};

const countOf = (counts: AppCounts | undefined, reasons: readonly Reason[]): number =>
  reasons.reduce((sum, reason) => sum + (counts?.reasons[reason] ?? 0), 0);

const groupsOf = (counts: AppCounts | undefined): string =>
  counts === undefined || counts.groupsAdded + counts.groupsRemoved === 0
    ? '0'
    : `+${counts.groupsAdded} −${counts.groupsRemoved}`;

const guardLines = (guards: readonly GuardLine[]): readonly string[] => {
  const stopping = guards.filter(({ ok }) => !ok);
  return stopping.length === 0
    ? [`guards   ${guards.length === 0 ? 'none had to judge anything' : `${guards.length} judged, all ok`}`]
    : stopping.map(({ app, text }) => `STOPPED  ${app === '*' ? '' : `${printable(app)}: `}${text}`);
};

const nextLine = (file: string, exit: MadePlan['exit'], seconds: number): string => {
  switch (exit) {
    case 0:
      return 'Nothing to do: everybody is as they should be.';
    case 4:
      return `Nothing that is stopped is applied without an approval. See who: iam show ${file}`;
    default:
      return `Next: iam show ${file}, then iam apply ${file} (about ${duration(seconds)}).`;
  }
};
