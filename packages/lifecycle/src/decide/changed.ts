import { isDictionary } from '@iam/core/internal';
import type { Profile } from '../config/lifecycle-config';

/** The keys with another value, sorted. The order of keys is nothing, and '', null and absent are the same. */
export const changedKeys = (previous: Profile, present: Profile): readonly string[] => {
  let changed: string[] | undefined;
  // Every person of every plan comes through here, and most have no change: nothing is made for them.
  for (const key in present) {
    if (!isSame(previous[key], present[key])) {
      (changed ??= []).push(key);
    }
  }
  for (const key in previous) {
    if (!(key in present) && !isEmpty(previous[key])) {
      (changed ??= []).push(key);
    }
  }
  return changed?.sort() ?? NONE;
};

const NONE: readonly string[] = [];

const isSame = (one: unknown, other: unknown): boolean => {
  if (Object.is(one, other) || (isEmpty(one) && isEmpty(other))) {
    return true;
  }
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((element, index) => isSame(element, other[index]));
  }
  return isObject(one) && isObject(other) && changedKeys(one, other).length === 0;
};

const isObject = (value: unknown): value is Profile => isDictionary(value) && !Array.isArray(value);

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';
