import type { Method } from '../transport/wire';

/** The requests of one endpoint: a method, a path, or both. */
export interface Endpoint {
  /** A method, the reads (GET) or the writes (everything else); every method when absent. */
  readonly method?: Method | 'reads' | 'writes';
  /**
   * The path below the base URL as the `path` tag has it, with `{}` for a value: `users/{}/lifecycle/{}`. An asterisk at the end matches any rest: `users*` is the list, every user and every path below them.
   */
  readonly path: string;
}

/** A limit that the vendor documents, as data: `{ requests: 20, per: 'minute', of: 'writes' }`. */
export interface RequestLimit {
  readonly requests: number;
  readonly per: 'second' | 'minute' | 'hour';
  /** How many of them may be sent at once where that is less: 180 per minute with a burst of 20 are at most 20 in any 6.7 seconds. */
  readonly burst?: number;
  /** What counts against it: reads (GET), writes (everything else), or an endpoint; all requests when absent. */
  readonly of?: 'reads' | 'writes' | Endpoint;
}

/** The headers in which a vendor reports how much of a limit is left. Names are compared without case. */
export interface LimitHeaders {
  /** How many requests are left until the renewal, for example `X-Rate-Limit-Remaining`. */
  readonly remaining: string;
  /** When the limit is renewed, for example `X-Rate-Limit-Reset`. */
  readonly reset: string;
  /**
   * The format of the reset. Seconds or milliseconds since 1970 and dates are moments of the vendor's clock, so they are measured against
   * the `Date` of the same reply; `seconds` is the time until the renewal.
   */
  readonly resetIs: 'epoch-seconds' | 'epoch-milliseconds' | 'date' | 'seconds';
}

export const PERIOD_MS = { second: 1000, minute: 60_000, hour: 3_600_000 } as const;

/** What is wrong with the limits of a definition; undefined when nothing is. */
export const limitProblem = (limits: readonly RequestLimit[]): string | undefined =>
  limits.flatMap(({ requests, per, burst = requests, of }) => [
    ...Object.entries({ requests, burst }).flatMap(([name, count]) =>
      Number.isFinite(count) && count > 0
        ? []
        : [`rateLimits: ${name} must be a number greater than 0, not ${String(count)}`],
    ),
    ...(Object.hasOwn(PERIOD_MS, per) ? [] : [`rateLimits: per must be second, minute or hour, not ${per}`]),
    ...(typeof of === 'object' && (of.path === '' || /^\/|[?#]|\*./.test(of.path))
      ? [
          `rateLimits: ${JSON.stringify(of.path)} is no path below the base URL (no slash before it, no query, * at its end only)`,
        ]
      : []),
  ])[0];
