import type { ProfileKeys } from '@iam/core';

/** Keys by which people are found: invisible characters would make another person of them. */
export const IDENTIFYING_KEYS: readonly string[] = [
  'employeeid',
  'email',
  'username',
] satisfies readonly (keyof ProfileKeys)[];

/** The profile key of a mapper's label: `Given Name` is `givenname`. */
export const keyOfLabel = (label: string): string => label.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The same name for all its spellings: `E-Mail Address`, `email_address`. */
export const folded = (name: string): string => name.toLowerCase().replace(/[\s_.-]/g, '');

/** Setting it on an object changes what the object is. */
export const UNUSABLE_KEY = '__proto__';
