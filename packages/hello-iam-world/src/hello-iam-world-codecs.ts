import { idValue, nullish, object, textValue } from '@iam/core';
import * as t from 'io-ts';

// Replies are decoded leniently: only used fields are required, everything else passes through into `details`. A numeric id or
// name is accepted as text.

export const HelloUser = object(
  { user_id: idValue },
  { user_name: nullish(textValue), email: nullish(textValue), active: nullish(t.boolean) },
);
export type HelloUser = t.TypeOf<typeof HelloUser>;

export const HelloGroup = object(
  { group_id: idValue },
  { name: nullish(textValue), members: nullish(t.array(idValue)) },
);
export type HelloGroup = t.TypeOf<typeof HelloGroup>;

/** The vendor wraps every answer. */
export const resultOf = <C extends t.Mixed>(codec: C) => t.type({ result: codec });

export const HelloField = t.type({ name: t.string, description: t.string });

export const HelloError = t.type({ error: t.type({ message: t.string, detail: t.string }) });
