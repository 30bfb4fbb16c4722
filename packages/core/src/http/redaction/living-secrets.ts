import type { Secret } from '../../config/secret';
import type { Connection } from '../connection/connection';
import { createRedact, isTooShortToHide, type Redact } from './redact';

/** Redaction with changing secrets: the tokens that an instance receives while it runs. */
export interface LivingRedaction {
  readonly redact: Redact;
  /** Hides a secret from now on. */
  readonly hide: (secrets: readonly Secret[]) => void;
}

/**
 * Maximum number of received secrets to redact, the newest first. Replaced ones may stand in results that are not shown yet, but a
 * process that runs for months must not search for all it ever had.
 */
const MAX_LIVING = 12;

export const livingRedaction = (connection: Connection, fixed: readonly Secret[]): LivingRedaction => {
  let living: readonly Secret[] = [];
  let redact = createRedact(connection, fixed);
  return {
    redact: (text, atMost) => redact(text, atMost),
    hide: (secrets) => {
      const known = new Set(living.map((secret) => secret.reveal()));
      const added = secrets.filter((secret) => !isTooShortToHide(secret) && !known.has(secret.reveal()));
      if (added.length > 0) {
        living = [...added, ...living].slice(0, MAX_LIVING);
        redact = createRedact(connection, [...fixed, ...living]);
      }
    },
  };
};
