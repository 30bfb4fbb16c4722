import * as E from 'fp-ts/Either';
import type { Attributes, Integration, Mapper, UserIdentifier } from '@iam/core';
import {
  identifyAll,
  isDictionary,
  isTakenOver,
  keyOf,
  keysOf,
  leavesOf,
  otherSpellings,
  pathOf,
  valueAt,
} from '@iam/core/internal';

/** A sample profile and what the outgoing mapper makes of each of its keys. */
export interface Sample {
  readonly profile: Attributes;
  /** Keys that tell who it is: lookups depend on them, or no two people share their value. */
  readonly identifying: readonly string[];
  /** Keys with a text that may become another text; the ones that vendors rarely restrict come first. */
  readonly changeable: readonly string[];
  /** Those of them that may be cleared. */
  readonly clearable: readonly string[];
  /** Keys without which the vendor refuses a new user, each with the attribute that is then missing. */
  readonly required: readonly (readonly [key: string, attribute: string])[];
  /** What a person of that profile is looked up by. */
  readonly identifiersOf: (profile: Attributes) => readonly UserIdentifier[];
  /** How many requests it takes to know that a new person is not there: one for each identifier, in each of its spellings. */
  readonly lookups: number;
  /** The key from which `externalId` is taken, or what else the integration names as the person's own key. */
  readonly externalIdKey: string | undefined;
  /** The label under which the incoming mapper gives back what the outgoing one took from the key. */
  readonly labelOf: (key: string) => string | undefined;
  /** The profile of another person: the identifying values carry the mark, the others are the same. */
  readonly marked: (mark: string) => Attributes;
}

/** The default for instances without a sample profile: values that nearly every vendor accepts. */
export const PLAIN_PROFILE: Attributes = {
  email: 'iam.verify@example.com',
  username: 'iam.verify@example.com',
  givenname: 'Iam',
  surname: 'Verify',
  displayname: 'Iam Verify',
  title: 'Check',
};

type SampledIntegration = Pick<Integration, 'lookupBy' | 'requiredAttributes'> &
  Partial<Pick<Integration, 'externalIdAttribute' | 'references' | 'requestsPerMiss'>>;

/** Finds out what each key does by leaving it out, or by giving it a value that is seen again. */
export const readSample = (
  integration: SampledIntegration,
  { outgoing, incoming }: { readonly outgoing: Mapper; readonly incoming: Mapper },
  profile: Attributes,
): Sample => {
  const given = withoutOthers(profile, integration.references ?? {});
  const mapped = (source: Attributes): Attributes => {
    const result = outgoing.map(source, 'User Profile - Create');
    return E.isRight(result) ? result.right.data : {};
  };
  const readBack = (data: Attributes): Attributes => {
    const result = incoming.map(data, 'User Profile');
    return E.isRight(result) ? result.right.data : {};
  };
  const whole = mapped(given);
  const without = (key: string): Attributes =>
    mapped(Object.fromEntries(Object.entries(given).filter(([other]) => other !== key)));
  const differs = (data: Attributes, attributes: readonly string[]): boolean =>
    attributes.some(
      (attribute) => JSON.stringify(valueAt(data, attribute)) !== JSON.stringify(valueAt(whole, attribute)),
    );

  const keys = Object.keys(given);
  const identifying = keys.filter(
    (key) => USUALLY_UNIQUE.includes(key) || differs(without(key), integration.lookupBy),
  );
  const changeable = keys
    .filter((key) => !identifying.includes(key) && typeof given[key] === 'string' && given[key] !== '')
    .filter((key) => differs(without(key), leavesOf(whole).map(pathOf)))
    .sort((a, b) => rank(a) - rank(b));
  const ownKey = integration.externalIdAttribute ?? 'externalId';
  const identifiersOf = (someone: Attributes): readonly UserIdentifier[] =>
    identifyAll(integration.lookupBy, someone, mapped(someone)).filter((identifier) =>
      isTakenOver(outgoing, someone, 'User Profile - Create', identifier),
    );
  const isMissing = (data: Attributes, attribute: string): boolean => {
    const value = valueAt(data, attribute);
    return value === undefined || value === null;
  };
  return {
    profile: given,
    identifying,
    changeable,
    clearable: changeable.filter((key) => {
      const cleared = mapped({ ...given, [key]: null });
      return !integration.requiredAttributes.some((attribute) => isMissing(cleared, attribute));
    }),
    required: keys.flatMap((key) => {
      const missing = integration.requiredAttributes.find((attribute) => isMissing(without(key), attribute));
      return missing === undefined ? [] : [[key, missing] as const];
    }),
    identifiersOf,
    lookups: identifiersOf(given).reduce(
      (requests, identifier) =>
        requests +
        (integration.requestsPerMiss?.[identifier.attribute] ?? 1) * (1 + otherSpellings(identifier).length),
      0,
    ),
    externalIdKey: keys.find((key) => keyOf(without(key), ownKey) !== keyOf(whole, ownKey)),
    labelOf: (key) => {
      const now = readBack(whole);
      const probed = readBack(mapped({ ...given, [key]: PROBE }));
      const labels = Object.keys({ ...now, ...probed }).filter(
        (label) => JSON.stringify(now[label]) !== JSON.stringify(probed[label]),
      );
      return (
        labels.find((label) => plain(label) === plain(key)) ??
        labels.find((label) => probed[label] === PROBE) ??
        labels[0]
      );
    },
    marked: (mark) =>
      Object.fromEntries(
        Object.entries(given).map(([key, value]) => [
          key,
          identifying.includes(key) ? withMark(value, mark) : value,
        ]),
      ),
  };
};

/** The profile without the vendor's key, and without what says who other people are: those exist at no fake. */
const withoutOthers = (profile: Attributes, references: Integration['references']): Attributes => {
  const others = Object.values(references).flatMap((some) => some.map(({ from }) => keysOf(from)[0]));
  return Object.fromEntries(Object.entries(profile).filter(([key]) => key !== 'id' && !others.includes(key)));
};

/** A text that no sample profile has. */
const PROBE = 'a value to be seen again';

const plain = (label: string): string => label.toLowerCase().replace(/[\s_-]/g, '');

const USUALLY_UNIQUE: readonly string[] = ['email', 'username', 'employeeid'];

const FREE_TEXTS: readonly string[] = [
  'title',
  'department',
  'nickname',
  'surname',
  'givenname',
  'displayname',
];

const rank = (key: string): number => {
  const index = FREE_TEXTS.indexOf(key);
  return index < 0 ? FREE_TEXTS.length : index;
};

const withMark = (value: unknown, mark: string): unknown => {
  if (typeof value === 'string') {
    return value.includes('@') ? value.replace('@', `-${mark}@`) : `${value}-${mark}`;
  }
  if (typeof value === 'number') {
    return `${value}-${mark}`;
  }
  if (Array.isArray(value)) {
    return value.map((item: unknown) => withMark(item, mark));
  }
  if (isDictionary(value) && 'value' in value) {
    return { ...value, value: withMark(value['value'], mark) };
  }
  // A real user must never be taken for a generated one.
  throw new Error('The sample profile must identify its person by texts.');
};
