import type { MemberChanges } from '../../contract/group-client';

/** One change of one member. */
export type MemberChange = readonly ['add' | 'remove', string];

export const isAddition = ([kind]: MemberChange): boolean => kind === 'add';
export const isRemoval = ([kind]: MemberChange): boolean => kind === 'remove';

/** In the order of sending: additions first. */
export const listed = ({ add, remove }: MemberChanges): readonly MemberChange[] => [
  ...add.map((member): MemberChange => ['add', member]),
  ...remove.map((member): MemberChange => ['remove', member]),
];

export const grouped = (changes: readonly MemberChange[]): MemberChanges => ({
  add: changes.filter(isAddition).map(([, member]) => member),
  remove: changes.filter(isRemoval).map(([, member]) => member),
});

export const countOf = ({ add, remove }: MemberChanges): number => add.length + remove.length;

const MAX_NAMED = 5;

/** Lists the first ids and counts the rest. */
export const someOf = (members: readonly string[]): string => {
  const more = members.length - MAX_NAMED;
  return `${members.slice(0, MAX_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
};
