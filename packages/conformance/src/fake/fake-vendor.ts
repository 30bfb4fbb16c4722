/**
 * What a local stand-in for a vendor looks like: a pure, stateful function from request to reply.
 * The same value serves unit tests (msw), the conformance kit (loopback HTTP) and `iam sandbox`.
 */

/** A request as the wire carried it: only the JSON body is already parsed. */
export interface VendorRequest {
  readonly method: string;
  /** Percent-encoded path without the query, for example `/t1/scim/v2/Users/42`. */
  readonly path: string;
  /** The raw query without `?`. Raw because a bare `cursor` and `cursor=` differ at some vendors. */
  readonly query: string;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed JSON body; undefined when there was none or it was no JSON (see `text`). */
  readonly body: unknown;
  /** The body as text; `''` when there was none. */
  readonly text: string;
}

/** A reply to put on the wire. `body` is sent as JSON; `text` as it is; neither means no body at all. */
export interface VendorReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly text?: string;
}

/** A stateful local vendor. The README of this package has a whole one. */
export interface FakeVendor {
  /** For messages and listings, for example `aws`. */
  readonly name: string;
  /**
   * The path of its token endpoint, where it has one (see `tokenEndpoint`). Requests for it are answered by `handle`; they are no
   * requests that checks count, and no faults that checks cause hit them.
   */
  readonly tokenPath?: string;
  readonly handle: (request: VendorRequest) => VendorReply;
  /** Back to the state the vendor was created with. */
  readonly reset: () => void;
  /** Every stored user record in the vendor's own vocabulary, oldest first. For assertions, not for clients. */
  readonly users: () => readonly Readonly<Record<string, unknown>>[];
  /** Every stored group with the ids of its members, oldest first. */
  readonly groups: () => readonly {
    readonly id: string;
    readonly displayName: string;
    readonly members: readonly string[];
  }[];
}
