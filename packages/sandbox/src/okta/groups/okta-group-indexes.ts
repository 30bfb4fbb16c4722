import type { OktaGroup } from '../org/okta-records';
import { searchKeys } from '../request/okta-filter';

/** What filters and searches compare groups by, as a rule. */
export const INDEXED_PROPERTIES = ['id', 'profile.name'] as const;

export const GROUP_INDEXES = {
  id: (group: OktaGroup) => searchKeys(group, 'id'),
  'profile.name': (group: OktaGroup) => searchKeys(group, 'profile.name'),
  /** The name without case, as dates too that searches compare by time. */
  name: ({ profile }: OktaGroup) => [profile.name.toLowerCase()],
};
