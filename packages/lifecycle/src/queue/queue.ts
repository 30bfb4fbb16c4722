/**
 * Who looks at which person next, shared by any number of processes. A job only says "look at this person in this application": the
 * ledger is the truth, so losing, doubling and offering again are harmless.
 */
export interface Queue {
  readonly start: () => Promise<void>;
  /** Makes the queue of an application if it is not there. */
  readonly declare: (app: string) => Promise<void>;
  /** Offers keys to look at, each at most once at a time: one that waits or is being looked at is not doubled. */
  readonly offer: (app: string, keys: readonly string[], afterMs?: number) => Promise<void>;
  /** Looks at offered keys, `inFlight` at a time, until the signal is aborted; resolves when the last look has ended. */
  readonly work: (app: string, look: Look, options: WorkOptions) => Promise<void>;
  /** Waits for nothing; what is not done stays offered. */
  readonly stop: () => Promise<void>;
}

/**
 * Works on a key. Resolves with the milliseconds after which it is due again, or with nothing. What is due soon is offered again; what is
 * not is offered by the run when its time has come: a run that is ended meanwhile must not keep the key from the next one.
 */
export type Look = (key: string, fence: Fence) => Promise<number | undefined>;

/** Whether this process still has the key to itself; asked right before every write. */
export type Fence = () => Promise<boolean>;

export interface WorkOptions {
  /** How many keys are looked at side by side; asked before every fetch. */
  readonly inFlight: () => number;
  readonly signal: AbortSignal;
}
