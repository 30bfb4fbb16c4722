import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { dictionaryOf } from '@iam/core/internal';
import type { Command, CommandContext } from '@iam/lifecycle';
import { surveyConfig, describeProblems, type Survey } from '../../config/config';
import { isOpen, openInstances, problemsOf } from '../../config/open-instances';
import type { Io } from '../../terminal/io';
import { EXIT, isUsageError, UsageError, type ExitCode } from '../../terminal/usage-error';
import type { LifecycleCall } from './lifecycle-call';
import { loadLifecycle, type Lifecycle } from './load-lifecycle';
import { keepHeapSmall } from './small-heap';

export interface LifecycleOptions {
  readonly config: string | undefined;
  readonly format: 'text' | 'json';
}

/** Runs a command of the lifecycle with the configuration's section and instances. Programs read what was wrong as JSON too. */
export const runLifecycle = async (
  call: LifecycleCall,
  options: LifecycleOptions,
  io: Io,
): Promise<ExitCode> => {
  try {
    return await runCall(call, options, io);
  } catch (thrown) {
    if (options.format === 'json' && isUsageError(thrown)) {
      io.stdout.write(`${JSON.stringify({ error: { exit: EXIT.wrong, text: thrown.message } })}\n`);
    }
    throw thrown;
  }
};

const runCall = async (call: LifecycleCall, options: LifecycleOptions, io: Io): Promise<ExitCode> => {
  // Opening an instance takes its secrets out of the environment; a worker opens it again and again.
  const env = { ...io.env };
  const survey = needsConfig(call) ? surveyConfig(options.config, io) : undefined;
  if (survey !== undefined && survey.problems.length > 0) {
    throw new UsageError(describeProblems(survey.config.file, survey.problems));
  }
  keepHeapSmall();
  const lifecycle = await loadLifecycle(survey?.config, io.cwd);
  const stop = new AbortController();
  const abort = new AbortController();
  const unlisten = io.onInterrupt(() => {
    if (stop.signal.aborted) {
      abort.abort(new Error('Interrupted.'));
    } else {
      io.stderr.write('\nEnding what is at hand; press Ctrl-C again to end at once.\n');
      stop.abort(new Error('Interrupted.'));
      if (!sendsWrites(call)) {
        // Nothing at an application would be left without its record: the system ends the process.
        unlisten();
      }
    }
  });
  try {
    return await lifecycle.runCommand(
      commandOf(call, lifecycle),
      contextOf({ ...options, env, survey, signal: stop.signal, abort: abort.signal }, io),
    );
  } finally {
    unlisten();
  }
};

/** Commands that change accounts end what they have sent, and record it. */
const sendsWrites = (call: LifecycleCall): boolean =>
  call.name === 'apply' ||
  call.name === 'worker' ||
  (call.name === 'runs' && (call.verb === 'resume' || call.verb === 'retry'));

/** The database is looked after without a configuration. */
const needsConfig = ({ name }: LifecycleCall): boolean => name !== 'db';

interface Means extends LifecycleOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly survey: Survey | undefined;
  readonly signal: AbortSignal;
  readonly abort: AbortSignal;
}

const contextOf = ({ env, survey, signal, abort, format }: Means, io: Io): CommandContext => ({
  section: survey?.config.lifecycle,
  file: survey?.config.file ?? '',
  folder: survey?.config.folder ?? io.cwd,
  instances: survey?.config.instances.map(({ name }) => name) ?? [],
  open: async (name, limiter) => {
    const one = survey?.config.instances.find((instance) => instance.name === name);
    if (survey === undefined || one === undefined) {
      return { tag: 'broken', why: 'the configuration has no such instance' };
    }
    const [opened] = await openInstances(
      survey.config,
      [one],
      { ...io, env },
      limiter === undefined ? {} : { limiter },
    );
    return opened !== undefined && isOpen(opened)
      ? { tag: 'open', instance: opened.instance }
      : { tag: 'broken', why: opened === undefined ? 'it was not read' : problemsOf(opened).join('; ') };
  },
  env,
  cwd: io.cwd,
  stdin: () => io.stdin.stream(),
  out: io.stdout.write,
  err: io.stderr.write,
  ...(io.stderr.rewrite === undefined ? {} : { rewrite: io.stderr.rewrite }),
  isTerminal: io.stderr.isTTY,
  columns: io.stdout.columns,
  format,
  user: env['IAM_ACTOR'] ?? configuredUser(survey) ?? systemUser(),
  core: version(),
  signal,
  abort,
});

const commandOf = (call: LifecycleCall, lifecycle: Lifecycle): Command => {
  const { commands } = lifecycle;
  switch (call.name) {
    case 'plan':
      return commands.plan(call);
    case 'show':
      return commands.show(call);
    case 'approve':
      return commands.approve(call);
    case 'link':
      return commands.link(call);
    case 'apply':
      return commands.apply({
        file: call.plan,
        people: call.person ?? [],
        apps: call.app ?? [],
        isApproved: call.yes === true,
      });
    case 'runs':
      return call.verb === 'list' ? commands.runs : runVerbs(lifecycle)[call.verb](call.run);
    case 'undo':
      return commands.undo(call);
    case 'report':
      return commands.report(call);
    case 'worker':
      return commands.worker(call);
    case 'feed':
      return commands.feedCheck(call.file);
    case 'db':
      return 'target' in call ? commands[call.verb](call.target) : commands[call.verb];
  }
};

const runVerbs = ({ commands }: Lifecycle) => ({
  show: commands.showRun,
  resume: commands.resume,
  cancel: commands.cancel,
  retry: commands.retry,
});

/** The section is read later, with all its mistakes; here only the name is taken from it. */
const configuredUser = (survey: Survey | undefined): string | undefined => {
  const user = dictionaryOf(survey?.config.lifecycle)['user'];
  return typeof user === 'string' && user.trim() !== '' ? user : undefined;
};

/** A uid without a name, as in containers, has no user. */
const systemUser = (): string => {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
};

const version = (): string => {
  const manifest: unknown = JSON.parse(readFileSync(join(__dirname, '..', 'package.json'), 'utf8'));
  return (manifest as { readonly version: string }).version;
};
