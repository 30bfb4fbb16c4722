import { printable } from '@iam/core';
import type { LifecycleConfig, Profile } from '../config/lifecycle-config';
import { instantIn, type Today } from '../calendar/today';
import { decide } from '../decide/decide';
import { fetchRows } from '../database/fetch-rows';
import type { Session } from '../database/session';

interface SharedRow {
  readonly key: string;
  readonly what: string;
  readonly name: string;
  readonly line: number;
  readonly profile: string;
  readonly zone: string;
}

/**
 * People who have a name or an address that another person of the feed has too, with the sentence that says so. A leaver
 * needs no account, and does not keep a successor from having the name.
 */
export const sharedNames = async (
  session: Session,
  config: Pick<LifecycleConfig, 'people'>,
  today: Today,
): Promise<ReadonlyMap<string, string>> => {
  const disputed = new Map<string, string>();
  let group: SharedRow[] = [];
  const close = (): void => {
    const keys = [...new Set(group.map(({ key }) => key))];
    if (keys.length > 1) {
      const what = group[0]?.what ?? '';
      const shown = keys
        .slice(0, 5)
        .map((key) => printable(key))
        .join(', ');
      const text = `${shown}${keys.length > 5 ? ` and ${keys.length - 5} more` : ''} have one ${what} in the feed`;
      for (const key of keys) {
        disputed.set(key, text);
      }
    }
    group = [];
  };
  const rows = fetchRows<SharedRow>(
    session,
    `select h.key, h.what, h.name, s.line, s.profile, s.zone from shared h join stage s using (key)
     where s.profile is not null order by h.what, h.name, h.key`,
  );
  for await (const row of rows) {
    if (group[0] !== undefined && (group[0].name !== row.name || group[0].what !== row.what)) {
      close();
    }
    if (!hasLeft(row, config, today)) {
      group.push(row);
    }
  }
  close();
  return disputed;
};

const hasLeft = (
  { key, line, profile, zone }: SharedRow,
  { people }: Pick<LifecycleConfig, 'people'>,
  today: Today,
): boolean =>
  decide(
    { tag: 'person', key, line, profile: JSON.parse(profile) as Profile, zone },
    undefined,
    instantIn(today, zone),
    people,
  ).state === 'left';
