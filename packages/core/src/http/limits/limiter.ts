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
  /** The path below the base URL with `{}` for every value, so that it identifies no user. */
  readonly path: string;
}

/** What a reply reports about the limit of its kind. Fields that it does not state as numbers are absent. */
export interface LimitReport {
  readonly kind: RequestKind;
  readonly status: number;
  /** Requests that are left until the renewal. */
  readonly remaining?: number;
  /** Milliseconds from now until the limit is renewed, measured by the vendor's clock. */
  readonly resetMs?: number;
}

/**
 * Decides when a request may be sent. The default one counts within the process and is made from the definition; give another one to
 * `createInstance(…, { limiter })` to share the vendor's limit among several processes.
 */
export interface Limiter {
  /**
   * Resolves when one more request of the kind may be sent; rejects when the wait would be too long, which fails the command
   * (`not-admitted`) without this request, as no answer within an hour does. Stops waiting when the signal is aborted. A
   * function that it resolves with is called when the request is on the wire.
   */
  readonly acquire: (kind: RequestKind, signal?: AbortSignal) => Promise<(() => void) | void>;
  /** Called with the report of every reply, before the reply is processed. Not awaited; errors and rejections are ignored. */
  readonly observe: (report: LimitReport) => void;
}
