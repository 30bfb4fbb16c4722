import type { Attributes } from './read-resource';
import type { Kind } from './scim-face';
import type { ScimStore, StoredRecord } from './scim-store';

/** What is stored of a resource, with the members of a group. */
export const wholeResource = (store: ScimStore, kind: Kind, { id, attributes }: StoredRecord): Attributes => {
  const members = kind === 'Group' ? store.membersOf(id) : [];
  return members.length === 0 ? attributes : { ...attributes, members: members.map((value) => ({ value })) };
};
