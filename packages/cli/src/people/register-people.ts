import { Argument, InvalidArgumentError, Option, type Command } from 'commander';
import { configOption } from '../call/config-option';
import { defaultPeopleFormat, PEOPLE_FORMATS, type PeopleFormat } from '../output/people-format';
import { hasWordHelp, wordHelp } from '../help/word-help';
import { callName } from '../terminal/call-name';
import type { Io } from '../terminal/io';
import type { ExitCode } from '../terminal/usage-error';
import { GROUP_ACTIONS } from './group/group-actions';
import type { PeopleSettings } from './settings';
import type { PlainWord } from './people-words';

interface Flags {
  readonly config?: string;
  readonly using?: readonly string[];
  readonly output?: PeopleFormat;
  readonly verbose?: true;
  readonly debug?: true;
  readonly audit?: string;
  readonly from?: string;
  readonly results?: string;
  readonly dryRun?: true;
  readonly yes?: true;
}

const NAMED = 'people: jane@example.com, a user name, employeeid:42, id:… (with --using)';

const PLAIN: readonly (readonly [name: PlainWord, synopsis: string, description: string, writes: boolean])[] =
  [
    ['who', '[people...]', 'show where people have accounts, and whether they can sign in', false],
    ['add', '[people-and-values...]', 'create accounts where people have none: PERSON… key=value…', true],
    [
      'set',
      '[people-and-values...]',
      'change what is known of people who have accounts: PERSON… key=value…',
      true,
    ],
    ['enable', '[people...]', 'let people sign in again', true],
    ['disable', '[people...]', 'end the access of people and keep their accounts', true],
  ];

/** Adds the words for people to the command line: `iam who`, `iam add` and so on. */
export const addPeople = (program: Command, io: Io, done: (code: ExitCode) => void): void => {
  for (const [name, synopsis, description, writes] of PLAIN) {
    withOptions(program.command(name).description(description).argument(synopsis, NAMED), writes).action(
      async (words: string[], flags: Flags) => {
        const { runWord } = await import('./people-words.js');
        done(await runWord(name, words, settingsOf(flags, io), io));
      },
    );
  }
  addList(program, io, done);
  addOffboard(program, io, done);
  addGroup(program, io, done);
  withOptions(
    program
      .command('rename')
      .description('change the address or user name of a person everywhere: OLD NEW key=value…')
      .argument('<old>', 'the person, by the name until now')
      .argument('<new>', 'the new address or user name')
      .argument('[values...]', 'key=value, for example surname=Dale'),
    true,
  ).action(async (old: string, to: string, values: string[], flags: Flags) => {
    const { runRename } = await import('./people-words.js');
    done(await runRename([old, to, ...values], settingsOf(flags, io), io));
  });
  for (const word of program.commands) {
    const name = word.name();
    if (hasWordHelp(name)) {
      word.addHelpText('after', () => wordHelp(name, callName(io), io.stdout.columns));
    }
  }
};

interface OffboardFlags extends Flags {
  readonly keepGroups?: boolean;
  readonly report?: string;
}

const addOffboard = (program: Command, io: Io, done: (code: ExitCode) => void): void => {
  const command = program
    .command('offboard')
    .description('end the access of people everywhere, and prove it by a report')
    .argument('[people...]', NAMED);
  withOptions(command, true)
    .option('--keep-groups', 'leave the people in their groups')
    .option(
      '--report <name>',
      'name of the report, NAME.md and NAME.json; one with the date when absent; a former report is kept',
    )
    .action(async (people: string[], { keepGroups = false, report, ...flags }: OffboardFlags) => {
      const { runOffboardWords } = await import('./people-words.js');
      done(await runOffboardWords(people, { ...settingsOf(flags, io), keepGroups, report }, io));
    });
};

interface GroupFlags extends Flags {
  readonly members?: string;
  readonly allowRemovals?: number;
}

const addGroup = (program: Command, io: Io, done: (code: ExitCode) => void): void => {
  const command = program
    .command('group')
    .description('groups by name, members by person: list, show, add, remove, create, delete, sync')
    .addArgument(
      new Argument('<action>', 'what to do')
        .choices(GROUP_ACTIONS)
        // Another word is refused where the nearest one can be said.
        .argParser((word) => word),
    )
    .argument('[name]', 'the name of the group');
  withOptions(command, true)
    .option('--members <people>', 'people with commas between them')
    .option('--allow-removals <number>', 'sync may take out so many, even more than half', wholeNumber)
    .action(
      async (action: string, name: string | undefined, { members, allowRemovals, ...flags }: GroupFlags) => {
        const { runGroupWords } = await import('./people-words.js');
        done(await runGroupWords(action, name, { ...settingsOf(flags, io), members, allowRemovals }, io));
      },
    );
};

const wholeNumber = (text: string): number => {
  if (!/^\d{1,9}$/.test(text)) {
    throw new InvalidArgumentError('It is a whole number.');
  }
  return Number(text);
};

interface ListFlags extends Flags {
  readonly app?: readonly string[];
  readonly active?: true;
  readonly disabled?: true;
  readonly notIn?: string;
  readonly group?: string;
}

const addList = (program: Command, io: Io, done: (code: ExitCode) => void): void => {
  withOptions(program.command('list').description('list everybody at the applications'), false, false)
    .option('--app <instance>', 'the same as --using', collect)
    .addOption(new Option('--active', 'only people who can sign in').conflicts('disabled'))
    .option('--disabled', 'only people who cannot')
    .option('--not-in <file>', 'only accounts of nobody in this file, CSV or JSON Lines')
    .option('--group <name>', 'only members of this group')
    .action(async ({ app = [], active, disabled, notIn, group, ...flags }: ListFlags) => {
      const { runList } = await import('./people-words.js');
      const plain = settingsOf({ ...flags, using: [...(flags.using ?? []), ...app] }, io);
      const only = active === true ? 'active' : disabled === true ? 'disabled' : undefined;
      done(await runList({ ...plain, only, notIn, group }, io));
    });
};

/** The options that every word has. */
export const withOptions = (command: Command, writes: boolean, takesPeople = true): Command => {
  command
    .option('--using <instance>', 'at this application only; may be repeated', collect)
    .addOption(configOption())
    .addOption(
      new Option('--output <format>', 'summary on a terminal, markdown otherwise').choices(PEOPLE_FORMATS),
    );
  if (takesPeople) {
    command
      .option('--from <file>', 'people from this file, CSV or JSON Lines; - is standard input')
      .option(
        '--results <file>',
        'write who has to be done again to this file (.csv: CSV, else JSON Lines), for --from',
      );
  }
  if (writes) {
    command
      .option('--dry-run', 'say what would be done, and write nothing')
      .option('--yes', 'do not ask')
      .option('--audit <file>', 'add a line of JSON to this file before and after every write');
  }
  return command
    .option('--verbose', 'say more')
    .option('--debug', 'show every request with its status and time, without secrets');
};

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

export const settingsOf = (flags: Flags, io: Io): PeopleSettings => ({
  config: flags.config,
  using: flags.using ?? [],
  output: flags.output ?? defaultPeopleFormat(io),
  verbose: flags.verbose ?? false,
  debug: flags.debug ?? false,
  audit: flags.audit,
  from: flags.from,
  results: flags.results,
  dryRun: flags.dryRun ?? false,
  yes: flags.yes ?? false,
});
