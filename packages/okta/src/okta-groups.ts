import {
  path,
  textOf,
  type GroupClient,
  type GroupPage,
  type Http,
  type IAMGroupAppData,
  type Path,
} from '@iam/core';
import * as t from 'io-ts';
import { OktaGroup, OktaUser } from './okta-codecs';
import { search } from './okta-query';

// https://developer.okta.com/docs/api/openapi/okta-management/management/tag/Group/

const Groups = t.array(OktaGroup);

/** The most that a search by the beginning of a name returns; it has no second page. */
const MOST_BY_PREFIX = 300;

/** The requests about groups: members are read and written one by one, apart from the group. */
export const oktaGroups = (http: Http): GroupClient => ({
  getGroup: async (id) => {
    const found = await http.find(path`groups/${id}`, { reply: OktaGroup });
    return found === undefined ? undefined : toGroup(found);
  },
  // `q` is fresh and finds beginnings of names; `search` is exact and lags behind writes.
  findGroup: async (displayName) => {
    const named = (groups: readonly OktaGroup[]): readonly IAMGroupAppData[] =>
      groups.map(toGroup).filter((group) => !isLonger(group.displayName, displayName));
    const begun = await http.get(path`groups`, {
      query: { q: displayName, limit: MOST_BY_PREFIX },
      reply: Groups,
    });
    const found = named(begun);
    // Where there are longer names alone, the exact one may be among those that were cut off.
    if (found.length > 0 || begun.length === 0) {
      return found;
    }
    const query = { search: search`profile.name eq ${displayName}` };
    return named(await http.get(path`groups`, { query, reply: Groups }));
  },
  createGroup: async ({ displayName, description }) =>
    toGroup(
      await http.post(path`groups`, {
        body: { profile: { name: displayName, description } },
        reply: OktaGroup,
      }),
    ),
  createsWithoutMembers: true,
  membersPerRequest: 1,
  updateMembers: async (id, { add, remove }) => {
    for (const member of add) {
      await http.put(path`groups/${id}/users/${member}`);
    }
    for (const member of remove) {
      await http.delete(path`groups/${id}/users/${member}`);
    }
  },
  deleteGroup: async (id) => {
    await http.delete(path`groups/${id}`);
  },
  listMembers: async (id, page) => {
    const { body, next } = await http.page(path`groups/${id}/users`, page, {
      query: { limit: 200 },
      reply: t.array(OktaUser),
    });
    const members = body.map((user) => {
      const display = textOf(user.profile.login);
      return { value: String(user.id), ...(display === undefined ? {} : { display }) };
    });
    return { members, ...(next === undefined ? {} : { next }) };
  },
  listGroups: (page) => groupPage(http, path`groups`, page),
});

/** One page of a list of groups. */
export const groupPage = async (http: Http, list: Path, page: string | undefined): Promise<GroupPage> => {
  const { body, next } = await http.page(list, page, { query: { limit: 200 }, reply: Groups });
  return { groups: body.map(toGroup), ...(next === undefined ? {} : { next }) };
};

/** Whether the name only begins as the wanted one; names are unique without case. */
const isLonger = (name: string | null, wanted: string): boolean => {
  const [found, asked] = [name ?? '', wanted].map((text) => text.normalize('NFC').toLowerCase());
  return found !== asked && found?.startsWith(asked ?? '') === true;
};

const toGroup = (group: OktaGroup): IAMGroupAppData => ({
  id: String(group.id),
  displayName: textOf(group.profile.name) ?? null,
  details: group,
});
