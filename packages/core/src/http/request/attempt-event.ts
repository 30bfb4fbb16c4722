import type { Failure } from '../../errors/failure';
import type { RequestEvent } from '../request-event';
import type { HttpCall } from './call';

/** How an attempt ended. */
interface Ended {
  readonly attempt: number;
  readonly durationMs: number;
  readonly status: number | null;
  readonly requestId: string | undefined;
  readonly failure: Failure | undefined;
}

/**
 * The event of one attempt. Its path, which hardly any listener reads, is redacted when it is read. That is an accessor of the
 * prototype, so a copy made by spreading has no path: an accessor in a literal would make a new hidden class for every request,
 * and each of those keeps a whole command in memory until the next major garbage collection.
 */
export class AttemptEvent implements RequestEvent {
  readonly method: HttpCall['method'];
  readonly attempt: number;
  readonly durationMs: number;
  readonly status: number | null;
  declare readonly requestId?: string;
  declare readonly failure?: Failure;
  readonly #call: HttpCall;

  constructor(call: HttpCall, { attempt, durationMs, status, requestId, failure }: Ended) {
    this.method = call.method;
    this.attempt = attempt;
    this.durationMs = durationMs;
    this.status = status;
    this.#call = call;
    if (requestId !== undefined) {
      this.requestId = requestId;
    }
    if (failure !== undefined) {
      this.failure = failure;
    }
  }

  get path(): string {
    return this.#call.path;
  }
}
