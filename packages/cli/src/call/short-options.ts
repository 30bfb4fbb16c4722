import type { Command } from 'commander';

/** Short names of the options that every command has. */
const SHORT: ReadonlyMap<string, string> = new Map([
  ['--config', '-c'],
  ['--output', '-o'],
  ['--verbose', '-v'],
]);

/** Gives these options their short names, in every command that has them and has no other use for the letter. */
export const addShortOptions = (command: Command): void => {
  const taken = new Set(command.options.map(({ short }) => short));
  for (const option of command.options) {
    const short = SHORT.get(option.long ?? '');
    if (short !== undefined && option.short === undefined && !taken.has(short)) {
      option.short = short;
      option.flags = `${short}, ${option.flags}`;
    }
  }
  command.commands.forEach(addShortOptions);
};
