import type { JsonObject } from '../../json-object';
import { newOktaId, stampOf, type OktaOrg } from '../org/okta-org';
import { USER_TYPE, type OktaProfile, type OktaStatus, type OktaUser } from '../org/okta-records';
import type { OktaCall } from '../request/okta-call';
import { notFound } from '../request/okta-problem';
import { YES } from './okta-user-indexes';
import { lifecycleLinks } from './okta-user-links';

/** A new user without a status of activity. */
export const newOktaUser = (
  org: OktaOrg,
  profile: OktaProfile,
  hasPassword: boolean,
  provider: OktaUser['provider'],
): OktaUser => {
  const created = stampOf(org);
  return {
    id: newOktaId(org, '00u'),
    status: 'STAGED',
    created,
    activated: null,
    statusChanged: null,
    lastLogin: null,
    lastUpdated: created,
    passwordChanged: hasPassword ? created : null,
    profile,
    hasPassword,
    provider,
    version: 1,
  };
};

/** Stores a changed user. */
export const saveUser = (org: OktaOrg, user: OktaUser, changes: Partial<OktaUser>): OktaUser => {
  const saved = { ...user, ...changes, lastUpdated: stampOf(org), version: user.version + 1 };
  org.users.put(saved);
  return saved;
};

/** Ends the changes of status whose time has come. */
export const settleTransitions = (org: OktaOrg): void => {
  const time = org.settings.now().getTime();
  for (const user of org.users.find(['inTransition', YES]).slice()) {
    if (user.transition !== undefined && user.transition.at <= time) {
      saveUser(org, user, statusNow(org, user.transition.to));
    }
  }
};

/** What a change of status changes. */
export const statusNow = (org: OktaOrg, status: OktaStatus): Partial<OktaUser> => ({
  status,
  statusChanged: stampOf(org),
  transition: undefined,
});

/**
 * The user of a path: by id, login, or the login's part before the `@` when only one has it.
 *
 * @throws OktaProblem E0000007
 */
export const userOf = (org: OktaOrg, key: string): OktaUser => {
  const found = org.users.get(key) ?? userByLogin(org, key);
  if (found === undefined) {
    throw notFound(key, 'User');
  }
  return found;
};

const userByLogin = ({ users }: OktaOrg, key: string): OktaUser | undefined => {
  // A login with a slash is not found by it, encoded or not.
  if (key === '' || key.includes('/')) {
    return undefined;
  }
  const short = users.find(['shortLogin', key.toLowerCase()]);
  return users.find(['login', key.toLowerCase()]).at(0) ?? (short.length === 1 ? short.at(0) : undefined);
};

/** What filters and `search` see of a user. */
export const userFacts = (user: OktaUser): JsonObject => ({ ...user, type: { id: USER_TYPE } });

/** A user without links. */
const plainUser = (user: OktaUser): JsonObject => ({
  id: user.id,
  status: user.status,
  ...(user.transition === undefined ? {} : { transitioningToStatus: user.transition.shown }),
  created: user.created,
  activated: user.activated,
  statusChanged: user.statusChanged,
  lastLogin: user.lastLogin,
  lastUpdated: user.lastUpdated,
  passwordChanged: user.passwordChanged,
  type: { id: USER_TYPE },
  // These two are there when they are empty, as recorded replies show.
  profile: {
    firstName: undefined,
    lastName: undefined,
    mobilePhone: null,
    secondEmail: null,
    ...user.profile,
  },
  credentials: { ...(user.hasPassword ? { password: {} } : {}), provider: user.provider },
});

/** A user as lists show it: of its links only the one to itself. */
export const listedUser =
  ({ origin }: Pick<OktaCall, 'origin'>) =>
  (user: OktaUser): JsonObject => ({
    ...plainUser(user),
    _links: { self: { href: `${origin}/api/v1/users/${user.id}` } },
  });

/** A user read alone, with a link for every change of status it allows. */
export const wholeUser = (user: OktaUser, { origin }: Pick<OktaCall, 'origin'>): JsonObject => ({
  ...plainUser(user),
  _links: lifecycleLinks(user, `${origin}/api/v1`),
});
