import type { Command, Option } from 'commander';
import { createProgram } from '../program';
import { markdownTable } from './markdown-table';
import { fillSections } from './markers';

const SECTION = 'every command';

/** Renews the tables of docs/commands.md in its text. */
export const withCommandReference = (page: string): string => {
  const filled = fillSections(page, { [SECTION]: commandReference() });
  if (!filled.ok || filled.found.length === 0) {
    throw new Error(filled.ok ? `There is no section ${SECTION}.` : filled.problem);
  }
  return filled.text;
};

/** Every command with its arguments, and every option with the commands that have it, as the program defines them. */
const commandReference = (): string => {
  const all = leaves(createProgram(SILENT, () => undefined));
  return [
    markdownTable(
      ['command', 'what it does'],
      all.map(({ command, name }) => [
        `\`${[name, ...argumentsOf(command)].join(' ')}\``,
        command.description(),
      ]),
    ),
    '',
    markdownTable(
      ['option', 'what it does', 'commands'],
      optionsOf(all).map(({ flags, text, names }) => [
        `\`${flags}\``,
        text,
        names.length === all.length ? 'every' : names.map((name) => name.replace(/^iam /, '')).join(', '),
      ]),
    ),
  ].join('\n');
};

interface Leaf {
  readonly name: string;
  readonly command: Command;
}

/** The commands that do something: a command with subcommands only does not. */
const leaves = (command: Command, before = ''): readonly Leaf[] => {
  const name = `${before}${command.name()}`;
  const isGroup = command.commands.length > 0 && command.options.every(({ long }) => long === '--version');
  return [
    ...(isGroup ? [] : [{ name, command }]),
    ...command
      .createHelp()
      .visibleCommands(command)
      .filter((one) => one.name() !== 'help')
      .flatMap((one) => leaves(one, `${name} `)),
  ];
};

const argumentsOf = (command: Command): readonly string[] =>
  command.registeredArguments.map((argument) => {
    const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
    return argument.required ? `<${name}>` : `[${name}]`;
  });

/** Options of one form and meaning are one row, however many commands have them. */
const optionsOf = (all: readonly Leaf[]) => {
  const rows = new Map<string, { readonly flags: string; readonly text: string; readonly names: string[] }>();
  for (const { name, command } of all) {
    for (const option of command.options.filter(({ hidden }) => !hidden)) {
      const text = textOf(option);
      const key = `${option.flags} ${text}`;
      const row = rows.get(key) ?? { flags: option.flags, text, names: [] };
      rows.set(key, row);
      row.names.push(name);
    }
  }
  const long = (flags: string): string => flags.replace(/^-\w, /, '');
  return [...rows.values()].sort((one, other) => long(one.flags).localeCompare(long(other.flags), 'en'));
};

const textOf = ({ description, argChoices }: Option): string =>
  argChoices === undefined ? description : `${description} (${argChoices.join(', ')})`;

const NOTHING = () => undefined;

/** No command runs here. */
const SILENT = {
  stdout: { write: NOTHING, isTTY: false, columns: 80 },
  stderr: { write: NOTHING, isTTY: false, columns: 80 },
  env: {},
} as unknown as Parameters<typeof createProgram>[0];
