import { dictionary, idValue, nullish, object, textValue } from '@iam/core';
import * as t from 'io-ts';

// Replies are decoded leniently: only used fields are required, everything else passes through into `details`.

export const OktaUser = object(
  {
    id: idValue,
    status: t.string,
    profile: object({}, { login: nullish(textValue), email: nullish(textValue) }),
  },
  { transitioningToStatus: nullish(t.string) },
);
export type OktaUser = t.TypeOf<typeof OktaUser>;

export const OktaGroup = object({ id: idValue, profile: t.type({ name: textValue }) }, {});
export type OktaGroup = t.TypeOf<typeof OktaGroup>;

/** An application of the org; `logo` is an empty list where it has none. */
export const OktaApp = object(
  { id: idValue, name: t.string, label: t.string },
  { status: nullish(t.string), _links: object({}, { logo: nullish(t.array(t.type({ href: t.string }))) }) },
);
export type OktaApp = t.TypeOf<typeof OktaApp>;

export const OktaAssignment = object({ id: idValue }, { profile: nullish(dictionary) });

/** An event of the system log. */
export const OktaEvent = object({ uuid: t.string, published: t.string, eventType: t.string }, {});

const Properties = t.record(t.string, object({}, { title: nullish(t.string) }));

export const OktaSchema = t.type({
  definitions: object(
    { base: t.type({ properties: Properties }) },
    { custom: nullish(object({}, { properties: nullish(Properties) })) },
  ),
});

export const OktaError = object(
  { errorCode: t.string, errorSummary: t.string },
  { errorCauses: nullish(t.array(object({}, { errorSummary: nullish(t.string) }))) },
);
export type OktaError = t.TypeOf<typeof OktaError>;
