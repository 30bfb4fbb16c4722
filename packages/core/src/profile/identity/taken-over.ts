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
): boolean => {
  const has = (source: unknown): boolean => textsIn(source).includes(value);
  return (
    has(valueAt(profile, attribute)) ||
    mapper.copied(profile, attribute, type).some(has) ||
    // A key counts as far as a rule copies it unchanged, whatever its name.
    Object.keys(profile).some(
      (key) => isSpelling(attribute, key) && !mapper.sources(type).has(key) && has(profile[key]),
    )
  );
};
