import type { Codec } from '../codec/decode';
import type { Path, Query } from './path';

/** Options of a request that reads. Without `reply` the parsed body is returned as unknown. */
export interface ReadOptions<A> {
  readonly query?: Query;
  /** What the body must be; a reply that is something else fails the command, it is never guessed at. */
  readonly reply?: Codec<A>;
}

export interface WriteOptions<A> extends ReadOptions<A> {
  /** Sent as JSON. */
  readonly body?: unknown;
}

/**
 * HTTP as a vendor's client sees it. Every method returns the decoded body or fails; timeouts, retries, the rate
 * limit, credentials and error texts are taken care of. Paths are made by the `path` tag only.
 */
export interface Http {
  readonly get: <A = unknown>(path: Path, options?: ReadOptions<A>) => Promise<A>;
  /** Like get, but undefined when the vendor says, in its own error shape, that there is no such record (404). */
  readonly find: <A = unknown>(path: Path, options?: ReadOptions<A>) => Promise<A | undefined>;
  readonly post: <A = unknown>(path: Path, options?: WriteOptions<A>) => Promise<A>;
  readonly put: <A = unknown>(path: Path, options?: WriteOptions<A>) => Promise<A>;
  readonly patch: <A = unknown>(path: Path, options?: WriteOptions<A>) => Promise<A>;
  readonly delete: <A = unknown>(path: Path, options?: WriteOptions<A>) => Promise<A>;
}
