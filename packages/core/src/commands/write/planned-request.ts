import type { Method } from '../../http/transport/wire';

/** A request that a dry run kept back. */
export interface PlannedRequest {
  readonly method: Method;
  /** The path below the base URL with its query; `{id}` stands for the id of what would be new. */
  readonly path: string;
  /** Without secrets; absent when there is none. */
  readonly body?: unknown;
}
