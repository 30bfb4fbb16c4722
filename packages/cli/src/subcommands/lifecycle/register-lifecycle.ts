import { Option, type Command } from 'commander';
import { configOption } from '../../call/config-option';
import type { Io } from '../../terminal/io';
import type { ExitCode } from '../../terminal/usage-error';
import type { LifecycleCall } from './lifecycle-call';

interface Flags {
  readonly config?: string;
  readonly output?: 'text' | 'json';
  readonly feed?: string;
  readonly out?: string;
  readonly today?: string;
  readonly refresh?: boolean;
  readonly explain?: string;
  readonly redact?: string;
  readonly person?: readonly string[];
  readonly app?: readonly string[];
  readonly csv?: true;
  readonly yes?: true;
  readonly attest?: true;
  readonly once?: true;
  readonly key?: string;
  readonly account?: string;
  readonly allowLeavers?: string;
  readonly allowFeedShrinks?: string;
  readonly allowIdentifiers?: string;
  readonly allowCreations?: string;
  readonly allowGroups?: string;
  readonly allowErrors?: string;
  readonly allowValues?: string;
}

/** Adds the commands of the lifecycle. What they do is in @iam/lifecycle, which is loaded when one of them runs. */
export const addLifecycle = (program: Command, io: Io, done: (code: ExitCode) => void): void => {
  const run = async (call: LifecycleCall, { config, output = 'text' }: Flags): Promise<void> => {
    const { runLifecycle } = await import('./run-lifecycle.js');
    done(await runLifecycle(call, { config, format: output }, io));
  };
  const command = (parent: Command, name: string, description: string): Command =>
    parent
      .command(name)
      .description(description)
      .addOption(configOption())
      .addOption(
        new Option('--output <format>', 'text, or json for programs')
          .choices(['text', 'json'])
          .default('text'),
      );

  command(
    program,
    'plan',
    'plan what the HR feed means for every application; writes a file, changes nothing',
  )
    .option('--feed <file>', 'this file instead of the configured feed; - is standard input')
    .option('--out <file>', 'the file of the plan, none that is there; plan-DATE-N.jsonl when absent')
    .option('--today <date>', 'decide as on this day (2026-11-30) or at this instant')
    .option('--no-refresh', 'do not read the applications; decide from what was known last')
    .option('--explain <person>', 'say which rules gave one person what, and write no plan')
    .action((flags: Flags) => run({ name: 'plan', ...flags }, flags));
  command(program, 'show', 'show a plan, or the part of it that concerns some people or applications')
    .argument('<plan>', 'file of a plan')
    .option('--person <key>', 'the key of a person, or the address; may be repeated', collect)
    .option('--app <instance>', 'an application; may be repeated', collect)
    .option('--csv', 'as CSV')
    .option('--redact <file>', 'write a copy without values of people instead; replaces such copies only')
    .action((plan: string, flags: Flags) => run({ name: 'show', plan, ...flags }, flags));
  allowances(
    command(program, 'approve', 'approve a plan: release held people, allow what a guard has stopped'),
  )
    .argument('<plan>', 'file of a plan')
    .option('--person <key>', 'release this held person; may be repeated', collect)
    .option('--key <file>', 'sign with this ed25519 private key (PEM)')
    .action((plan: string, flags: Flags) =>
      run({ name: 'approve', plan, allow: allowOf(flags), ...flags }, flags),
    );
  command(program, 'link', 'say that an account is a person’s, where that cannot be told')
    .argument('<person>', 'the key of the person, or the address')
    .requiredOption('--app <instance>', 'the application')
    .requiredOption('--account <id>', 'the application’s id of the account')
    .action(
      (person: string, { app, account = '', ...flags }: Omit<Flags, 'app'> & { readonly app: string }) =>
        run({ name: 'link', person, app, account }, flags),
    );
  command(program, 'apply', 'carry a plan out, exactly; called again, it goes on where it stands')
    .argument('<plan>', 'file of a plan')
    .option('--person <key>', 'these people only, by the key or the address; may be repeated', collect)
    .option('--app <instance>', 'these applications only; may be repeated', collect)
    .option('--yes', 'approve it first, where one person is enough; what is held or stopped stays so')
    .action((plan: string, flags: Flags) => run({ name: 'apply', plan, ...flags }, flags));
  const runs = command(program, 'runs', 'list the plans that were applied, and go on with one, or end it');
  runs.action((flags: Flags) => run({ name: 'runs', verb: 'list' }, flags));
  const ofRun = (verb: 'show' | 'resume' | 'cancel' | 'retry', description: string): void => {
    command(runs, verb, description)
      .argument('<run>', 'number of a run')
      // Options that "runs" has as well are taken by it, wherever they stand.
      .action((number: string, _own: Flags, own: Command) =>
        run({ name: 'runs', verb, run: number }, own.optsWithGlobals()),
      );
  };
  ofRun('show', 'show how far a run is, and who was not done');
  ofRun('resume', 'go on with a run; paused applications are asked again');
  ofRun('cancel', 'end a run; what is not done stays undone');
  ofRun('retry', 'try again what failed or was stale');
  command(program, 'undo', 'plan how to take back what a run did; nothing is done until that plan is applied')
    .argument('<run>', 'number of a run')
    .option('--person <key>', 'these people only, by the key or the address; may be repeated', collect)
    .option('--out <file>', 'the file of the plan, none that is there; plan-DATE-N.jsonl when absent')
    .action((number: string, flags: Flags) => run({ name: 'undo', ...flags, run: number }, flags));
  command(program, 'report', 'say what a run did, who approved it and what is left; holds personal data')
    .argument('<run>', 'number of a run')
    .option('--attest', 'read everybody again who was to lose access, now; 1 unless that is closed')
    .option('--out <name>', 'write NAME.md and NAME.json instead of showing it; replaces reports only')
    .action((number: string, flags: Flags) => run({ name: 'report', ...flags, run: number }, flags));
  command(
    program,
    'worker',
    'work on what is being applied, and make plans at their times, until it is told to end',
  )
    .option('--once', 'one round: help, make the plan that is due, and end')
    .action((flags: Flags) => run({ name: 'worker', ...flags }, flags));
  const feed = program.command('feed').description('look at the HR feed');
  command(feed, 'check', 'show what is understood of the feed, and what is wrong in it')
    .argument('[file]', 'a file instead of the configured feed; - is standard input')
    .action((file: string | undefined, flags: Flags) => run({ name: 'feed', verb: 'check', file }, flags));
  const db = program
    .command('db')
    .description('look after the database that holds what is known of people and accounts');
  const ofDatabase = (verb: 'status' | 'start' | 'stop' | 'doctor', description: string): void => {
    command(db, verb, description).action((flags: Flags) => run({ name: 'db', verb }, flags));
  };
  ofDatabase('status', 'where it is, how large, and whether it runs');
  ofDatabase('start', 'start the local server');
  ofDatabase('stop', 'stop the local server');
  ofDatabase('doctor', 'look for what is wrong, with the next step for each');
  const withTarget = (verb: 'backup' | 'restore' | 'move', target: string, description: string): void => {
    command(db, verb, description)
      .argument(`<${target}>`)
      .action((value: string, flags: Flags) => run({ name: 'db', verb, target: value }, flags));
  };
  withTarget('backup', 'file', 'write everything into one file');
  withTarget('restore', 'file', 'read a backup into an empty database');
  withTarget('move', 'url', 'copy everything to another PostgreSQL');
};

const GUARDS = {
  leavers: 'leavers',
  'feed-shrinks': 'feedShrinks',
  identifiers: 'identifiers',
  creations: 'creations',
  groups: 'groups',
  errors: 'errors',
  values: 'values',
} as const;

const allowances = (command: Command): Command => {
  for (const name of Object.keys(GUARDS)) {
    command.option(`--allow-${name} <number>`, `allow up to so many where the guard "${name}" stops`);
  }
  return command;
};

const allowOf = (flags: Flags): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.values(GUARDS).flatMap((guard) => {
      const value = flags[`allow${guard.charAt(0).toUpperCase()}${guard.slice(1)}` as keyof Flags];
      return typeof value === 'string' ? [[guard, value]] : [];
    }),
  );

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];
