import { correlate } from '../who/correlate';
import type { Entry } from '../entry';
import type { Context, Place } from './group-place';
import { areAllKnown, isSomewhere } from '../run-people';
import { sideBySide } from '../side-by-side';

/** A person of the call with their accounts, by application. */
export interface Resolved {
  readonly entry: Entry;
  readonly ids: ReadonlyMap<string, string>;
  /** Applications where it is not known whether the person has an account. */
  readonly unknownAt: ReadonlySet<string>;
  readonly why?: string;
}

const AT_ONCE = 8;

export const resolvePeople = async (
  entries: readonly Entry[],
  places: readonly Place[],
  { paused, signal }: Context,
): Promise<readonly Resolved[]> => {
  const opened = places.map(({ one }) => one);
  const all: Resolved[] = [];
  for await (const one of sideBySide(entries, AT_ONCE, async (entry): Promise<Resolved> => {
    const unresolved = {
      entry,
      ids: new Map<string, string>(),
      unknownAt: new Set(opened.map(({ config }) => config.name)),
    };
    if (entry.problem !== undefined) {
      return { ...unresolved, why: `${entry.place ?? 'the row'} ${entry.problem}` };
    }
    const { steps, contradiction } = await correlate(entry, opened, paused, signal);
    if (contradiction !== undefined) {
      return { ...unresolved, why: contradiction };
    }
    const isNowhere = areAllKnown(steps) && !isSomewhere(steps);
    return {
      entry,
      ids: new Map(
        steps.flatMap(({ application, account, state }) =>
          account === undefined || state === 'absent' || state === 'unknown'
            ? []
            : [[application, account.id] as const],
        ),
      ),
      unknownAt: new Set(
        steps.flatMap(({ application, state }) => (state === 'unknown' ? [application] : [])),
      ),
      ...(isNowhere ? { why: 'nowhere: no application with this group has such an account' } : {}),
    };
  })) {
    all.push(one);
  }
  return all;
};
