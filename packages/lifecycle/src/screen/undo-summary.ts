import { printable } from '@iam/core';
import type { LifecycleConfig } from '../config/lifecycle-config';
import { itemsIn } from '../plan/guards/app-counts';
import type { MadeUndo } from '../undo/undo-request';
import { stoppedLines } from './guard-lines';
import { howToApply } from './how-to-apply';
import { screenText } from './screen-text';
import { shownFile } from './shown-file';
import { whatAllows } from './what-allows';

/** What an undo comes to: a row per application, the guards, the file, and what next. */
export const undoSummary = (
  { path, head, guards, apps, exit }: MadeUndo,
  run: number,
  { cwd, approval }: { readonly cwd: string; readonly approval: LifecycleConfig['approval'] },
): string => {
  const file = shownFile(path, cwd);
  const apply = howToApply(Object.values(apps), { file, approval });
  const names = Object.keys(apps);
  const width = Math.max(11, ...names.map((name) => name.length));
  return screenText([
    `undo of run ${run}  plan ${head.id}  ${file}, good until ${head.expires.slice(0, 16).replace('T', ' ')} UTC`,
    `${''.padEnd(width)}  to undo  held  skipped  groups`,
    ...Object.entries(apps).map(([name, { ops, held, skipped, groupsAdded, groupsRemoved }]) =>
      [
        printable(name).padEnd(width),
        String(itemsIn({ ops })).padStart(7),
        String(held).padStart(4),
        String(skipped).padStart(7),
        groupsAdded + groupsRemoved === 0 ? '     0' : `+${groupsAdded} −${groupsRemoved}`.padStart(6),
      ].join('  '),
    ),
    ...stoppedLines(guards),
    ...(exit === 0
      ? ['Nothing is to be undone: all is as it was before the run.']
      : exit === 1
        ? [`Nothing can be undone; iam show ${file} says why.`]
        : [
            'Nothing is undone yet. The feed and the rules are what they were: correct them first, or the next plan wants the same again.',
            ...whatAllows(file, guards),
            ...(apply === undefined ? [] : [apply]),
          ]),
  ]);
};
