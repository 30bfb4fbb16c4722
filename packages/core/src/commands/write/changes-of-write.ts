import { isDictionary } from '../../codec/combinators';
import type { Write } from '../../contract/around-writes';
import type { Attributes } from '../../profile/app-data';
import { attributeChanges, type AttributeChanges } from '../../profile/changes/attribute-changes';

/** Brings a record into the form that changes have. */
export type Normalize = (record: Attributes) => Attributes;

/** What a write changes of the record that was read before it, attribute by attribute; empty for members of groups. */
export const changesOfWrite = (
  { method, before, active, change }: Write,
  normalize: Normalize,
): AttributeChanges => {
  if (method === 'updateMembers') {
    return {};
  }
  const changes = attributeChanges(before === null || before === undefined ? {} : normalize(before), change);
  // Vendors have words of their own for activity, and the record is not asked in ours.
  return changes['active'] === undefined
    ? changes
    : { ...changes, active: { from: active ?? null, to: changes['active'].to } };
};

/** The ids of those whom a write puts into a group, or takes out of it. */
export const membersOfWrite = ({
  change,
}: Write): { readonly put: readonly unknown[]; readonly taken: readonly unknown[] } => ({
  put: idsIn(change['add'] ?? change['members']),
  taken: idsIn(change['remove']),
});

const idsIn = (members: unknown): readonly unknown[] =>
  Array.isArray(members)
    ? members.map((member: unknown) => (isDictionary(member) ? member['value'] : member))
    : [];
