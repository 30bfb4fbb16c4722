import type { Command, Option } from 'commander';
import { COMMANDS, isCommandName } from '../terminal/core-excerpt';
import type { Io } from '../terminal/io';
import { TOPICS } from '../help/topic-names';
import { keysAt, PROFILE_KEYS } from './profile-key-candidates';

/** What may stand at the place of the last word. */
export interface Candidates {
  /** Names of files are completed by the shell. */
  readonly kind: 'words' | 'files';
  readonly words: readonly string[];
}

/**
 * Completes the last of the words (without `iam` itself). Everything comes from the program, so that a command that is added to it is
 * completed at once: subcommands, options, the choices of a value, and by the name of an argument instances and files.
 */
export const candidatesFor = async (
  words: readonly string[],
  program: Command,
  io: Pick<Io, 'cwd' | 'env'>,
): Promise<Candidates> => {
  const before = words.slice(0, -1);
  const current = words.at(-1) ?? '';
  const place = placeOf(before, program);
  const found = await atPlace(place, current, program, { config: configIn(words), io });
  return found.kind === 'files'
    ? found
    : { kind: 'words', words: [...new Set(found.words)].filter((word) => word.startsWith(current)) };
};

interface Place {
  readonly command: Command;
  /** The words that are neither subcommands nor options nor their values. */
  readonly given: readonly string[];
  /** The option whose value is next. */
  readonly option?: Option | undefined;
}

const placeOf = (before: readonly string[], program: Command): Place => {
  let command = program;
  let given: readonly string[] = [];
  let option: Option | undefined;
  for (const word of before) {
    if (option !== undefined) {
      option = undefined;
      continue;
    }
    const next = given.length > 0 ? undefined : command.commands.find((one) => one.name() === word);
    if (next !== undefined) {
      command = next;
    } else if (word.startsWith('-')) {
      const named = optionOf(command, word) ?? optionOf(program, word, true);
      option =
        named !== undefined && (named.required || named.optional) && !word.includes('=') ? named : undefined;
    } else if (command === program && given.length === 0 && isCommandLike(word)) {
      // `iam iam-get-user` is short for `iam run iam-get-user`.
      command = program.commands.find((one) => one.name() === 'run') ?? program;
      given = [word];
    } else {
      given = [...given, word];
    }
  }
  return { command, given, option };
};

const isCommandLike = (word: string): boolean => isCommandName(word) || /^[a-z]+(-[a-z0-9]+)+$/.test(word);

const optionOf = (command: Command, word: string, deep = false): Option | undefined => {
  const name = word.split('=')[0];
  return (
    command.options.find(({ short, long }) => short === name || long === name) ??
    (deep
      ? command.commands.map((one) => optionOf(one, word, true)).find((one) => one !== undefined)
      : undefined)
  );
};

interface Means {
  readonly config: string | undefined;
  readonly io: Pick<Io, 'cwd' | 'env'>;
}

const listed = (words: readonly string[]): Candidates => ({ kind: 'words', words });

const FILES: Candidates = { kind: 'files', words: [] };

const atPlace = async (
  { command, given, option }: Place,
  current: string,
  program: Command,
  means: Means,
): Promise<Candidates> => {
  if (option !== undefined) {
    return valuesOf(namedBy(option), option.argChoices, '', means);
  }
  if (current.startsWith('--') && current.includes('=')) {
    const named = optionOf(command, current) ?? optionOf(program, current, true);
    const prefix = current.slice(0, current.indexOf('=') + 1);
    return named === undefined ? listed([]) : valuesOf(namedBy(named), named.argChoices, prefix, means);
  }
  if (current.startsWith('-')) {
    const options = command === program ? everywhere(program) : command.options;
    return listed(
      options
        .filter(({ hidden }) => !hidden)
        .flatMap(({ long }) => long ?? [])
        .concat('--help'),
    );
  }
  if (command === program) {
    return given[0] === 'help'
      ? listed([...visible(program), ...Object.keys(COMMANDS), ...Object.keys(TOPICS)])
      : listed([...visible(program), ...Object.keys(COMMANDS), ...(await extraNames(means)), 'help']);
  }
  if (command.name() === 'run' && command.parent === program) {
    return given.length === 0
      ? listed([...Object.keys(COMMANDS), ...(await extraNames(means))])
      : argumentsOf(given, current, means);
  }
  if (command.commands.length > 0 && given.length === 0) {
    return listed(visible(command));
  }
  if (command.name() === 'init' && command.parent?.name() === 'config') {
    return given.length === 0 ? integrationNames() : paramsOf(given, means);
  }
  const all = command.registeredArguments;
  const argument = all[given.length] ?? (all.at(-1)?.variadic === true ? all.at(-1) : undefined);
  return argument === undefined ? listed([]) : valuesOf(argument.name(), argument.argChoices, '', means);
};

