import {
  path,
  textOf,
  verbatim,
  type Http,
  type IAMUserAppData,
  type UserClient,
  type UserIdentifier,
} from '@iam/core';
import * as t from 'io-ts';
import { OktaSchema, OktaUser } from './okta-codecs';
import { oktaGroups, groupPage } from './okta-groups';
import { filter } from './okta-query';

// https://developer.okta.com/docs/api/openapi/okta-management/management/tag/User/

const Users = t.array(OktaUser);

/**
 * `filter` is fresh and compares case, `search` ignores case and lags: it finds who is stored in another spelling, and each of its hits
 * is read again.
 */
const usersBy = async (http: Http, attribute: string, value: string): Promise<IAMUserAppData[]> => {
  const expression = filter`${verbatim(attribute)} eq ${value}`;
  const exact = await http.get(path`users`, { query: { filter: expression }, reply: Users });
  if (exact.length > 0) {
    return exact.map(toUser);
  }
  const hits = await http.get(path`users`, { query: { search: expression }, reply: Users });
  const read = await Promise.all(
    hits.map(toUser).map(({ id }) => http.find(path`users/${id}`, { reply: OktaUser })),
  );
  return read.filter((found) => found !== undefined).map(toUser);
};

/** The requests about users. Deactivated ones are in no plain list, so they are a second part of it. */
export const oktaClient = (http: Http, { sendEmail }: { readonly sendEmail: boolean }): UserClient => ({
  // Not users/me, which does not exist for a service application.
  testConnection: async () => {
    await http.get(path`users`, { query: { limit: 1 }, reply: Users });
  },
  getUser: async (identifier) => {
    const { attribute, value } = identifier;
    // By id and login a read is fresh, and logins are compared without case. A login with a slash is not read so.
    if (attribute === 'profile.email' || (attribute === 'profile.login' && value.includes('/'))) {
      return usersBy(http, attribute, value);
    }
    const found = await http.find(path`users/${value}`, { reply: OktaUser });
    return found === undefined || isByAnotherKey(found, identifier) ? undefined : toUser(found);
  },
  createUser: async (data) =>
    toUser(await http.post(path`users`, { query: { activate: 'false' }, body: data, reply: OktaUser })),
  activatesApart: true,
  updateUser: async ({ id }, changes) =>
    toUser(await http.post(path`users/${id}`, { body: changes, reply: OktaUser })),
  // Discards the reply, because its activation token would let its reader sign in as the user.
  enableUser: async ({ id, state }) => {
    switch (state) {
      case 'SUSPENDED':
        await http.post(path`users/${id}/lifecycle/unsuspend`);
        return;
      case 'LOCKED_OUT':
        await http.post(path`users/${id}/lifecycle/unlock`);
        return;
      default:
        await http.post(path`users/${id}/lifecycle/activate`, { query: { sendEmail: String(sendEmail) } });
    }
  },
  disableUser: async ({ id }) => {
    await http.post(path`users/${id}/lifecycle/deactivate`);
  },
  listUsers: async (page) => {
    const inSecondPart = page?.startsWith(DEACTIVATED) === true;
    const begin = inSecondPart ? page.slice(DEACTIVATED.length) : page;
    const { body, next } = await http.page(path`users`, begin === '' ? undefined : begin, {
      query: { limit: 200, ...(inSecondPart ? { filter: filter`status eq ${'DEPROVISIONED'}` } : {}) },
      reply: Users,
    });
    const following = inSecondPart ? (next === undefined ? next : DEACTIVATED + next) : (next ?? DEACTIVATED);
    return { users: body.map(toUser), ...(following === undefined ? {} : { next: following }) };
  },
  groupsOfUser: ({ id }, page) => groupPage(http, path`users/${id}/groups`, page),
  getAppFields: async () => {
    const { definitions } = await http.get(path`meta/schemas/user/default`, { reply: OktaSchema });
    const properties = { ...definitions.base.properties, ...definitions.custom?.properties };
    return Object.fromEntries(Object.entries(properties).map(([name, { title }]) => [name, title ?? '']));
  },
  groups: oktaGroups(http),
});

/** Marks the pages of the second part of the list of users; cursors are opaque, and do not show which part they are of. */
const DEACTIVATED = 'deactivated:';

/**
 * `users/{key}` takes an id, a login, a login’s part before the @, and `me` for the owner of the token: a user found by another key
 * than the one asked for is not the person.
 */
const isByAnotherKey = ({ id, profile }: OktaUser, { attribute, value }: UserIdentifier): boolean => {
  const same = (text: string | undefined): boolean => text?.toLowerCase() === value.toLowerCase();
  const login = textOf(profile.login);
  const [isId, isLogin] = [String(id) === value, same(login)];
  return attribute === 'id'
    ? !isId && (isLogin || same(login?.split('@')[0]) || value === 'me')
    : !isLogin && (isId || same(login?.split('@')[0]) || value === 'me');
};

/** Who cannot sign in until an administrator acts. Every other status, `LOCKED_OUT` as well, is that of an active account. */
const INACTIVE: ReadonlySet<string> = new Set(['STAGED', 'SUSPENDED', 'DEPROVISIONED']);
const ACTIVE: ReadonlySet<string> = new Set([
  'PROVISIONED',
  'ACTIVE',
  'RECOVERY',
  'LOCKED_OUT',
  'PASSWORD_EXPIRED',
]);

/** A change of status takes a while: where it leads to is what was asked for and accepted. */
const toUser = (user: OktaUser): IAMUserAppData => {
  const status = user.transitioningToStatus ?? user.status;
  return {
    id: String(user.id),
    username: textOf(user.profile.login) ?? null,
    email: textOf(user.profile.email) ?? null,
    active: INACTIVE.has(status) ? false : ACTIVE.has(status) ? true : null,
    state: user.status,
    locked: status === 'LOCKED_OUT',
    details: user,
  };
};
