import type { Attributes } from '../app-data';
import { valueAt } from '../attribute-path';
import { isSpelling, type UserIdentifier } from './identify';
import type { Mapper, MappingType } from '../mapper/mapper';
import { textsIn } from './same-user';

/**
 * Whether the profile holds an attribute's text unchanged under one key. A text that a mapper composes from a part of a key or
 * from several (the local part of an address, given name and surname) may result from another person's data as well.
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

/** A key counts as far as a rule copies it unchanged, whatever its name. */
const givenAs = (
  attribute: string,
  mapper: Mapper,
  profile: Attributes,
  type: MappingType,
): readonly unknown[] => [
  valueAt(profile, attribute),
  ...Object.keys(profile)
    .filter((key) => isSpelling(attribute, key) && !mapper.sources(type).has(key))
    .map((key) => profile[key]),
];
