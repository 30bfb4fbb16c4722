import type { Clock } from './clock';
import type { Connection } from './connection/connection';
import type { Throttle } from './limits/throttle';
import type { RateLimit } from './limits/rate-limit';
import type { Redact } from './redaction/redact';
import type { ErrorReader } from './reply/reply-failure';
import type { RequestListener } from './request-event';
import type { SignIn } from './sign-in/sign-in';
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
}
