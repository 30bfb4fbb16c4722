import { newOktaUser } from '../users/okta-users';
import type { OktaOptions, OktaSeedApp, OktaSeedGroup, OktaSeedUser } from './okta-options';
import { newOktaId, stampOf, type OktaOrg } from './okta-org';
import { OKTA_PROVIDER, type OktaUser } from './okta-records';

/** Puts seeds into an empty org. */
export const plantOktaSeeds = (org: OktaOrg): void => {
  for (const seed of org.settings.users ?? []) {
    org.users.plant(seededUser(org, seed));
  }
  for (const seed of org.settings.groups ?? []) {
    plantGroup(org, seed);
  }
  for (const seed of org.settings.apps ?? []) {
    plantApp(org, seed);
  }
};

const seededUser = (org: OktaOrg, seed: OktaSeedUser): OktaUser => {
  const { status = 'ACTIVE', profile, created = stampOf(org) } = seed;
  const hasPassword = seed.password ?? status === 'ACTIVE';
  const since = status === 'STAGED' ? null : created;
  const { id, ...fresh } = newOktaUser(org, profile, hasPassword, OKTA_PROVIDER);
  return {
    ...fresh,
    id: seed.id ?? id,
    status,
    created,
    activated: since,
    statusChanged: since,
    lastUpdated: created,
    passwordChanged: hasPassword ? created : null,
  };
};

const plantGroup = (
  org: OktaOrg,
  { id, type = 'OKTA_GROUP', profile, members = [] }: OktaSeedGroup,
): void => {
  const created = stampOf(org);
  const groupId = id ?? newOktaId(org, '00g');
  org.groups.plant({
    id: groupId,
    type,
    created,
    lastUpdated: created,
    lastMembershipUpdated: created,
    profile: { name: profile.name, description: profile.description ?? null },
  });
  org.memberships.join(
    groupId,
    members.filter((user) => org.users.get(user) !== undefined),
  );
};

const plantApp = (org: OktaOrg, seed: OktaSeedApp): void => {
  const id = seed.id ?? newOktaId(org, '0oa');
  const created = stampOf(org);
  for (const [userId, profile] of Object.entries(seed.users ?? {})) {
    const userName = String(org.users.get(userId)?.profile['login']);
    org.assignments.put({ app: id, id: userId, created, lastUpdated: created, profile, userName });
  }
  org.apps.set(id, {
    id,
    name: seed.name,
    label: seed.label,
    status: seed.status ?? 'ACTIVE',
    created,
    logo: seed.logo,
    groups: seed.groups ?? [],
  });
};

const LOGOS = 'https://ok12static.oktacdn.com/assets/img/logos';

/** The users and applications that the reference's documented examples ask for. */
export const OKTA_EXAMPLES: Required<Pick<OktaOptions, 'users' | 'apps'>> = {
  users: [
    {
      id: '00uuv6y8t1iy8YXm94h7',
      status: 'PROVISIONED',
      created: '2020-10-18T17:54:30.000Z',
      profile: {
        firstName: 'Test',
        lastName: 'Demisto',
        login: 'testdemisto@example.com',
        email: 'testdemisto@example.com',
      },
    },
  ],
  apps: [
    {
      id: '0oae3ioe51sQ64Aui2h7',
      name: 'workday',
      label: 'Workday',
      logo: `${LOGOS}/workday.png`,
      users: { '00uuv6y8t1iy8YXm94h7': {} },
    },
    { id: '0ob8zlypk6GVPRr2T0h7', name: 'workday', label: 'Workday - Preview', logo: `${LOGOS}/workday.png` },
    {
      id: '0oabz8ozy5dDpEKyA0h7',
      name: 'workday',
      label: 'Workday - Production',
      logo: `${LOGOS}/workday.png`,
    },
    { id: '0oc8zlypk6GVPRr2G0h7', name: 'servicenow', label: 'ServiceNow', logo: `${LOGOS}/servicenow.png` },
  ],
};
