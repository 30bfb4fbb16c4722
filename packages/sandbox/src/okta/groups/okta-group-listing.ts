import type { VendorReply } from '@iam/conformance';
import type { JsonObject } from '../../json-object';
import type { OktaOrg } from '../org/okta-org';
import type { OktaGroup } from '../org/okta-records';
import { ok, type OktaCall } from '../request/okta-call';
import { EQUAL, oktaMatches, ORDER, type OktaLanguage, type OktaSource } from '../request/okta-filter';
import { oktaPage, readLimit } from '../request/okta-paging';
import { INDEXED_PROPERTIES } from './okta-group-indexes';
import { listedGroup } from './okta-groups';

const FILTER: OktaLanguage = {
  operators: (property) => {
    if (['lastUpdated', 'lastMembershipUpdated'].includes(property)) {
      return ORDER;
    }
    return ['id', 'type'].includes(property) ? EQUAL : [];
  },
  caseExact: true,
};

const SEARCHED = ['id', 'type', 'created', 'lastUpdated', 'lastMembershipUpdated'];
const SEARCH: OktaLanguage = {
  operators: (property) => {
    if (['profile.name', 'profile.description'].includes(property)) {
      return ['eq', 'sw', 'co', 'gt', 'ge', 'lt', 'le', 'pr'];
    }
    return SEARCHED.includes(property) ? ['eq', 'sw', 'gt', 'ge', 'lt', 'le', 'pr'] : [];
  },
  caseExact: false,
};

const sourceOf = ({ all, find }: ReturnType<OktaOrg['groups']['searched']>): OktaSource<OktaGroup> => ({
  all,
  having: (property, key) => {
    const indexed = INDEXED_PROPERTIES.find((one) => one === property);
    return indexed && find([indexed, key]);
  },
});

/** `GET /groups`: `q` is the start of a name, and not in pages. */
export const listGroups = (org: OktaOrg, call: OktaCall): VendorReply => {
  const { settings, groups } = org;
  const q = call.parameters.get('q');
  const filter = call.parameters.get('filter');
  const search = call.parameters.get('search');
  if (q !== undefined && filter === undefined && search === undefined) {
    const found = groups.all.filter(({ profile }) => profile.name.toLowerCase().startsWith(q.toLowerCase()));
    const limit = readLimit(call, { usual: 300, most: 300, ...settings });
    return ok(found.slice(0, limit).map(listedGroup(call)));
  }
  const facts = (group: OktaGroup): JsonObject => ({ ...group });
  const searched =
    search === undefined ? undefined : oktaMatches(sourceOf(groups.searched()), search, SEARCH, facts);
  const found = oktaMatches(
    searched === undefined ? sourceOf(groups) : { all: searched },
    filter,
    FILTER,
    facts,
  );
  const pages = { usual: 10_000, most: 10_000, ...settings };
  return oktaPage(call, found, pages, ({ id }) => id, listedGroup(call));
};
