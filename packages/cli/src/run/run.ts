import { setMaxListeners } from 'node:events';
import type { CommandResult, RunOptions as InstanceRunOptions } from '@iam/core';
import { orRefuse, readCall, type Call } from '../call/read-call';
import { openAuditFile, type AuditFile } from './audit-file';
import { auditOutput } from './audit-output';
import { surveyConfig } from '../config/config';
import { configuredCommands } from '../config/extra-commands';
import { refuseOutputs } from '../config/refuse-outputs';
import { debugLine } from './debug-line';
import { failedToOpen } from './failed-to-open';
import { notAttempted } from './not-attempted';
import {
  chooseInstances,
  isOpen,
  openInstances,
  refuseMistakes,
  type Chosen,
  type Listeners,
  type Opened,
} from '../config/open-instances';
import { sayOrigins } from '../config/say-origins';
import { confirmDelete } from './confirm-delete';
import type { Io } from '../terminal/io';
import { report, type ReportOptions } from '../output/report';
import { route } from './route';
import { withSlowNotice } from './slow-notice';
import { EXIT, type ExitCode } from '../terminal/usage-error';

export interface RunOptions extends ReportOptions {
  readonly config: string | undefined;
  readonly using: readonly string[];
  readonly yes: boolean;
  /** Shows every request on standard error. */
  readonly debug: boolean;
  /** The audit file: a line for every write and for every command of every instance. */
  readonly audit: string | undefined;
}

/** `iam run` and `iam '!…'`: from the words on the command line to the exit code. */
export const runWords = async (words: readonly string[], options: RunOptions, io: Io): Promise<ExitCode> => {
  refuseOutputs(auditOutput(options.audit), options.config, io);
  return runCall(
    orRefuse(await readCall(words, io, () => configuredCommands(options.config, io))),
    options,
    io,
  );
};

/** Runs one call on its instances. A problem of the call itself ends it before any request. */
const runCall = async (call: Call, options: RunOptions, io: Io): Promise<ExitCode> => {
  const survey = surveyConfig(options.config, io);
  const { config } = survey;
  const using = [...options.using, ...call.using];
  const choice = withCommand(call, chooseInstances(survey, using), using);
  await refuseMistakes(config, choice, io);
  const audit = options.audit === undefined ? undefined : openAuditFile(options.audit, io);
  const opened = await openInstances(config, choice.chosen, io, listenersOf(options, audit, io));
  if (options.verbose) {
    sayOrigins(config.file, opened, io);
  }
  const matching = route(call, opened, using.length > 0);
  if (!(await confirmDelete(call, matching, options.yes, io))) {
    io.stderr.write('Nothing was deleted.\n');
    return EXIT.failed;
  }
  const results = await runInterruptibly(call, matching, options.strict, io);
  if (audit !== undefined) {
    recordNotAttempted(audit, matching, results, io);
  }
  const code = await report(results, options, io);
  return audit?.failed() === true ? EXIT.failed : code;
};

/** Records that a command was asked of an instance that could not be opened, which therefore records nothing itself. */
const recordNotAttempted = (
  audit: AuditFile,
  opened: readonly Opened[],
  results: readonly CommandResult[],
  io: Pick<Io, 'stderr'>,
): void => {
  for (const result of results.filter((_result, index) => isBroken(opened[index]))) {
    try {
      audit.add(notAttempted(result, audit.actor, new Date()));
    } catch (thrown) {
      io.stderr.write(`warning: [${result.instanceName}] ${(thrown as Error).message}\n`);
    }
  }
};

const isBroken = (one: Opened | undefined): boolean => one !== undefined && !isOpen(one);

/** An extra command concerns only instances whose integration has it: the others are not read, unless they are named. */
const withCommand = ({ extra }: Call, choice: Chosen, using: readonly string[]): Chosen =>
  extra === undefined || using.length > 0
    ? choice
    : {
        ...choice,
        chosen: choice.chosen.filter(({ integration }) => extra.integrations.includes(integration)),
      };

const listenersOf = (options: RunOptions, audit: AuditFile | undefined, io: Io): Listeners => ({
  ...(options.debug ? { onRequest: (event) => io.stderr.write(debugLine(event)) } : {}),
  ...(audit === undefined ? {} : { onAudit: audit.add, actor: audit.actor }),
});

/** Runs a call side by side on the instances; the results come in the order of the instances. */
export const runOn = async (
  call: Call,
  opened: readonly Opened[],
  io: Pick<Io, 'stderr' | 'after'>,
  options: InstanceRunOptions = {},
): Promise<readonly CommandResult[]> =>
  Promise.all(
    opened.map((one) =>
      isOpen(one)
        ? withSlowNotice(
            one.config.name,
            () => one.instance.runByName(call.args.command, call.args.values, options),
            io,
          )
        : failedToOpen(call, one),
    ),
  );

const runInterruptibly = async (
  call: Call,
  opened: readonly Opened[],
  strict: boolean,
  io: Io,
): Promise<readonly CommandResult[]> => {
  const controller = new AbortController();
  // Raises the listener limit: every pending request listens to the signal, and Node reports more than ten as a leak.
  setMaxListeners(0, controller.signal);
  const release = io.onInterrupt(() => {
    // Removes the handler first, so that a second Ctrl-C ends the process at once.
    release();
    io.stderr.write(
      '\nInterrupted. Requests that are under way are given up; what was done is reported below.\n',
    );
    controller.abort();
  });
  try {
    return await runOn(call, opened, io, { signal: controller.signal, strict });
  } finally {
    release();
  }
};
