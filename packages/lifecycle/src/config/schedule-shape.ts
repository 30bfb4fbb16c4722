import * as E from 'fp-ts/Either';
import { cronProblem } from '../calendar/cron-times';
import { isZone } from '../calendar/zone-day';
import type { PlanTimes } from './lifecycle-config';
import { choice, listOf, object, optional, refined, required, text, withDefault, type Shape } from './shape';

export const zone = refined(text, (value) =>
  isZone(value) ? undefined : 'must be a time zone such as "Europe/Berlin" or "UTC"',
);

const UNITS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

const INTERVAL = /^([1-9]\d{0,3})([mhd])$/;

/** `"15m"`, `"1h"`, `"1d"`, in milliseconds. */
const interval: Shape<number> = {
  read: (value, path) => {
    const [, count, unit] = (typeof value === 'string' ? INTERVAL.exec(value) : null) ?? [];
    return count === undefined
      ? E.left([{ path, text: 'must be a number of minutes, hours or days, as "15m", "1h" or "1d"' }])
      : E.right(Number(count) * UNITS[unit as keyof typeof UNITS]);
  },
  schema: { type: 'string', pattern: INTERVAL.source },
};

const cron = refined(text, cronProblem);
const crons = listOf(cron, 1);
const every = object({
  every: required(interval, 'So much time from one plan to the next: `15m`, `1h`, `1d`.'),
});

/** One time, several, or an interval: told apart by the type, so that mistakes are those of the form that was meant. */
const planTimes: Shape<PlanTimes> = {
  ...(every.keys === undefined ? {} : { keys: every.keys }),
  read: (value, path): E.Either<readonly { readonly path: string; readonly text: string }[], PlanTimes> =>
    typeof value === 'string'
      ? E.map((time: string): PlanTimes => ({ tag: 'cron', times: [time] }))(cron.read(value, path))
      : Array.isArray(value)
        ? E.map((times: readonly string[]): PlanTimes => ({ tag: 'cron', times }))(crons.read(value, path))
        : E.map(({ every: ms }: { readonly every: number }): PlanTimes => ({ tag: 'every', ms }))(
            every.read(value, path),
          ),
  schema: { anyOf: [cron.schema, crons.schema, every.schema] },
};

/** What `iam worker` does when. */
export const schedule = object({
  plan: required(
    planTimes,
    'When a plan is made: a time in the words of cron (`0 6 * * 1-5`), a list of them, or an object with `every`.',
  ),
  zone: optional(zone, 'Time zone of the times. Default: `feed.zone`.'),
  apply: withDefault(
    choice('nothing', 'unattended'),
    'nothing',
    'Whether a plan that no guard stopped and that needs no approval is applied at once.',
  ),
  folder: optional(text, 'Where plans are written. Default: beside the configuration.'),
});
