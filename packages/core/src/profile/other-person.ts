import type { Attributes, IAMUserAppData } from './app-data';

/**
 * Whether a record must be somebody else than the profile's person: two different external ids (the HR system's key, RFC
 * 7643 section 3.1) mean two people, however alike their user names are. An id the person had before is no difference.
 */
export const isOtherPerson = (user: IAMUserAppData, data: Attributes, old?: Attributes): boolean => {
  const theirs = textOf(user.details['externalId']);
  const ours = textOf(data['externalId']);
  return (
    theirs !== undefined && ours !== undefined && theirs !== ours && theirs !== textOf(old?.['externalId'])
  );
};

const textOf = (value: unknown): string | undefined =>
  value === undefined || value === null || value === '' ? undefined : String(value);
