import type { Codec } from '../codec/decode';
import type { Path, Query } from './path';
import type { Method } from './transport/wire';

/** Options of a request that reads. Without `reply` the parsed body is returned as unknown. */
export interface ReadOptions<A> {
  readonly query?: Query;
  /** What the body must be; a reply that is something else fails the command, it is never guessed at. */
  readonly reply?: Codec<A>;
}

export interface WriteOptions<A> extends ReadOptions<A> {
  /** Sent as JSON. */
  readonly body?: unknown;
  /**
   * The version that the record must still have, as a reply told it (`ETag`), weak ones as they are: sent as `If-Match`. The
   * write fails with 412 when the record was changed since (RFC 9110 section 13.1.1).
   */
  readonly ifMatch?: string | undefined;
}

/** A reply with what came beside its body. */
export interface Reply<A> {
  readonly status: number;
  readonly body: A;
  /**
   * The value of a header, whatever the case of its name; several of one name are joined by commas (RFC 9110 section 5.3).
   * Undefined when absent, and for cookies.
   */
  readonly header: (name: string) => string | undefined;
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
  /**
   * Any of these requests where the body is not all: for a version (`ETag`), the address of the next page (`Link`), a total in
   * a header, or a status that says how something ended.
   */
  readonly exchange: <A = unknown>(
    method: Method,
    path: Path,
    options?: WriteOptions<A>,
  ) => Promise<Reply<A>>;
  /** What `find` is to `get`: undefined when the vendor says that there is no such record. */
  readonly findExchange: <A = unknown>(path: Path, options?: ReadOptions<A>) => Promise<Reply<A> | undefined>;
}
