import { printable } from '@iam/core';
import { whatAllows } from './what-allows';
import type { AppCounts } from '../plan/file/plan-line';
import type { MadeUndo } from '../undo/undo-request';
import { screenText } from './screen-text';

/** What an undo comes to: a row per application, the guards, the file, and what next. */
export const undoSummary = (
  { path, head, guards, apps, exit }: MadeUndo,
  run: number,
  { cwd }: { readonly cwd: string },
): string => {
  const file = path.startsWith(`${cwd}/`) ? path.slice(cwd.length + 1) : path;
  const names = Object.keys(apps);
  const width = Math.max(11, ...names.map((name) => name.length));
  const stopping = guards.filter(({ ok }) => !ok);
  return screenText([
    `undo of run ${run}  plan ${head.id}  ${file}, good until ${head.expires.slice(0, 16).replace('T', ' ')} UTC`,
    `${''.padEnd(width)}  to undo  held  skipped  groups`,
    ...Object.entries(apps).map(([name, { ops, held, skipped, groupsAdded, groupsRemoved }]) =>
      [
        printable(name).padEnd(width),
        String(Object.values(ops).reduce((sum, count) => sum + count, 0)).padStart(7),
        String(held).padStart(4),
        String(skipped).padStart(7),
        groupsAdded + groupsRemoved === 0 ? '     0' : `+${groupsAdded} −${groupsRemoved}`.padStart(6),
      ].join('  '),
    ),
    ...(stopping.length === 0
      ? []
      : stopping.map(({ app, text }) => `STOPPED  ${app === '*' ? '' : `${printable(app)}: `}${text}`)),
    ...(exit === 0
      ? ['Nothing is to be undone: all is as it was before the run.']
      : exit === 1
        ? [`Nothing can be undone; iam show ${file} says why.`]
        : [
            'Nothing is undone yet. The feed and the rules are what they were: correct them first, or the next plan wants the same again.',
            ...(exit === 4 ? whatAllows(file, guards) : [nextOf(file, Object.values(apps))]),
          ]),
  ]);
};

const nextOf = (file: string, apps: readonly AppCounts[]): string => {
  const held = apps.reduce((sum, one) => sum + one.held, 0);
  const items = apps.reduce((sum, { ops }) => sum + Object.values(ops).reduce((a, b) => a + b, 0), 0);
  return held > 0 && held === items
    ? `Nothing is applied before a person releases it. See why: iam show ${file}; then iam approve ${file} --person KEY, and iam apply ${file}.`
    : `Next: iam show ${file}, then iam apply ${file}${held > 0 ? '; what is held is left out unless iam approve releases it' : ''}.`;
};
