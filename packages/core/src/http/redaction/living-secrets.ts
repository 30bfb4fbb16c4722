import type { Secret } from '../../config/secret';
import type { Connection } from '../connection/connection';
import { createRedact, isTooShortToHide, type Redact } from './redact';

/** Redaction whose secrets come and go: tokens that an instance gets while it runs. */
export interface LivingRedaction {
  readonly redact: Redact;
  /** Hides a secret from now on. */
  readonly hide: (secrets: readonly Secret[]) => void;
}

/**
 * How many of the secrets that were got are hidden at once, the newest first: what was replaced stands in results that are still
 * to be shown, and a process that runs for months must not search for all it ever had.
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
