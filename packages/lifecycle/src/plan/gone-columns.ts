import { printable } from '@iam/core';
import type { LifecycleConfig } from '../config/lifecycle-config';
import type { FeedSummary } from '../feed/feed-row';
import type { Condition } from '../rules/condition';
import type { FeedValues } from './file/plan-line';

/**
 * Why a feed cannot be used whose headers are the keys: it has no column any more for something that decides who is in, and people had
 * a value in it last time. Without the column they would all count as having none, and a leaver by date would come back.
 */
export const goneColumns = (
  { columns, format }: Pick<FeedSummary, 'columns' | 'format'>,
  last: FeedValues | undefined,
  config: Pick<LifecycleConfig, 'feed' | 'people' | 'applications' | 'protected'>,
): readonly string[] => {
  const { feed } = config;
  // Mapped columns are checked when the feed is read; JSON leaves out keys without any value.
  if (last === undefined || format !== 'CSV' || feed.columns !== undefined || feed.mapper !== undefined) {
    return [];
  }
  return decidingKeys(config)
    .filter((key) => !columns.includes(key) && feed.optional?.includes(key) !== true)
    .flatMap((key) => {
      const had = last.filled[key] ?? 0;
      return had === 0
        ? []
        : [
            `The header has no ${JSON.stringify(printable(key))}, and ${had === 1 ? 'one person' : `${had} people`} had a value in it last time; who is in is decided upon it. ` +
              `Correct the feed; if the column is meant to be gone, name it in "optional".`,
          ];
    });
};

const decidingKeys = ({
  feed,
  people,
  applications,
  protected: kept,
}: Pick<LifecycleConfig, 'feed' | 'people' | 'applications' | 'protected'>): readonly string[] => {
  const conditions: readonly (Condition | undefined)[] = [
    people.left,
    people.onLeave,
    ...kept,
    ...applications.flatMap(({ who, groups }) => [who, ...groups.map((group) => group.who)]),
  ];
  return [...new Set([...feed.dateKeys, ...conditions.flatMap((condition) => condition?.keys ?? [])])];
};
