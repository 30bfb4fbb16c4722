import { printable } from '@iam/core';

/**
 * What stands in one line stays in it, and cannot drive the terminal: a line end in a title or in a vendor's words would begin a line that
 * looks like another one of a plan.
 */
export const oneLine = (text: string): string => printable(text).replaceAll('\n', '\\n');

/** The lines of a screen. */
export const screenText = (lines: readonly string[]): string => lines.map(oneLine).join('\n');
