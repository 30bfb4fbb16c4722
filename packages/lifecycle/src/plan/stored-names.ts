import { isIAMError } from '@iam/core';
import { folded } from '../accounts/fold';
import type { Profile } from '../config/lifecycle-config';
import { fetchRows } from '../database/fetch-rows';
import type { Session } from '../database/session';
import type { PlannedApp } from './person/planned-pair';

type Named = Pick<PlannedApp, 'name' | 'words'>;

const BATCH = 2000;

/**
 * Fills `stored_name`: the user names of people who are looked at as applications keep them that cut names or replace characters. In
 * the others a name is what the feed says.
 */
export const findStoredNames = async (session: Session, apps: readonly Named[]): Promise<void> => {
  await session.execute(
    'create temp table stored_name (key text collate "C", app text collate "C", username_key text collate "C") on commit drop',
  );
  const shaping = apps.filter(({ words }) => words.shapesNames);
  if (shaping.length === 0) {
    return;
  }
  let names: (readonly unknown[])[] = [];
  const copy = async (): Promise<void> => {
    const rows = names;
    names = [];
    await session.copyInto('stored_name', ['key', 'app', 'username_key'], rows);
  };
  const rows = fetchRows<{ readonly key: string; readonly profile: string }>(
    session,
    'select s.key, s.profile from look l join stage s on s.key = l.key where s.profile is not null',
  );
  for await (const { key, profile } of rows) {
    const read = JSON.parse(profile) as Profile;
    for (const { name, words } of shaping) {
      const stored = storedName(words, read);
      if (stored !== undefined) {
        names.push([key, name, stored]);
      }
    }
    if (names.length >= BATCH) {
      await copy();
    }
  }
  await copy();
  await session.execute('create index on stored_name (key)');
  await session.execute('analyze stored_name');
};

/** Undefined for a profile that cannot be mapped: that is said where the person is planned for. */
const storedName = (words: PlannedApp['words'], profile: Profile): string | undefined => {
  try {
    return folded(words.names(profile).username);
  } catch (thrown) {
    if (isIAMError(thrown)) {
      return undefined;
    }
    throw thrown;
  }
};
