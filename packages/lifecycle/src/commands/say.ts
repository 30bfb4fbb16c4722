import type { CommandContext } from './command-context';

/** Says what became of a command on standard output: as a line of JSON for programs, or as text. */
export const say = (
  { out, format }: CommandContext,
  value: unknown,
  text: string | readonly string[],
): void =>
  out(`${format === 'json' ? JSON.stringify(value) : typeof text === 'string' ? text : text.join('\n')}\n`);
