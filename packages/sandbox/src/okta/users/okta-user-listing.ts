import type { VendorReply } from '@iam/conformance';
import type { RecordList } from '../../records/record-list';
import type { OktaOrg } from '../org/okta-org';
import type { OktaUser } from '../org/okta-records';
import type { OktaCall } from '../request/okta-call';
import {
  EQUAL,
  oktaMatches,
  ORDER,
  valuesAt,
  type OktaLanguage,
  type OktaSource,
} from '../request/okta-filter';
import { oktaPage, readLimit } from '../request/okta-paging';
import { invalidSearch, OktaProblem } from '../request/okta-problem';
import { isProfileAttribute } from './okta-profile';
import { INDEXED_PROPERTIES, YES } from './okta-user-indexes';
import { listedUser, userFacts } from './okta-users';

const FILTERABLE = [
  'status',
  'id',
  'profile.login',
  'profile.email',
  'profile.firstName',
  'profile.lastName',
];

const FILTER: OktaLanguage = {
  operators: (property) => {
    if (property === 'lastUpdated') {
      return ORDER;
    }
    return FILTERABLE.includes(property) ? EQUAL : [];
  },
  caseExact: true,
};

const SEARCHABLE = ['id', 'status', 'created', 'activated', 'statusChanged', 'lastUpdated', 'type.id'];
const CONTAINS = ['profile.firstName', 'profile.lastName', 'profile.email', 'profile.login'];

const searchLanguage = (org: OktaOrg): OktaLanguage => ({
  operators: (property) => {
    const [root, name = '', ...more] = property.split('.');
    const attribute = root === 'profile' && more.length === 0 && isProfileAttribute(org, name);
    if (!attribute && !SEARCHABLE.includes(property)) {
      return [];
    }
    return [
      'eq',
      'sw',
      'gt',
      'ge',
      'lt',
      'le',
      'pr',
      ...(CONTAINS.includes(property) ? (['co'] as const) : []),
    ];
  },
  caseExact: false,
});

const PAGES = { usual: 200, most: 200 };

/**
 * `GET /users`: plain and by `q` without deactivated users, by `filter` and `search` with them.
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tag/User/#tag/User/operation/listUsers
 */
export const listUsers = (org: OktaOrg, call: OktaCall): VendorReply => {
  const { settings, users } = org;
  const q = call.parameters.get('q');
  const filter = call.parameters.get('filter');
  const search = call.parameters.get('search');
  if (filter !== undefined && search !== undefined) {
    throw new OktaProblem(
      400,
      'E0000033',
      "Bad request. Can't specify a search query and filter in the same request.",
    );
  }
  const pageOf = (found: RecordList<OktaUser>): VendorReply =>
    oktaPage(call, found, { ...PAGES, ...settings }, ({ id }) => id, listedUser(call));
  if (search !== undefined) {
    const found = oktaMatches(sourceOf(users.searched()), search, searchLanguage(org), userFacts);
    return pageOf(sorted(org, call, found));
  }
  if (filter !== undefined) {
    return pageOf(oktaMatches(sourceOf(users), filter, FILTER, userFacts));
  }
  const present = users.find(['listed', YES]);
  if (q === undefined) {
    return pageOf(present);
  }
  // Not in pages: there is neither a cursor nor a link.
  const limit = readLimit(call, { ...PAGES, usual: 10, ...settings });
  return { status: 200, body: present.filter(startsWith(q)).slice(0, limit).map(listedUser(call)) };
};

const sourceOf = ({ all, find }: ReturnType<OktaOrg['users']['searched']>): OktaSource<OktaUser> => ({
  all,
  having: (property, key) => {
    const indexed = INDEXED_PROPERTIES.find((one) => one === property);
    return indexed && find([indexed, key]);
  },
});

const startsWith =
  (q: string) =>
  ({ profile }: OktaUser): boolean =>
    ['firstName', 'lastName', 'email'].some((name) =>
      String(profile[name] ?? '')
        .toLowerCase()
        .startsWith(q.toLowerCase()),
    );

const sorted = (
  org: OktaOrg,
  { parameters }: OktaCall,
  users: RecordList<OktaUser>,
): RecordList<OktaUser> => {
  const property = parameters.get('sortBy');
  if (property === undefined) {
    return users;
  }
  if (searchLanguage(org).operators(property).length === 0) {
    throw invalidSearch();
  }
  const keyOf = (user: OktaUser): string =>
    String(valuesAt(userFacts(user), property)[0] ?? '').toLowerCase();
  const ascending = [...users].sort((one, other) =>
    keyOf(one) < keyOf(other) ? -1 : Number(keyOf(one) > keyOf(other)),
  );
  return parameters.get('sortOrder') === 'desc' ? ascending.reverse() : ascending;
};
