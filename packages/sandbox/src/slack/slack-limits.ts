import type { VendorRequest } from '@iam/conformance';
import type { ScimProblem } from '../scim/scim-problem';
import { createTokenBucket } from '../token-bucket';
import type { SlackSettings } from './slack-options';
import { slackProblem } from './slack-problems';

export interface SlackLimits {
  /** @throws ScimProblem 429 */
  readonly admit: (request: VendorRequest, segments: readonly string[]) => void;
  readonly reset: () => void;
}

/**
 * Slack's limits: per minute over all clients of the organisation, by kind of request, and one write at a time for each user or group.
 * https://docs.slack.dev/reference/scim-api/rate-limits
 */
export const createSlackLimits = ({ rateLimits, writeMs, now }: SlackSettings): SlackLimits => {
  const perMinute = (count: number, burst = count) => createTokenBucket(count / 60, now, burst);
  const buckets = {
    reads: perMinute(1000),
    writes: perMinute(600, 180),
    userReads: perMinute(300),
    userWrites: perMinute(180, 20),
  };
  const locks = new Map<string, number>();

  const lock = (key: string): void => {
    const time = now().getTime();
    const until = locks.get(key) ?? 0;
    if (until > time) {
      throw tooMany('resource_locked', Math.ceil((until - time) / 1000));
    }
    locks.set(key, time + writeMs);
  };

  return {
    admit: ({ method }, [collection = '', id = '']) => {
      const reads = method.toUpperCase() === 'GET';
      const ofUsers = collection === 'Users';
      const due = reads
        ? [buckets.reads, ...(ofUsers ? [buckets.userReads] : [])]
        : [buckets.writes, ...(ofUsers ? [buckets.userWrites] : [])];
      for (const bucket of rateLimits ? due : []) {
        if (!bucket.take()) {
          throw tooMany('too_many_requests', bucket.secondsToNext());
        }
      }
      if (!reads && id !== '' && writeMs > 0) {
        lock(`${collection}/${id}`);
      }
    },
    reset: () => {
      Object.values(buckets).forEach((bucket) => bucket.reset());
      locks.clear();
    },
  };
};

const tooMany = (word: string, seconds: number): ScimProblem =>
  slackProblem(429, word, undefined, { 'Retry-After': String(seconds) });
