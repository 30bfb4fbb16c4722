import { failure } from '../../errors/failure';
import { IAMError } from '../../errors/iam-error';
import type { Clock } from '../clock';
import { createWindow, type Window } from './rate-limit';
import type { Limiter } from './limiter';
import { PERIOD_MS, type RequestLimit } from './limits';
import { limitName } from './request-kind';

/** Maximum wait of a request for a renewal: limits per minute are renewed by then, and the caller decides about longer waits. */
const MAX_WAIT_MS = 90_000;

/** What is left of a limit until its renewal. */
interface Budget {
  remaining: number;
  readonly until: number;
}

/** Maximum difference between the renewals of two reports about one period: headers are in whole seconds. */
const SAME_PERIOD_MS = 2500;

/** The limiter of one process: the definition's limits as sliding windows, combined with what the vendor reports as left. */
export const createLocalLimiter = (
  limits: readonly RequestLimit[],
  clock: Pick<Clock, 'now' | 'sleep'>,
): Limiter => {
  const windows = new Map<string, Window[]>();
  for (const limit of limits) {
    const name = limitName(limit);
    windows.set(name, [...(windows.get(name) ?? []), windowOf(limit, clock)]);
  }
  const budgets = new Map<string, Budget>();

  const takeBudget = async (name: string, pause: (ms: number) => Promise<void>): Promise<void> => {
    for (;;) {
      const budget = budgets.get(name);
      const left = budget === undefined ? 0 : budget.until - clock.now();
      if (budget === undefined || left <= 0) {
        budgets.delete(name);
        return;
      }
      if (budget.remaining > 0) {
        budget.remaining -= 1;
        return;
      }
      if (left > MAX_WAIT_MS) {
        throw new IAMError(usedUp(name, left));
      }
      await pause(left);
    }
  };

  return {
    acquire: async (kind, signal) => {
      const pause = (ms: number): Promise<void> => clock.sleep(ms, signal);
      await takeBudget(kind.name, pause);
      const sent: ((() => void) | void)[] = [];
      for (const limit of kind.limits.flatMap((name) => windows.get(name) ?? [])) {
        sent.push(await limit(pause));
      }
      return () => sent.forEach((mark) => mark?.());
    },
    observe: ({ kind, remaining, resetMs }) => {
      if (remaining === undefined || resetMs === undefined) {
        return;
      }
      const until = clock.now() + resetMs;
      const known = budgets.get(kind.name);
      const isSame = known !== undefined && Math.abs(known.until - until) < SAME_PERIOD_MS;
      // Takes the minimum: replies may arrive out of order, and requests under way are counted here already.
      budgets.set(
        kind.name,
        isSame
          ? { remaining: Math.min(known.remaining, remaining), until: Math.max(known.until, until) }
          : { remaining, until },
      );
    },
  };
};

/** With a burst, the period in which so many are let through anew: a bucket that fills at the rate of the limit never runs dry so. */
const windowOf = ({ requests, per, burst = requests }: RequestLimit, clock: Pick<Clock, 'now'>): Window => {
  const size = Math.min(burst, requests);
  return createWindow(size, (PERIOD_MS[per] * size) / requests, clock);
};

const usedUp = (name: string, ms: number) =>
  failure(
    'rate-limited',
    `The vendor has said that its limit${name === 'all' ? '' : ` of ${name}`} is used up; it is renewed in ${Math.ceil(ms / 60_000)} minutes. The request was not sent.`,
    { retryAfterMs: ms, next: `Run the command again in ${Math.ceil(ms / 60_000)} minutes.` },
  );
