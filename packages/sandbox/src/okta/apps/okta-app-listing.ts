import type { VendorReply } from '@iam/conformance';
import type { JsonObject } from '../../json-object';
import type { OktaOrg } from '../org/okta-org';
import type { OktaApp, OktaUser } from '../org/okta-records';
import type { OktaCall } from '../request/okta-call';
import { comparedWith, EQUAL, oktaMatches, type OktaLanguage } from '../request/okta-filter';
import { oktaPage } from '../request/okta-paging';
import { assignmentOf, shownApp } from './okta-apps';

const filterLanguage = ({ settings }: OktaOrg): OktaLanguage => ({
  operators: (property) => {
    const documented = ['id', 'status', 'name', 'credentials.signing.kid', 'settings.slo.enabled'];
    const byUser = settings.appsFilterByUser === 'accept' && property === 'user.id';
    return byUser || documented.includes(property) ? EQUAL : [];
  },
  caseExact: true,
});

/** `GET /apps`: `q` is the start of a name or label. */
export const listApps = (org: OktaOrg, call: OktaCall): VendorReply => {
  const q = call.parameters.get('q')?.toLowerCase() ?? '';
  const filter = call.parameters.get('filter');
  const named = [...org.apps.values()].filter(({ name, label }) =>
    [name, label].some((one) => one.toLowerCase().startsWith(q)),
  );
  const asked = comparedWith(filter, 'user.id').flatMap((id) => org.users.get(id) ?? []);
  const found = oktaMatches({ all: named }, filter, filterLanguage(org), (app) => appFacts(org, app, asked));
  const pages = { usual: 20, most: 200, ...org.settings };
  return oktaPage(
    call,
    found,
    pages,
    ({ id }) => id,
    (app) => shownApp(app, call),
  );
};

/** @param asked the users that matter: an application may have a great many */
const appFacts = (org: OktaOrg, app: OktaApp, asked: readonly OktaUser[]): JsonObject => ({
  id: app.id,
  name: app.name,
  status: app.status,
  user: { id: asked.flatMap((user) => (assignmentOf(org, app, user) ? [user.id] : [])) },
});
