import { sortedKeys } from '@iam/core/internal';
import type { Profile } from '../config/lifecycle-config';
import { isNothing, sameValue } from './same-value';

/** The keys with another value, sorted; see `sameValue`. */
export const changedKeys = (previous: Profile, present: Profile): readonly string[] => {
  let changed: string[] | undefined;
  // Every person of every plan comes through here, and most have no change: nothing is made for them.
  for (const key of sortedKeys(present).keys) {
    if (!sameValue(previous[key], present[key])) {
      (changed ??= []).push(key);
    }
  }
  let isSorted = true;
  for (const key in previous) {
    if (!(key in present) && !isNothing(previous[key])) {
      (changed ??= []).push(key);
      isSorted = false;
    }
  }
  return (isSorted ? changed : changed?.sort()) ?? NONE;
};

const NONE: readonly string[] = [];
