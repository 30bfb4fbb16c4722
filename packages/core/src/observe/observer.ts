import type { CommandResult } from '../commands/result';
import { aroundWrites, nested, type Around } from '../contract/around-writes';
import type { UserClient } from '../contract/user-client';
import { reasonOf } from '../errors/iam-error';
import type { HttpScope } from '../http/http-client';

/** Follows one run of a command. Each part is optional; a run is followed by a list of these in a fixed order. */
export interface Observer {
  /** Put around each write of the client: the first of a list is the outermost. */
  readonly watch?: (client: UserClient) => Around;
  readonly onRequest?: HttpScope['onRequest'];
  readonly onReply?: HttpScope['onReply'];
  /** Called once with the result as those before it left it; what it returns, if anything, is the result from there on. */
  readonly end?: (result: CommandResult) => CommandResult | void | Promise<void>;
  /**
   * The warning for an `end` that throws or rejects, where the result stands all the same. Without it the failure goes on: what
   * could not be redacted must not get out.
   */
  readonly whenEndFails?: (reason: string) => string;
}

/** A list of observers as one. */
export interface Observers extends Pick<HttpScope, 'onRequest' | 'onReply'> {
  readonly watch: (client: UserClient) => UserClient;
  readonly end: (result: CommandResult) => Promise<CommandResult>;
}

/** Folds observers in the order of the list: whatever happens, the first hears of it first. */
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
