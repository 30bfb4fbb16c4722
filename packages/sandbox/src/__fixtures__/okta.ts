import { createOktaVendor, type OktaVendor } from '../okta/okta-vendor';
import type { OktaOptions, OktaSeedUser } from '../okta/org/okta-options';
import { createClock } from './aws';
import { callerOf, type Answer, type Caller } from './vendor-caller';

export const OKTA_HEADERS = { authorization: 'SSWS t0ken', host: 'org.example.com' };

export interface OktaSetup extends Caller {
  readonly vendor: OktaVendor;
  readonly clock: ReturnType<typeof createClock>;
  /** Creates a user, staged unless the query says otherwise, and returns its record. */
  readonly newUser: (name: string, query?: string, more?: Record<string, unknown>) => Answer['body'];
  /** Asks for a change of status, for example `activate?sendEmail=false`. */
  readonly change: (id: string, change: string) => Answer;
  /** Calls with another `Authorization`, or more headers. */
  readonly with: (headers: Record<string, string>) => Caller;
}

/** An Okta org whose clock stands still. */
export const setUpOkta = (options: OktaOptions = {}): OktaSetup => {
  const clock = createClock('2020-10-18T17:54:30.000Z');
  const vendor = createOktaVendor({ apiToken: 't0ken', seed: 's', now: clock.now, ...options });
  const base = callerOf(vendor, '/api/v1', OKTA_HEADERS);
  return {
    ...base,
    vendor,
    clock,
    newUser: (name, query = '?activate=false', more = {}) =>
      base.post(`/users${query}`, { profile: oktaProfile(name), ...more }).body,
    change: (id, change) => base.send('POST', `/users/${id}/lifecycle/${change}`, ''),
    with: (headers) => callerOf(vendor, '/api/v1', { ...OKTA_HEADERS, ...headers }),
  };
};

/** A profile with what Okta requires. */
export const oktaProfile = (name: string): Record<string, unknown> => ({
  login: `${name}@example.com`,
  email: `${name}@example.com`,
  firstName: 'Jane',
  lastName: 'Doe',
});

export const oktaSeed = (id: string, more: Partial<OktaSeedUser> = {}): OktaSeedUser => ({
  id,
  profile: oktaProfile(id),
  ...more,
});

/** The targets of a Link header by their relation. */
export const linksOf = ({ headers }: Answer): Record<string, string> =>
  Object.fromEntries(
    [...(headers['Link'] ?? '').matchAll(/<([^>]*)>; rel="([^"]*)"/g)].map(([, url, rel]) => [rel, url]),
  );

/** All pages of a list, by its links. */
export const pagesOf = (okta: Caller, first: string, most = 20): Answer['body'][][] => {
  const pages: Answer['body'][][] = [];
  let target: string | undefined = first;
  while (target !== undefined && pages.length < most) {
    const answer: Answer = okta.get(target);
    pages.push(answer.body);
    const next: string | undefined = linksOf(answer)['next'];
    target = next === undefined ? undefined : next.split('/api/v1')[1];
  }
  return pages;
};
