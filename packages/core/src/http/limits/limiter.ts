import type { Method } from '../transport/wire';

/** The kind of request that a limit counts. */
export interface RequestKind {
  /**
   * The name of the narrowest limit that counts it: an endpoint as `POST users/{}` or `users*`, else `reads` or `writes`, else
   * `all`. The vendor's headers speak of this kind.
   */
  readonly name: string;
  /** The names of all limits that count it, the narrowest first; empty when the definition states none. */
  readonly limits: readonly string[];
  readonly method: Method;
  /** The path below the base URL with `{}` for every value: it names nobody. */
  readonly path: string;
}

/** What a reply said about the limit of its kind; what it did not say, or not in numbers, is absent. */
export interface LimitReport {
  readonly kind: RequestKind;
  readonly status: number;
  /** Requests that are left until the renewal. */
  readonly remaining?: number;
  /** Milliseconds from now until the limit is renewed, measured by the vendor's clock. */
  readonly resetMs?: number;
}

/**
 * Decides when a request may be sent. The one in the process is made from the definition; another is given to
 * `createInstance(…, { limiter })`, so that several processes share what the vendor allows.
 */
export interface Limiter {
  /**
   * Resolves when one more request of the kind may be sent; rejects when none may be sent for so long that waiting makes no
   * sense, which fails the command: nothing was sent. Stops waiting when the signal is aborted. What it resolves with, if
   * anything, is called when the request is on the wire.
   */
  readonly acquire: (kind: RequestKind, signal?: AbortSignal) => Promise<(() => void) | void>;
  /** Hears of every reply, before anything else is done with it. Must not throw; what it throws is ignored. */
  readonly observe: (report: LimitReport) => void;
}
