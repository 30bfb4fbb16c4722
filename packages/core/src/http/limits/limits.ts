import type { Method } from '../transport/wire';

/** The requests of one endpoint: a method, a path, or both. */
export interface Endpoint {
  /** Every method when absent. */
  readonly method?: Method;
  /**
   * The path below the base URL as the `path` tag has it, with `{}` for a value: `users/{}/lifecycle/{}`. An asterisk at the end matches any rest: `users*` is the list, every user and every path below them.
   */
  readonly path: string;
}

/** A limit that the vendor documents, as data: `{ requests: 20, per: 'minute', of: 'writes' }`. */
export interface RequestLimit {
  readonly requests: number;
  readonly per: 'second' | 'minute' | 'hour';
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
  limits.flatMap(({ requests, per, of }) => [
    ...(Number.isFinite(requests) && requests > 0
      ? []
      : [`rateLimits: requests must be a number greater than 0, not ${String(requests)}`]),
    ...(Object.hasOwn(PERIOD_MS, per) ? [] : [`rateLimits: per must be second, minute or hour, not ${per}`]),
    ...(typeof of === 'object' && (of.path === '' || /^\/|[?#]|\*./.test(of.path))
      ? [
          `rateLimits: ${JSON.stringify(of.path)} is no path below the base URL (no slash before it, no query, * at its end only)`,
        ]
      : []),
  ])[0];
