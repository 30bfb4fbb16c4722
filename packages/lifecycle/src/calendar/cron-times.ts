import { Cron } from 'croner';

/** Minute, hour, day of the month, month, day of the week. */
const FIVE_FIELDS = /^[^\sH@]+(?: [^\sH@]+){4}$/;

/** What is wrong with a time in the words of cron; undefined when it is one that comes. */
export const cronProblem = (text: string): string | undefined => {
  if (!FIVE_FIELDS.test(text)) {
    return 'must have the five fields of cron: minute, hour, day of the month, month, day of the week, as "0 6 * * 1-5"';
  }
  try {
    nextTime([text], 'UTC', new Date(0));
    return undefined;
  } catch (thrown) {
    return `is no time that comes: ${thrown instanceof Error ? thrown.message : String(thrown)}`;
  }
};

/** The last of these times that is not after `now`, in a zone of the time zone database. */
export const lastTime = (times: readonly string[], zone: string, now: Date): Date =>
  // Those before an instant are asked for; a time that is now has come.
  outermost(times, (text) => cronOf(text, zone).previousRuns(1, new Date(now.getTime() + 1))[0], Math.max);

/** The first of these times after `now`. */
export const nextTime = (times: readonly string[], zone: string, now: Date): Date =>
  outermost(times, (text) => cronOf(text, zone).nextRun(now), Math.min);

const cronOf = (text: string, zone: string): Cron => new Cron(text, { timezone: zone, mode: '5-part' });

const outermost = (
  times: readonly string[],
  comes: (text: string) => Date | null | undefined,
  choose: (...values: number[]) => number,
): Date =>
  new Date(
    choose(
      ...times.map((text) => {
        const at = comes(text);
        if (at === null || at === undefined) {
          throw new Error(`no day has ${text}`);
        }
        return at.getTime();
      }),
    ),
  );
