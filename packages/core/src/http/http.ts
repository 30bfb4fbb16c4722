import type { Codec } from '../codec/decode';
import type { Path, Query } from './path/path';
import type { Method } from './transport/wire';

/** Options of a request that reads. Without `reply` the parsed body is returned as unknown. */
export interface ReadOptions<A> {
  readonly query?: Query;
  /** Decodes the body. A reply of another shape fails the command; nothing is guessed. */
  readonly reply?: Codec<A>;
}

export interface WriteOptions<A> extends ReadOptions<A> {
  /** Sent as JSON. */
  readonly body?: unknown;
  /**
   * The version that the record must still have: the `ETag` of a reply, unchanged even if weak. Sent as `If-Match`. The
   * write fails with 412 when the record was changed since (RFC 9110 section 13.1.1).
   */
  readonly ifMatch?: string | undefined;
  /**
   * The request only reads, although it is no GET: a search by POST (RFC 7644 section 3.4.3). A dry run lets it through, and
   * `beforeWrite` is not asked.
   */
  readonly reads?: true;
}

/** A reply with its status and headers. */
export interface Reply<A> {
  readonly status: number;
  readonly body: A;
  /**
   * The value of a header, whatever the case of its name; several of one name are joined by commas (RFC 9110 section 5.3).
   * Undefined when absent, and for cookies.
   */
  readonly header: (name: string) => string | undefined;
}

/** One page of a list whose next page, and total, are beside the body or in it. */
export interface PageReply<A> extends Reply<A> {
  /**
   * The address of the next page: the `Link` with `rel="next"` (RFC 8288), as an absolute one. Undefined on the last page, and
   * where the link leads to the page itself.
   */
  readonly next: string | undefined;
  /** How many records there are in all, from `X-Total-Count`; undefined where that is absent or no whole number. */
  readonly total: number | undefined;
}

/**
 * HTTP for a vendor's client. Every method returns the decoded body or fails. Timeouts, retries, the rate limit, credentials and error texts
 * are handled here. Only the `path` tag makes paths.
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
   * Sends any of these requests and returns status and headers as well: for a version (`ETag`), a link, a total in a header, or a status that
   * carries the result.
   */
  readonly exchange: <A = unknown>(
    method: Method,
    path: Path,
    options?: WriteOptions<A>,
  ) => Promise<Reply<A>>;
  /**
   * One page of a list: at `path` with the query when `page` is undefined, else at the address `page`, which the page before it
   * named in its `Link` header or in its body (a relative one is below `path`). Fails, and sends nothing, when that address is of
   * another origin than the base URL: credentials never follow a link elsewhere.
   */
  readonly page: <A = unknown>(
    path: Path,
    page: string | undefined,
    options?: ReadOptions<A>,
  ) => Promise<PageReply<A>>;
  /** Like `exchange` with GET, but undefined when the vendor reports a missing record; see `find`. */
  readonly findExchange: <A = unknown>(path: Path, options?: ReadOptions<A>) => Promise<Reply<A> | undefined>;
  /**
   * What `find` is to `get`: one page of a list that the vendor answers with "no such record" (404, in its own error shape) when the
   * page is empty; undefined then. Whether more pages follow such a one is for the client to know, because a 404 has no `Link`.
   */
  readonly findPage: <A = unknown>(
    path: Path,
    page: string | undefined,
    options?: ReadOptions<A>,
  ) => Promise<PageReply<A> | undefined>;
}
