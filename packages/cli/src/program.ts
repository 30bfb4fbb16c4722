import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Help, Option } from 'commander';
import { callName } from './terminal/call-name';
import { commandHelp, oneCommandHelp } from './help/command-help';
import { COMMANDS, isCommandName, printable, type ExtraCommand } from './terminal/core-excerpt';
import { configOption } from './call/config-option';
import { NameOnlyCommand } from './call/name-only-command';
import { refuseOptionsAsValues } from './call/option-values';
import { addShortOptions } from './call/short-options';
import { addCompletion } from './completion/register-completion';
import { addConfig } from './configure/register-config';
import { addDocs } from './docs/register-docs';
import { addInit } from './init/register-init';
import { addPeople } from './people/register-people';
import { addShell } from './shell/register-shell';
import type { RunWords } from './shell/run-words';
import { addLifecycle } from './subcommands/lifecycle/register-lifecycle';
import type { Io } from './terminal/io';
import { defaultFormat, fullFormat, OUTPUT_FORMATS, type OutputFormat } from './output/output-format';
import { wrapText } from './terminal/wrap-text';
import type { SandboxFlags } from './subcommands/sandbox/sandbox';
import type { ExitCode } from './terminal/usage-error';

// No heavy imports at the top, so that `--help` and `--version` start without codecs, HTTP or a vendor; actions import lazily.

interface VerifyFlags extends Flags {
  readonly write?: true;
  readonly except?: string;
}

interface Flags {
  readonly config?: string;
  readonly output?: OutputFormat;
  readonly strict?: true;
  readonly verbose?: true;
  readonly using?: readonly string[];
  readonly yes?: true;
  readonly debug?: true;
  readonly audit?: string;
}

/** The command line of `iam`. Actions hand their exit code to `done`. With `only`, the other subcommands have their names alone. */
export const createProgram = (
  io: Io,
  done: (code: ExitCode) => void,
  extras: readonly ExtraCommand[] = [],
  { runWords, only }: { readonly runWords?: RunWords; readonly only?: string } = {},
): Command => {
  const program = new Command('iam');
  program.createCommand = (name) =>
    only === undefined || name === only ? new Command(name) : new NameOnlyCommand(name);
  program
    .description('Runs IAM commands against the vendors of your configuration.')
    .version(version(), '-V, --version')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(printable(text)),
      writeErr: io.stderr.write,
      outputError: (text, write) => write(withoutValue(text)),
      getOutHelpWidth: () => io.stdout.columns,
      getErrHelpWidth: () => io.stderr.columns,
    })
    .configureHelp({ minWidthToWrap: MIN_WIDTH_TO_WRAP, subcommandTerm })
    .addHelpText('after', () => examples(callName(io), io.stdout.columns));
  addRun(program, io, done, extras);
  addOthers(program, io, done);
  addLifecycle(program, io, done);
  addPeople(program, io, done);
  addInit(program, io, done);
  addDocs(program, io, done);
  addConfig(program, io, done);
  addCompletion(program, io, done);
  addShell(program, io, done, runWords);
  addShortOptions(program);
  refuseOptionsAsValues(program);
  return program;
};

const addRun = (
  program: Command,
  io: Io,
  done: (code: ExitCode) => void,
  extras: readonly ExtraCommand[],
): void => {
  program
    .command('run')
    .description('run a command on every instance that has it, or on those named')
    .argument(
      '<command>',
      'a command, or all of it in the documented syntax: \'!iam-get-user user-profile={"email": "…"}\'',
    )
    .argument('[arguments...]', 'arguments as name=value')
    .option('--using <instance>', 'run on this instance only; may be repeated', collect)
    .addOption(configOption())
    .addOption(outputOption())
    .option(
      '--strict',
      'exit 1 when something was skipped for another reason than already being so, or a key of the profile is not sent',
    )
    .option('--yes', 'do not ask before deleting')
    .option(
      '--audit <file>',
      'add a line of JSON to this file before every write to a vendor, and one for how every command ended',
    )
    .addOption(verboseOption())
    .addOption(debugOption())
    .configureHelp({ formatHelp: (command, helper) => runHelp(command, helper, io, extras) })
    .action(async (command: string, words: string[], flags: Flags) => {
      const { runWords } = await import('./run/run.js');
      done(await runWords([command, ...words], settings(flags, io), io));
    });
};

