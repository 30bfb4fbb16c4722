import { InvalidArgumentError, type Command } from 'commander';

/**
 * Rejects an option as the value of another, in every command: `--results --dry-run` must not take the dry run for the name of a file,
 * and write.
 */
export const refuseOptionsAsValues = (command: Command): void => {
  for (const option of command.options.filter(({ required, optional }) => required || optional)) {
    const read = option.parseArg as ((value: string, before: unknown) => unknown) | undefined;
    option.argParser((value: string, before: unknown) => {
      if (value.startsWith('--')) {
        throw new InvalidArgumentError(`It lacks its value (for a name that begins so, write ./${value}).`);
      }
      return read === undefined ? value : read(value, before);
    });
  }
  command.commands.forEach(refuseOptionsAsValues);
};
