import type { Clock } from './clock';
import type { Connection } from './connection/connection';
import type { Throttle } from './limits/throttle';
import type { RateLimit } from './limits/rate-limit';
import type { Redact } from './redaction/redact';
import type { ErrorReader } from './reply/reply-failure';
import type { RequestListener } from './request-event';
import type { SignIn } from './sign-in/sign-in';
import type { HttpCall } from './request/call';
import type { Transport, WireReply } from './transport/wire';

/** Settings of all requests of an instance. */
export interface HttpSettings extends ErrorReader {
  readonly connection: Connection;
  readonly transport: Transport;
  readonly rateLimit: RateLimit;
  /** Called with every reply; returns the milliseconds until a used-up limit is renewed, where the reply says so. */
  readonly observeReply?: Throttle['observeReply'];
  /** Provides access tokens, for connections that sign in. */
  readonly signIn?: SignIn | undefined;
  readonly clock: Clock;
  readonly redact: Redact;
  /** Milliseconds one attempt of a request may take. */
  readonly timeoutMs: number;
}

/** Callbacks and signal of one command. */
export interface HttpScope {
  readonly signal?: AbortSignal | undefined;
  readonly onRequest: RequestListener;
  /** Called with the headers of every 2xx reply, in the spelling of the wire. */
  readonly onReply: (headers: WireReply['headers']) => void;
  /** How often a failed attempt is repeated: as the retry policy says, or never. */
  readonly retries?: 'standard' | 'none' | undefined;
  readonly gate?: WriteGate | undefined;
}

/** What every request that is not a read passes, whichever client or policy sends it. Rejects to keep it back. */
export interface WriteGate {
  /** Before anything is done for the request. */
  readonly enter?: (call: HttpCall) => void;
  /** Right before an attempt leaves, when the rate limit has let it through. */
  readonly leave?: (call: HttpCall, attempt: number) => void | Promise<void>;
}