const addOthers = (program: Command, io: Io, done: (code: ExitCode) => void): void => {
  program
    .command('test')
    .description('check that the URL and the credentials of the instances work')
    .argument('[instance]', 'name of one instance; all of them when absent')
    .addOption(configOption())
    .addOption(outputOption())
    .addOption(verboseOption())
    .addOption(debugOption())
    .action(async (instance: string | undefined, flags: Flags) => {
      const { runWords } = await import('./run/run.js');
      const using = instance === undefined ? [] : [instance];
      done(await runWords(['test-module'], { ...settings(flags, io), using }, io));
    });
  program
    .command('fields')
    .description('list the user fields of an application, for writing a mapper')
    .argument('<instance>', 'name of the instance')
    .addOption(configOption())
    .addOption(outputOption())
    .addOption(verboseOption())
    .addOption(debugOption())
    .action(async (instance: string, flags: Flags) => {
      const { runWords } = await import('./run/run.js');
      done(await runWords(['get-mapping-fields'], { ...settings(flags, io), using: [instance] }, io));
    });
  program
    .command('verify')
    .description('put an instance and its vendor to the conformance checks')
    .argument('<instance>', 'name of the instance')
    .option('--write', 'run the checks that write too, on people and groups made for them')
    .option('--except <file>', 'JSON file of checks that the vendor cannot pass, each with the reason')
    .addOption(configOption())
    .addOption(outputOption())
    .addOption(verboseOption())
    .action(async (instance: string, { write, except, ...flags }: VerifyFlags) => {
      const { verify } = await import('./subcommands/verify.js');
      const { config, output, verbose } = settings(flags, io);
      done(await verify(instance, { config, output, verbose, write: write ?? false, except }, io));
    });
  program
    .command('instances')
    .description('list the instances of the configuration and check it, without sending a request')
    .addOption(configOption())
    .addOption(outputOption())
    .addOption(verboseOption())
    .action(async (flags: Flags) => {
      const { listInstances } = await import('./subcommands/list-instances.js');
      done(await listInstances(settings(flags, io), io));
    });
  program
    .command('sandbox')
    .description('run the local vendors and print a configuration for them, until Ctrl-C')
    .option('--write <file>', 'write the configuration to this file instead, and remove it at the end')
    .option('--people <number>', 'give so many made-up people an account in every application')
    .option(
      '--feed <file>',
      'write these people to this file, as CSV, and rules for iam plan into the configuration',
    )
    .action(async (flags: SandboxFlags) => {
      const { runSandbox } = await import('./subcommands/sandbox/sandbox.js');
      done(await runSandbox(flags, io));
    });
  program
    .command('demo')
    .description('show one person joining, moving and leaving, at the local vendors')
    .addOption(outputOption('summary'))
    .option('--verbose', 'show every command with all of its output')
    .action(async ({ verbose, output }: Flags) => {
      const { runDemo } = await import('./subcommands/demo/demo.js');
      done(await runDemo(output ?? (verbose === true ? fullFormat(io) : 'summary'), io));
    });
};

const debugOption = (): Option =>
  new Option('--debug', 'show every request with its status and time, without secrets');
const verboseOption = (): Option => new Option('--verbose', 'say where things come from and what was sent');
const outputOption = (usual = 'summary on a terminal, markdown otherwise'): Option =>
  new Option('--output <format>', `${usual} when absent`).choices(OUTPUT_FORMATS);

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

const settings = (flags: Flags, io: Io) => ({
  config: flags.config,
  output: flags.output ?? defaultFormat(io),
  strict: flags.strict ?? false,
  verbose: flags.verbose ?? false,
  using: flags.using ?? [],
  yes: flags.yes ?? false,
  debug: flags.debug ?? false,
  audit: flags.audit,
});

/** The manifest is one folder up from the sources as well as from the build. */
const version = (): string => {
  const manifest: unknown = JSON.parse(readFileSync(join(__dirname, '..', 'package.json'), 'utf8'));
  return (manifest as { readonly version: string }).version;
};

/** Commander does not wrap below this width, and the terminal then breaks inside words. */
const MIN_WIDTH_TO_WRAP = 20;

/** Removes the value from commander's message about an unknown option: it may be a secret. */
const withoutValue = (message: string): string =>
  message.replace(/^(error: unknown option '--[\w-]*)=.*'/s, "$1=…'");

/** Leaves `[options]` out of the list: every subcommand has options, and the descriptions need the room. */
const subcommandTerm = (command: Command): string =>
  [
    command.name(),
    ...command.registeredArguments.map((argument) => {
      const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
      return argument.required ? `<${name}>` : `[${name}]`;
    }),
  ].join(' ');

/** `iam run --help`; with the name of a command the help of that one. */
const runHelp = (command: Command, helper: Help, io: Io, extras: readonly ExtraCommand[]): string => {
  const width = helper.helpWidth ?? io.stdout.columns;
  const name = command.args.find(isCommandName);
  const spec =
    name === undefined ? extras.find((extra) => command.args.includes(extra.name)) : COMMANDS[name];
  return spec === undefined
    ? `${Help.prototype.formatHelp.call(helper, command, helper)}\n${commandHelp(width)}`
    : oneCommandHelp(spec, optionsOf(command, helper), callName(io), width);
};

const optionsOf = (command: Command, helper: Help): string => {
  const options = helper.visibleOptions(command);
  const termWidth = Math.max(...options.map((option) => helper.optionTerm(option).length));
  return options
    .map(
      (option) =>
        `${helper.formatItem(helper.optionTerm(option), termWidth, helper.optionDescription(option), helper)}\n`,
    )
    .join('');
};

const examples = (name: string, width: number): string => `
Examples:
  ${name} iam-get-user user-profile='{"email": "jane@example.com"}'
  ${name} iam-create-user user-profile=@jane.json --using AWS-ILM_1
  ${name} '!iam-disable-user user-profile={"email": "jane@example.com"}'

${wrapText(`${name} run --help lists the commands, ${name} help COMMAND shows one, ${name} help topics the texts on other things.`, width)}
`;
