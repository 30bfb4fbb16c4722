import type { Failure } from '../errors/failure';
import type { Method } from './transport/wire';

/** One request that was sent, for counting, debugging and auditing, without secrets. */
export interface RequestEvent {
  readonly method: Method;
  /** The path below the base URL with its query; of a sign-in, the address of the token endpoint. */
  readonly path: string;
  /** 1 for the first; a write that is resent after verification continues the count. */
  readonly attempt: number;
  readonly durationMs: number;
  readonly status: number | null;
  readonly requestId?: string;
  readonly failure?: Failure;
  /** Set for a request to a token endpoint, which writes nothing. */
  readonly signIn?: true;
}

/** Called after every attempt, with the template of the path as well: without its query and `{}` for every value. */
export type RequestListener = (event: RequestEvent, template: string) => void;
