import type { ExtraCommand } from '@iam/core';
import type { Io } from '../terminal/io';
import { isCommandName } from '../terminal/core-excerpt';
import { isHelpOption, nameOf } from './help-topic';

/**
 * The extra commands, where a call is about one of them and not yet about its configuration: for help, or as the first word. Core
 * and the integrations are loaded for such a call only.
 */
export const extraTopics = async (
  argv: readonly string[],
  subcommands: readonly string[],
  io: Pick<Io, 'cwd' | 'env'>,
): Promise<readonly ExtraCommand[]> => {
  const isAboutHelp = argv[0] === 'help' || argv.some(isHelpOption);
  const words = argv.slice(0, isAboutHelp ? 3 : 1).map(nameOf);
  const isExtra = (word: string): boolean =>
    /^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(word) && !subcommands.includes(word) && !isCommandName(word);
  if (!words.some(isExtra)) {
    return [];
  }
  const { configuredCommands } = await import('../config/extra-commands.js');
  return configuredCommands(configIn(argv), io);
};

const configIn = (argv: readonly string[]): string | undefined => {
  const at = argv.indexOf('--config');
  return at >= 0
    ? argv[at + 1]
    : argv.find((word) => word.startsWith('--config='))?.slice('--config='.length);
};
