import { randomUUID } from 'node:crypto';
import * as E from 'fp-ts/Either';
import { dictionaryOf } from '../codec/combinators';
import { notJson } from '../codec/json/not-json';
import { readArguments, type CommandArguments } from '../commands/arguments';
import { groupBefore } from '../commands/group/group-before';
import type { CommandResult, FrameOf } from '../commands/result';
import { failedExtra, runExtraCommand } from '../commands/extra/run-extra-command';
import { failedCall, runCommand } from '../commands/run-command';
import { referenceMemory } from '../commands/user/references/reference-memory';
import { checkWriteReplies } from '../commands/write/check-write-replies';
import { rehearsal } from '../commands/write/rehearsal';
import { askBeforeWrite } from '../commands/write/write-gate';
import { writeJournal } from '../commands/write/write-journal';
import type { Integration } from '../contract/integration';
import { failure, type Failure } from '../errors/failure';
import { toFailure } from '../errors/iam-error';
import { createHttp } from '../http/http-client';
import { foldObservers, type Observers } from '../observe/observer';
import { redactResult } from '../observe/redact-result';
import { requestMeter } from '../observe/request-meter';
import type { Attributes } from '../profile/app-data';
import type { Setup } from './prepare-instance';
import type { RunOptions } from './run-options';
import { runObservers, type ObservedInstance, type RunListeners } from './run-observers';

/**
 * Runs a command whose name is known at run time only. Never rejects; an unknown name, and arguments that the command does not
 * have, are failed results too.
 */
export type RunByName = (command: string, args?: Attributes, options?: RunOptions) => Promise<CommandResult>;

/** The context of every run of an instance. */
export interface RunParts extends Pick<Setup, 'config' | 'mappers' | 'http'> {
  readonly integration: Integration;
  readonly name: string;
  readonly listeners: RunListeners;
}

/** The `run` of an instance: reads the call, runs its policy under the observers, and never rejects. */
export const createRun = ({
  integration,
  config,
  mappers,
  http,
  name: instanceName,
  listeners,
}: RunParts): RunByName => {
  const { brand, shortName, lookupBy } = integration;
  const checkReplies = checkWriteReplies(lookupBy);
  const remembered = referenceMemory(http.clock);
  const instance: ObservedInstance = {
    listeners,
    http,
    redaction: { end: (result) => redactResult(http.redact, result) },
    replyCheck: { watch: () => checkReplies },
  };
  return async (command, given, options = {}) => {
    const {
      signal,
      strict = false,
      run: id = randomUUID(),
      retries,
      ifMissing,
      ifExists = 'update',
    } = options;
    const args = dictionaryOf(given);
    const warnings: string[] = [];
    const meter = requestMeter();
    const frame: FrameOf = (name) => ({
      run: id,
      command: name,
      brand,
      instanceName,
      warnings,
      requests: meter.requests(),
    });
    const extra = integration.commands.find(({ name: own }) => own === command);
    const failedBy = (failed: Failure): CommandResult =>
      extra === undefined
        ? failedCall(command, frame(command), shortName, inputOf(args), failed)
        : failedExtra(extra, frame, failed);
    const before = groupBefore();
    const means = { redact: http.redact, groupBefore: before, normalize: integration.normalize };
    const run = { run: id, instanceName, brand, command };
    const dry = options.dryRun === true ? rehearsal(means) : undefined;
    const asked =
      options.beforeWrite === undefined ? undefined : askBeforeWrite(options.beforeWrite, run, means);
    const journal = writeJournal(means);
    const carryOut = (call: CommandArguments, observers: Observers): Promise<CommandResult> => {
      const { onRequest, onReply } = observers;
      const gate = dry?.gate ?? asked?.gate;
      const context = { http: createHttp(http, { signal, onRequest, onReply, retries, gate }), config };
      if (extra !== undefined) {
        return runExtraCommand({ command: extra, values: call.values, ...context, frame });
      }
      const client = integration.client(context);
      return runCommand({
        args: call,
        client: observers.watch(dry?.client(client) ?? client),
        setting: {
          integration,
          context,
          remembered,
          config,
          mappers,
          strict,
          ifMissing,
          ifExists,
          retries,
          disableDeletes: integration.disableDeletes(config),
          warn: (message) => warnings.push(message),
          found: journal.found,
          lastHeaders: meter.lastHeaders,
        },
        frame,
      });
    };
    const read = readCall(command, args, integration.commands);
    const call = E.isLeft(read) ? read : fitting(read.right, ifMissing);
    const observers = foldObservers(
      runObservers(instance, run, E.isRight(call) ? call.right : undefined, {
        meter,
        journal,
        groupBefore: before,
        rehearsal: dry,
        asked,
        actor: options.actor,
        onAudit: options.onAudit,
      }),
    );
    try {
      return await observers.end(
        E.isLeft(call) ? failedBy(call.left) : await carryOut(call.right, observers),
      );
    } catch (thrown) {
      return observers.end(failedBy(toFailure(thrown)));
    }
  };
};

/** Refuses options that contradict the command. */
const fitting = (
  call: CommandArguments,
  ifMissing: RunOptions['ifMissing'],
): E.Either<Failure, CommandArguments> =>
  ifMissing === 'create' && CREATES_NOBODY.has(call.command)
    ? E.left(
        failure('invalid-input', `${call.command} creates nobody: ifMissing is skip or fail.`, {
          next: 'Correct the call; nothing was sent.',
        }),
      )
    : E.right(call);

const CREATES_NOBODY: ReadonlySet<string> = new Set(['iam-enable-user', 'iam-disable-user']);

/** Reads a call; data whose getters throw are a failure as well. */
const readCall = (
  command: string,
  args: Attributes,
  extras: Integration['commands'],
): E.Either<Failure, CommandArguments> => {
  try {
    const read = readArguments(command, args, extras);
    return E.isLeft(read) ? E.left(unreadable(read.left)) : read;
  } catch (thrown) {
    return E.left(toFailure(thrown));
  }
};

const unreadable = (problems: readonly string[]): Failure =>
  failure('invalid-input', problems.join('; '), { problems, next: 'Correct the call; nothing was sent.' });

/** The input that a failed call echoes; data that JSON cannot hold is left out, so that the result can be printed. */
const inputOf = (args: Attributes) => ({
  profile: plainOf(args['user-profile']),
  scim: plainOf(args['scim']),
});

const plainOf = (value: unknown): Attributes => (notJson(value) === undefined ? dictionaryOf(value) : {});
