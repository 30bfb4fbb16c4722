import type { Attributes } from '../app-data';
import { valueAt } from '../attribute-path';
import { isSpelling, type UserIdentifier } from './identify';
import type { Mapper, MappingType } from '../mapper/mapper';
import { textsIn } from './same-user';

/**
 * Whether the text of an attribute stands in the profile as it is, under one key. What a mapper makes of a part of a key or of
 * several (the local part of an address, given name and surname) may be made of another person's data as well.
 */
export const isTakenOver = (
  mapper: Mapper,
  profile: Attributes,
  type: MappingType,
  { attribute, value }: UserIdentifier,
): boolean =>
  [...givenAs(attribute, mapper, profile, type), ...mapper.copied(profile, attribute, type)].some((source) =>
    textsIn(source).includes(value),
  );

/** A key that a rule reads counts as far as the rule copies it, whatever it is called. */
const givenAs = (
  attribute: string,
  mapper: Mapper,
  profile: Attributes,
  type: MappingType,
): readonly unknown[] => [
  valueAt(profile, attribute),
  ...Object.keys(profile)
    .filter((key) => key === attribute || (isSpelling(attribute, key) && !mapper.sources(type).has(key)))
    .map((key) => profile[key]),
];