const visible = (command: Command): readonly string[] =>
  command
    .createHelp()
    .visibleCommands(command)
    .map((one) => one.name());

/** Options that stand before a subcommand: those of `run` are the common ones. */
const everywhere = (program: Command): readonly Option[] => [
  ...program.options,
  ...(program.commands.find((one) => one.name() === 'run')?.options ?? []),
];

/** The placeholder of the value in the flags of an option: `--using <instance>`. */
const namedBy = ({ flags }: Option): string => (flags.split(/[<[]/)[1] ?? '').slice(0, -1);

const valuesOf = async (
  placeholder: string,
  choices: readonly string[] | undefined,
  prefix: string,
  means: Means,
): Promise<Candidates> => {
  if (choices !== undefined) {
    return listed(choices.map((choice) => `${prefix}${choice}`));
  }
  if (/instance|^app/.test(placeholder)) {
    return listed((await instanceNames(means)).map((name) => `${prefix}${name}`));
  }
  if (/key=|values|assign|changes/.test(placeholder)) {
    return listed(PROFILE_KEYS.map((key) => `${key}=`));
  }
  return /file|folder|plan|path/.test(placeholder) ? FILES : listed([]);
};

const integrationNames = async (): Promise<Candidates> => {
  const { integrations } = await import('../configure/integrations.js');
  return listed((await quietly(async () => integrations())) ?? []);
};

/** The parameters of an integration that are not given yet. */
const paramsOf = async (
  [integration = '', ...rest]: readonly string[],
  { io }: Means,
): Promise<Candidates> => {
  const { integrationLoader } = await import('../config/load-integration.js');
  const loaded = await quietly(() =>
    integrationLoader({ file: 'iam.config.json', folder: io.cwd }, io.cwd)(integration),
  );
  const given = rest.map((word) => word.split('=')[0]);
  const names = loaded?.ok === true ? Object.keys(loaded.integration.fields) : [];
  return listed(names.filter((name) => !given.includes(name)).map((name) => `${name}=`));
};

/** The arguments of a documented command: their names, then what may be their values. */
const argumentsOf = async (given: readonly string[], current: string, means: Means): Promise<Candidates> => {
  const [name = '', ...rest] = given;
  const specs = await argumentSpecs(name, means);
  const equals = current.indexOf('=');
  if (equals < 0) {
    const used = rest.map((word) => word.slice(0, word.indexOf('=')));
    return listed(
      [...specs.map((spec) => spec.name).filter((one) => !used.includes(one)), 'using'].map(
        (one) => `${one}=`,
      ),
    );
  }
  const prefix = current.slice(0, equals + 1);
  const value = current.slice(equals + 1);
  if (prefix === 'using=') {
    return listed((await instanceNames(means)).map((one) => `${prefix}${one}`));
  }
  if (value.startsWith('@')) {
    return FILES;
  }
  const spec = specs.find((one) => `${one.name}=` === prefix);
  if (spec?.name === 'user-profile') {
    return listed(keysAt(value).map((one) => `${prefix}${one}`));
  }
  return listed(spec?.type === 'boolean' ? [`${prefix}true`, `${prefix}false`] : []);
};

interface Spec {
  readonly name: string;
  readonly type: string;
}

const argumentSpecs = async (name: string, means: Means): Promise<readonly Spec[]> => {
  if (isCommandName(name)) {
    return COMMANDS[name].arguments;
  }
  const { configuredCommands } = await import('../config/extra-commands.js');
  const extras = await quietly(() => configuredCommands(means.config, means.io));
  return extras?.find((extra) => extra.name === name)?.arguments ?? [];
};

const extraNames = async ({ config, io }: Means): Promise<readonly string[]> => {
  const { configuredCommands } = await import('../config/extra-commands.js');
  return ((await quietly(() => configuredCommands(config, io))) ?? []).map(({ name }) => name);
};

const instanceNames = async ({ config, io }: Means): Promise<readonly string[]> => {
  const { surveyConfig } = await import('../config/config.js');
  return [...((await quietly(async () => surveyConfig(config, io)))?.names.values() ?? [])];
};

/** A configuration that cannot be read has nothing to complete; the call itself will say why. */
const quietly = async <Found>(look: () => Promise<Found>): Promise<Found | undefined> => {
  try {
    return await look();
  } catch {
    return undefined;
  }
};

const configIn = (words: readonly string[]): string | undefined => {
  const at = words.findIndex((word) => word === '--config' || word === '-c');
  return at >= 0
    ? words[at + 1]
    : words.find((word) => word.startsWith('--config='))?.slice('--config='.length);
};
