import { Option, type Command } from 'commander';
import { configOption } from '../call/config-option';
import { defaultFormat, OUTPUT_FORMATS, type OutputFormat } from '../output/output-format';
import type { Io } from '../terminal/io';
import type { ExitCode } from '../terminal/usage-error';

interface Flags {
  readonly config?: string;
  readonly output?: OutputFormat;
  readonly verbose?: true;
  readonly name?: string;
}

/** Adds `iam config init|check|show`. */
export const addConfig = (program: Command, io: Io, done: (code: ExitCode) => void): void => {
  const config = program.command('config').description('write a first configuration, check one, or show it');
  config
    .command('init')
    .description('ask for what a configuration needs, and write a new file with references to secrets')
    .argument('[integration]', 'name of the integration, for example okta; asked for when absent')
    .argument('[param=value...]', 'its parameters; what is needed besides is asked for')
    .option('--name <name>', 'what results call this application')
    .addOption(configOption())
    .action(async (integration: string | undefined, words: readonly string[], flags: Flags) => {
      const { initConfig } = await import('./init-config.js');
      done(await initConfig({ integration, words, name: flags.name, config: flags.config }, io));
    });
  config
    .command('check')
    .description('check all of the configuration without sending a request')
    .addOption(configOption())
    .addOption(new Option('--output <format>', 'how the list is printed').choices(OUTPUT_FORMATS))
    .option('--verbose', 'say where things come from')
    .action(async ({ config: file, output, verbose }: Flags) => {
      const { checkConfig } = await import('./check-config.js');
      done(
        await checkConfig(
          { config: file, output: output ?? defaultFormat(io), verbose: verbose === true },
          io,
        ),
      );
    });
  config
    .command('show')
    .description('show the configuration, with secrets masked')
    .addOption(configOption())
    .action(async ({ config: file }: Flags) => {
      const { showConfig } = await import('./show-config.js');
      done(await showConfig(file, io));
    });
};
