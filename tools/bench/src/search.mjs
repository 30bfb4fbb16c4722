// What more people cost at the local vendors, among many against among few: finding one, a page in the middle of a list, a new one, and
// a change of the members of a large group. An index answers all of them, so that the ratio stays near 1.
import {
  accountsOf,
  createAtlassianVendor,
  createAwsVendor,
  createHelloVendor,
  createOktaVendor,
  createServiceNowVendor,
  createSlackVendor,
  people,
} from '@iam/sandbox';
import { round } from './measure.mjs';

const [FEW, MANY] = [200, 20_000];
const ROUNDS = 15;
const CALLS = 100;
/** Larger tables leave the processor's caches. */
const MOST = 3;

export const search = async () => {
  const [few, many] = [FEW, MANY].map((count) => questionsAmong(people(count)));
  return Object.entries(many).map(([what, ask]) => {
    const factor = factorOf(ask, few[what]);
    return {
      what: `search, ${MANY} people against ${FEW}: ${what}`,
      value: `${round(factor, 1)}×`,
      goal: `≤ ${MOST}×`,
      met: factor <= MOST,
    };
  });
};

/** What is asked, as functions of a number that says whom it is about: of as many among many people as among few. */
const questionsAmong = (everyone) => {
  const accounts = accountsOf(everyone);
  const middle = everyone.length / 2;
  const whom = (index) => everyone[(index % FEW) * Math.floor(everyone.length / FEW)];
  const vendors = vendorsWith(accounts, middle);
  const equals = (name, value) => encodeURIComponent(`${name} eq "${value}"`);
  const newcomers = accounts.aws.users.slice(middle, middle + 100).map(({ id }) => ({ value: id }));
  return {
    'aws, one': (index) => vendors.aws('GET', `/Users?filter=${equals('userName', whom(index).username)}`),
    'aws, a page': () => vendors.aws('GET', '/Users?cursor&count=100'),
    'aws, a new one': () => {
      const { id } = vendors.aws('POST', '/Users', NEW);
      vendors.aws('DELETE', `/Users/${id}`);
    },
    'aws, 100 members': () => {
      for (const op of ['add', 'remove']) {
        vendors.aws('PATCH', '/Groups/g', { Operations: [{ op, path: 'members', value: newcomers }] });
      }
    },
    'atlassian, one': (index) =>
      vendors.atlassian('GET', `/Users?filter=${equals('userName', whom(index).username)}`),
    'atlassian, a page': () => vendors.atlassian('GET', `/Users?startIndex=${middle}&count=100`),
    'slack, one': (index) => vendors.slack('GET', `/Users?filter=${equals('email', whom(index).email)}`),
    'slack, a page': () => vendors.slack('GET', `/Users?startIndex=${middle}&count=100`),
    'hello, one': (index) => vendors.hello('GET', `/users?email=${encodeURIComponent(whom(index).email)}`),
    'hello, a page': () => vendors.hello('GET', `/users?offset=${middle}`),
    'okta, one': (index) =>
      vendors.okta('GET', `/users?search=${equals('profile.login', whom(index).username)}`),
    'okta, a page': () => vendors.okta('GET', '/users?limit=100'),
    'okta, a member': () => {
      for (const method of ['PUT', 'DELETE']) {
        vendors.okta(method, `/groups/g/users/${accounts.okta.users[middle].id}`);
      }
    },
    'service-now, one': (index) =>
      vendors.serviceNow(
        'GET',
        `/table/sys_user?sysparm_query=user_name=${whom(index).username}^ORemployee_number=${whom(index).employeeid}`,
      ),
    'service-now, a page': () =>
      vendors.serviceNow(
        'GET',
        `/table/sys_user?sysparm_query=ORDERBYsys_id&sysparm_limit=100&sysparm_offset=${middle}`,
      ),
  };
};

const NEW = { userName: 'new', displayName: 'New', name: { givenName: 'N', familyName: 'N' } };

/** @param size of the group `g` that AWS and Okta have */
const vendorsWith = (accounts, size) => {
  const membersOf = ({ users }) => users.slice(0, size).map(({ id }) => id);
  const basic = (credentials) => `Basic ${Buffer.from(credentials).toString('base64')}`;
  return {
    aws: asking(
      createAwsVendor({
        ...accounts.aws,
        groups: [{ id: 'g', displayName: 'Team', members: membersOf(accounts.aws) }],
      }),
      '/sandbox-tenant/scim/v2',
      'Bearer sandbox-aws-token',
    ),
    atlassian: asking(
      createAtlassianVendor(accounts.atlassian),
      '/scim/directory/sandbox-directory',
      'Bearer sandbox-atlassian-token',
    ),
    slack: asking(createSlackVendor(accounts.slack), '/scim/v2', 'Bearer sandbox-slack-token'),
    hello: asking(createHelloVendor(accounts.hello), '/api/now', basic('sandbox-user:sandbox-password')),
    okta: asking(
      createOktaVendor({
        ...accounts.okta,
        groups: [{ id: 'g', profile: { name: 'Team' }, members: membersOf(accounts.okta) }],
        searchLagMs: 0,
      }),
      '/api/v1',
      'SSWS sandbox-okta-token',
    ),
    serviceNow: asking(
      createServiceNowVendor(accounts.serviceNow),
      '/api/now',
      basic('sandbox-admin:sandbox-password'),
    ),
  };
};

/** Asks a vendor as its server does, the text of the reply included. */
const asking = (vendor, base, authorization) => (method, target, body) => {
  const [path, query = ''] = target.split('?');
  const reply = vendor.handle({
    method,
    path: `${base}${path}`,
    query,
    headers: {
      authorization,
      accept: 'application/json',
      'content-type': 'application/json',
      host: 'localhost',
    },
    body,
    text: body === undefined ? '' : 'JSON',
  });
  const text = JSON.stringify(reply.body ?? null);
  if (reply.status >= 300 || (method === 'GET' && !text.includes('@example.com'))) {
    throw new Error(`${method} ${target} was answered with ${reply.status}: ${text.slice(0, 200)}`);
  }
  return reply.body;
};

/** How much longer one takes than the other. They take turns, so that a busy moment of the machine hits both. */
const factorOf = (ask, other) => {
  const times = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [at, asked] of [ask, other].entries()) {
      const started = performance.now();
      for (let call = 0; call < CALLS; call += 1) {
        asked(call * ROUNDS + round);
      }
      times[at].push(performance.now() - started);
    }
  }
  // The minimum, because other load on the machine can only add time.
  return Math.min(...times[0]) / Math.min(...times[1]);
};
