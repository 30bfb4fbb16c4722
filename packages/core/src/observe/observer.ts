import type { CommandResult } from '../commands/result';
import { aroundWrites, nested, type Around } from '../contract/around-writes';
import type { UserClient } from '../contract/user-client';
import { reasonOf } from '../errors/iam-error';
import type { HttpScope } from '../http/http-settings';

/** Follows one run of a command. Each part is optional; a run is followed by a list of these in a fixed order. */
export interface Observer {
  /** Wraps each write of the client; the first of a list is the outermost. */
  readonly watch?: (client: UserClient) => Around;
  readonly onRequest?: HttpScope['onRequest'];
  readonly onReply?: HttpScope['onReply'];
  /** Called once with the result of the observers before it; a returned result replaces it. */
  readonly end?: (result: CommandResult) => CommandResult | void | Promise<void>;
  /**
   * The warning for an `end` that throws or rejects while the result stands. Without it the error propagates: a result that could
   * not be redacted must not be returned.
   */
  readonly whenEndFails?: (reason: string) => string;
}

/** A list of observers combined into one. */
export interface Observers extends Pick<HttpScope, 'onRequest' | 'onReply'> {
  readonly watch: (client: UserClient) => UserClient;
  readonly end: (result: CommandResult) => Promise<CommandResult>;
}

/** Combines observers in the order of the list: the first is always called first. */
export const foldObservers = (observers: readonly Observer[]): Observers => ({
  watch: (client) => {
    const arounds = observers.flatMap(({ watch }) => (watch === undefined ? [] : [watch(client)]));
    return arounds.length === 0 ? client : aroundWrites(client, arounds.reduce(nested));
  },
  onRequest: (event, template) => {
    for (const observer of observers) {
      observer.onRequest?.(event, template);
    }
  },
  onReply: (headers) => {
    for (const observer of observers) {
      observer.onReply?.(headers);
    }
  },
  end: async (result) => {
    let last = result;
    for (const observer of observers) {
      if (observer.end !== undefined) {
        last = await ended(observer, last);
      }
    }
    return last;
  },
});

const ended = async ({ end, whenEndFails }: Observer, result: CommandResult): Promise<CommandResult> => {
  try {
    return (await end?.(result)) ?? result;
  } catch (thrown) {
    if (whenEndFails === undefined) {
      throw thrown;
    }
    return { ...result, warnings: [...result.warnings, whenEndFails(reasonOf(thrown))] };
  }
};
