import type { BeforeWrite } from '../commands/write/write-gate';
import type { IfExists, IfMissing } from '../commands/user/user-command';
import type { AuditRecord } from '../observe/audit';

/** How one command is run. */
export interface RunOptions {
  /** Aborts the command: no further request is sent, and the result says what was done. */
  readonly signal?: AbortSignal;
  /** Refuses a profile with keys that are not sent, before anything is sent; otherwise a warning names them. */
  readonly strict?: boolean;
  /** The id of this run, which its result, its audit records and its events have; a random UUID when absent. */
  readonly run?: string;
  /** The actor of the audit records, in the place of the instance's. */
  readonly actor?: string;
  /** Receives the audit records of this run, after the instance's own listener and by the same rules. */
  readonly onAudit?: (record: AuditRecord) => void | Promise<void>;
  /**
   * Finds and decides, and writes nothing: every request that is not a read is kept back. `status` and `happened` are as they would be,
   * `changes` what would change, and `planned` the requests that would be sent. What only the vendor knows (a name that is taken) shows
   * when it is written.
   */
  readonly dryRun?: boolean;
  /**
   * What happens when no user is found: `create` (updates alone), `skip`, or `fail` with the kind `not-found`. When absent an update does
   * what the parameter `createIfNotExists` says, and an enable or disable skips.
   */
  readonly ifMissing?: IfMissing;
  /**
   * What a creation does when the user exists: `update`, as when absent; `skip`; or `fail` with the kind `conflict`. The last two neither
   * change the user nor let them in.
   */
  readonly ifExists?: IfExists;
  /**
   * Asked right before every request that may change something leaves, when the rate limit has let it through: the place for a lease that
   * must still be held, and for a record that must still be the one that was planned on.
   */
  readonly beforeWrite?: BeforeWrite;
  /**
   * `none` returns the first failure at once, with `retryAfterMs` where the vendor says how long to wait, for callers that repeat commands
   * themselves. What stays: the look whether a write was carried out whose reply was lost, a request with a new token after 401, a write
   * on the present record after 412, and the repetitions of a sign-in, which other commands wait for too.
   */
  readonly retries?: 'standard' | 'none';
}
