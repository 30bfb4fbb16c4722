import type { ServiceNowRateLimit, ServiceNowSettings } from './service-now-options';
import { ServiceNowProblem } from './service-now-problem';

/** The rate limit rules of an instance. */
export interface HourlyLimits {
  /**
   * Counts a request for a table.
   *
   * @returns the headers of the rule that it matches, none without one
   * @throws ServiceNowProblem 429 when that rule's hour is used up
   */
  readonly admit: (table: string) => Readonly<Record<string, string>>;
  readonly reset: () => void;
}

const HOUR_MS = 3_600_000;

export const createHourlyLimits = ({ rateLimits, now }: ServiceNowSettings): HourlyLimits => {
  const counters = new Map(rateLimits.map((rule) => [rule, counterOf(rule)]));
  return {
    admit: (table) => {
      const rule =
        rateLimits.find((one) => one.table === table) ?? rateLimits.find((one) => one.table === undefined);
      const counter = rule === undefined ? undefined : counters.get(rule);
      if (rule === undefined || counter === undefined) {
        return {};
      }
      const time = now().getTime();
      const reset = (Math.floor(time / HOUR_MS) + 1) * HOUR_MS;
      const headers = {
        'X-RateLimit-Limit': String(rule.requestsPerHour),
        'X-RateLimit-Reset': String(reset / 1000),
        'X-RateLimit-Rule': rule.rule ?? 'rate-limit-rule',
      };
      if (!counter.take(time, reset)) {
        throw new ServiceNowProblem(
          429,
          'Rate limit exceeded',
          `Rate limit of ${rule.requestsPerHour} requests per hour for Table API exceeded`,
          { ...headers, 'Retry-After': String(Math.ceil((reset - time) / 1000)) },
        );
      }
      return headers;
    },
    reset: () => rateLimits.forEach((rule) => counters.set(rule, counterOf(rule))),
  };
};

interface HourlyCounter {
  /** Counts a request at a time, within the hour that ends at `reset`; false when the limit is reached. */
  readonly take: (time: number, reset: number) => boolean;
}

const counterOf = ({ requestsPerHour, flushSeconds = 30 }: ServiceNowRateLimit): HourlyCounter => {
  let hour = 0;
  let counted = 0;
  let apart = 0;
  let flushed = 0;
  return {
    take: (time, reset) => {
      if (reset !== hour) {
        [hour, counted, apart, flushed] = [reset, 0, 0, time];
      }
      if (time - flushed >= flushSeconds * 1000) {
        [counted, apart, flushed] = [counted + apart, 0, time];
      }
      if (counted >= requestsPerHour) {
        return false;
      }
      apart += 1;
      return true;
    },
  };
};
