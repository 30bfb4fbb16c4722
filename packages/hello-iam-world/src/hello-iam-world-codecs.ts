import { nullish, object } from '@iam/core';
import * as t from 'io-ts';

// Replies are read loosely: only what is used has to be there, everything else passes through into `details`.

export const HelloUser = object(
  { user_id: t.string },
  { user_name: nullish(t.string), email: nullish(t.string), active: nullish(t.boolean) },
);
export type HelloUser = t.TypeOf<typeof HelloUser>;

export const HelloGroup = object(
  { group_id: t.string },
  { name: nullish(t.string), members: nullish(t.array(t.string)) },
);
export type HelloGroup = t.TypeOf<typeof HelloGroup>;

/** The vendor wraps every answer. */
export const resultOf = <C extends t.Mixed>(codec: C) => t.type({ result: codec });

export const HelloField = t.type({ name: t.string, description: t.string });

export const HelloError = t.type({ error: t.type({ message: t.string, detail: t.string }) });
