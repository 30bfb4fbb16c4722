import { printable } from '@iam/core';
import type { GuardLine } from '../plan/file/plan-line';

/** A line for each guard that stops something. */
export const stoppedLines = (guards: readonly GuardLine[]): readonly string[] =>
  guards
    .filter(({ ok }) => !ok)
    .map(({ app, text }) => `STOPPED  ${app === '*' ? '' : `${printable(app)}: `}${text}`);
