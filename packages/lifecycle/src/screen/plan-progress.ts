import { printable } from '@iam/core';
import type { ReadingStep } from '../accounts/reading-step';
import type { PlanStep } from '../plan/plan-step';
import { progressLine, type Where } from './progress-line';

export interface PlanProgress {
  readonly onStep: (step: PlanStep) => void;
  readonly end: () => void;
}

type Reading = Extract<ReadingStep, { readonly tag: 'reading' }>;

/** How far a command is that reads and decides, on standard error. Applications that are read at the same time stand beside each other. */
export const planProgress = (where: Where, now?: () => number): PlanProgress => {
  const line = progressLine(where, now);
  const reading = new Map<string, Reading>();
  const textOf = (step: PlanStep): string => {
    switch (step.tag) {
      case 'feed':
        return `reads the feed: ${shown(step.rows)} rows`;
      case 'people':
        return `decides: ${shown(step.done)} of ${shown(step.of)} people`;
      default:
        return `reads ${[...reading.values()].map(readingText).join(', ')}`;
    }
  };
  return {
    onStep: (step) => {
      if (step.tag === 'reading') {
        reading.set(step.app, step);
      } else if (step.tag === 'read') {
        reading.delete(step.app);
        if (reading.size === 0) {
          return;
        }
      }
      line.show(() => textOf(step));
    },
    end: line.end,
  };
};

const readingText = ({ app, accounts, of }: Reading): string =>
  `${printable(app)}: ${shown(accounts)}${of === undefined ? '' : ` of ${shown(of)}`}`;

const shown = (count: number): string => count.toLocaleString('en-US');
