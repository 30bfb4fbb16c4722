import { randomUUID } from 'node:crypto';
import * as E from 'fp-ts/Either';
import { dictionaryOf } from '../codec/combinators';
import { notJson } from '../codec/not-json';
import { readArguments, type CommandArguments } from '../commands/arguments';
import type { CommandResult, ResultFrame } from '../commands/result';
import { failedCall, runCommand } from '../commands/run-command';
import { referenceMemory } from '../commands/user/reference-memory';
import { checkWriteReplies } from '../commands/write/check-write-replies';
import type { Integration } from '../contract/integration';
import { failure, type Failure } from '../errors/failure';
import { toFailure } from '../errors/iam-error';
import { createHttp } from '../http/http-client';
import { foldObservers, type Observers } from '../observe/observer';
import { redactResult } from '../observe/redact-result';
import { requestMeter } from '../observe/request-meter';
import type { Attributes } from '../profile/app-data';
import type { Setup } from './prepare-instance';
import { runObservers, type ObservedInstance, type RunListeners } from './run-observers';

export interface RunOptions {
  /** Stops the command: no further request is sent, and the result says what was done. */
  readonly signal?: AbortSignal;
  /** Refuses a profile with keys that are not sent, before anything is sent; otherwise a warning names them. */
  readonly strict?: boolean;
}

/** Runs a command by a name that is known when it runs only. Never rejects; a name that is not a command, and arguments that are none of its own are failed results too. */
export type RunByName = (command: string, args?: Attributes, options?: RunOptions) => Promise<CommandResult>;

/** What every run of an instance needs. */
interface RunParts extends Pick<Setup, 'config' | 'mappers' | 'http'> {
  readonly integration: Integration;
  readonly name: string;
  readonly listeners: RunListeners;
}

/** The `run` of an instance: reads the call, runs its policy under the observers, and never rejects. */
export const createRun = ({ integration, config, mappers, http, name, listeners }: RunParts): RunByName => {
  const { brand, shortName, lookupBy } = integration;
  const checkReplies = checkWriteReplies(lookupBy);
  const remembered = referenceMemory(http.clock);
  const instance: ObservedInstance = {
    listeners,
    http,
    redaction: { end: (result) => redactResult(http.redact, result) },
    replyCheck: { watch: () => checkReplies },
  };
  return async (command, given, { signal, strict = false } = {}) => {
    const args = dictionaryOf(given);
    const warnings: string[] = [];
    const meter = requestMeter();
    const frame = (): Omit<ResultFrame, 'command'> => ({
      brand,
      instanceName: name,
      warnings,
      requests: meter.requests(),
    });
    const failedBy = (failed: Failure): CommandResult =>
      failedCall(command, frame(), shortName, inputOf(args), failed);
    const carryOut = (call: CommandArguments, observers: Observers): Promise<CommandResult> => {
      const context = {
        http: createHttp(http, { signal, onRequest: observers.onRequest, onReply: observers.onReply }),
        config,
      };
      return runCommand({
        args: call,
        client: observers.watch(integration.client(context)),
        setting: {
          integration,
          context,
          remembered,
          config,
          mappers,
          strict,
          disableDeletes: integration.disableDeletes(config),
          warn: (message) => warnings.push(message),
          lastHeaders: meter.lastHeaders,
        },
        frame,
      });
    };
    const call = readCall(command, args);
    const run = { run: randomUUID(), instanceName: name, brand, command };
    const observers = foldObservers(
      runObservers(instance, run, E.isRight(call) ? call.right : undefined, meter),
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

/** Reads a call; data that throw when they are read are a failure as well. */
const readCall = (command: string, args: Attributes): E.Either<Failure, CommandArguments> => {
  try {
    return E.mapLeft((problems: readonly string[]) =>
      failure('invalid-input', problems.join('; '), {
        problems,
        next: 'Correct the call; nothing was sent.',
      }),
    )(readArguments(command, args));
  } catch (thrown) {
    return E.left(toFailure(thrown));
  }
};

/** What a failed call echoes; data that no JSON can hold is left out, so that the result can be printed. */
const inputOf = (args: Attributes) => ({
  profile: plainOf(args['user-profile']),
  scim: plainOf(args['scim']),
});

const plainOf = (value: unknown): Attributes => (notJson(value) === undefined ? dictionaryOf(value) : {});
