import type { OktaUser } from '../org/okta-records';
import { searchKeys } from '../request/okta-filter';

/** What filters and searches compare users by, as a rule. */
export const INDEXED_PROPERTIES = [
  'id',
  'status',
  'profile.login',
  'profile.email',
  'profile.employeeNumber',
] as const;

/** The key of the users whom lists show, and of those whose status is about to change. */
export const YES = 'yes';

const ifSo = (holds: boolean): readonly string[] => (holds ? [YES] : []);
const property =
  (name: (typeof INDEXED_PROPERTIES)[number]) =>
  (user: OktaUser): readonly string[] =>
    searchKeys(user, name);

export const USER_INDEXES = {
  id: property('id'),
  status: property('status'),
  'profile.login': property('profile.login'),
  'profile.email': property('profile.email'),
  'profile.employeeNumber': property('profile.employeeNumber'),
  login: ({ profile }: OktaUser) => [String(profile['login']).toLowerCase()],
  /** The part of the login before the `@`. */
  shortLogin: ({ profile }: OktaUser) => [String(profile['login']).split('@')[0]?.toLowerCase() ?? ''],
  listed: ({ status }: OktaUser) => ifSo(status !== 'DEPROVISIONED'),
  inTransition: ({ transition }: OktaUser) => ifSo(transition !== undefined),
};
