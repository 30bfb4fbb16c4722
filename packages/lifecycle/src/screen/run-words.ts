import { printable } from '@iam/core';
import type { AppProgress } from '../apply/run/progress';
import type { FailedItem } from '../apply/run/run-items';
import type { RunState } from '../apply/run/run-state';
import type { TemporaryName } from '../apply/run/temporary-names';

/** What did not go as planned. */
export interface NotDone {
  readonly failed: readonly FailedItem[];
  readonly temporary: readonly TemporaryName[];
}

/** What the screens call the states of a run. */
export const RUN_STATES: Readonly<Record<RunState, string>> = {
  applying: 'not over',
  paused: 'paused',
  cancelled: 'cancelled',
  done: 'over',
};

/** A count for a list of counts, which has none that is zero. */
export const counted = (count: number, what: string): readonly string[] =>
  count > 0 ? [`${count} ${what}`] : [];

/** The reason why an application with open items is not asked; empty where it is. */
export const pausedText = ({ paused, open }: Pick<AppProgress, 'paused' | 'open'>): string =>
  paused === null || open === 0 ? '' : `. Paused: ${paused}`;

/** `failed  ann@example.com AWS (update): the vendor's words` */
export const failedItemText = ({ app, person, op, state, said }: FailedItem): string =>
  `${state}  ${person} ${app} (${op}): ${said ?? ''}`;

/** Names everybody who is left with a temporary name. */
export const temporaryText = (names: readonly TemporaryName[]): readonly string[] =>
  names.length === 0
    ? []
    : [
        ...names.map(
          ({ app, person, name }) =>
            `TEMPORARY  ${printable(person)} goes by ${printable(name)} at ${printable(app)}: the step that ends this name was not done.`,
        ),
        'Plan again: the next plan gives them the name of the feed as soon as it is free.',
      ];
