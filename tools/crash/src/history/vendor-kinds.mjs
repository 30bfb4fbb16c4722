// How each kind of vendor is made, reached, seeded, read and changed behind the engine's back.
import { atlassian } from '@iam/atlassian';
import { awsIlm } from '@iam/aws-ilm';
import { helloIamWorld } from '@iam/hello-iam-world';
import { okta } from '@iam/okta';
import {
  createAtlassianVendor,
  createAwsVendor,
  createHelloVendor,
  createOktaVendor,
  createScimVendor,
  createServiceNowVendor,
  createSlackVendor,
} from '@iam/sandbox';
import { scim } from '@iam/scim';
import { serviceNow } from '@iam/service-now';
import { slack } from '@iam/slack';
import { DEPARTMENTS } from './person.mjs';

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const some = (value) => value || null;

const scimSeed = (id, person, active) => ({
  id,
  ...(person.employeeid ? { externalId: person.employeeid } : {}),
  userName: person.username || person.email,
  name: { givenName: person.givenname, familyName: person.surname },
  displayName: person.displayname,
  ...(person.title ? { title: person.title } : {}),
  active,
  emails: [{ value: person.email, type: 'work', primary: true }],
  ...(person.department ? { [ENTERPRISE]: { department: person.department } } : {}),
});

const scimAccount = (user) => ({
  id: user.id,
  username: some(user.userName),
  email: some(user.emails?.[0]?.value),
  employeeid: some(user.externalId),
  givenname: some(user.name?.givenName),
  surname: some(user.name?.familyName),
  title: some(user.title),
  department: some(user[ENTERPRISE]?.department),
  active: user.active !== false,
});

/** As Slack keeps user names: an address becomes a handle. */
const handle = (name) =>
  (name.includes('@') ? name.toLowerCase() : name).replace(/[^\p{L}\p{N}._-]/gu, '_').slice(0, 21);

const hex = (n) => String(n).padStart(32, '0');

const departmentId = (name) => (name ? hex(`d${DEPARTMENTS.indexOf(name)}`) : '');

const uuid = (n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/**
 * By kind. `manager`: whether the name of a manager is kept as it is (`name`), leads to the record of that name when something is written
 * (`lookup`), or is nothing that the application has.
 */
export const kinds = {
  aws: {
    create: (options) => createAwsVendor(options),
    integration: awsIlm,
    params: (url) => ({
      url,
      tenantId: 'sandbox-tenant',
      authenticationToken: 'sandbox-aws-token',
      rateLimit: 900,
    }),
    seed: (n, person, active) => scimSeed(uuid(n), person, active),
    group: (displayName) => ({ displayName }),
    account: scimAccount,
    auth: 'Bearer sandbox-aws-token',
    erase: (id) => [['DELETE', `/sandbox-tenant/scim/v2/Users/${id}`]],
  },
  scim: {
    create: (options) => createScimVendor(options),
    integration: scim,
    params: (url) => ({ url: `${url}/scim/v2`, token: 'sandbox-scim-token', rateLimit: 900 }),
    seed: (n, person, active) => scimSeed(uuid(n), person, active),
    group: (displayName) => ({ displayName }),
    account: scimAccount,
    auth: 'Bearer sandbox-scim-token',
    erase: (id) => [['DELETE', `/scim/v2/Users/${id}`]],
  },
  hello: {
    create: (options) => createHelloVendor(options),
    integration: helloIamWorld,
    manager: 'name',
    params: (url) => ({ url, username: 'sandbox-user', password: 'sandbox-password', rateLimit: 900 }),
    seed: (n, person, active) => ({
      user_id: String(n).padStart(32, '0'),
      user_name: person.username || person.email,
      active,
      email: person.email,
      first_name: person.givenname,
      last_name: person.surname,
      name: person.displayname,
      ...(person.title ? { title: person.title } : {}),
      ...(person.department ? { department: person.department } : {}),
      ...(person.employeeid ? { employee_number: person.employeeid } : {}),
      ...(person.managername ? { manager: person.managername } : {}),
    }),
    group: (name) => ({ name }),
    account: (user) => ({
      id: user.user_id,
      username: some(user.user_name),
      email: some(user.email),
      employeeid: some(user.employee_number),
      givenname: some(user.first_name),
      surname: some(user.last_name),
      title: some(user.title),
      department: some(user.department),
      managername: some(user.manager),
      active: user.active !== false,
    }),
    auth: `Basic ${Buffer.from('sandbox-user:sandbox-password').toString('base64')}`,
    erase: (id) => [['DELETE', `/api/now/users/${id}`]],
  },
  okta: {
    create: (options) => createOktaVendor({ ...options, searchLagMs: options.lagMs ?? 0 }),
    integration: okta,
    manager: 'name',
    params: (url) => ({ url, apiToken: 'sandbox-okta-token', rateLimit: 900 }),
    seed: (n, person, active) => ({
      id: `00u${String(n).padStart(14, '0')}0h7`,
      status: active ? 'ACTIVE' : 'DEPROVISIONED',
      profile: {
        login: person.username || person.email,
        email: person.email,
        firstName: person.givenname,
        lastName: person.surname,
        displayName: person.displayname,
        ...(person.title ? { title: person.title } : {}),
        ...(person.department ? { department: person.department } : {}),
        ...(person.employeeid ? { employeeNumber: person.employeeid } : {}),
        ...(person.managername ? { manager: person.managername } : {}),
      },
    }),
    group: (name) => ({ profile: { name } }),
    account: ({ id, status, profile }) => ({
      id,
      username: some(profile.login),
      email: some(profile.email),
      employeeid: some(profile.employeeNumber),
      givenname: some(profile.firstName),
      surname: some(profile.lastName),
      title: some(profile.title),
      department: some(profile.department),
      managername: some(profile.manager),
      active: !['DEPROVISIONED', 'SUSPENDED', 'STAGED'].includes(status),
    }),
    auth: 'SSWS sandbox-okta-token',
    erase: (id) => [
      ['POST', `/api/v1/users/${id}/lifecycle/deactivate`],
      ['DELETE', `/api/v1/users/${id}`],
    ],
  },
  slack: {
    create: (options) => createSlackVendor(options),
    integration: slack,
    params: (url) => ({ url, accessToken: 'sandbox-slack-token', rateLimit: 900 }),
    seed: (n, person, active) => ({
      ...scimSeed(`U${String(n).padStart(10, '0')}`, person, active),
      userName: handle(person.username || person.email),
    }),
    group: (displayName) => ({ displayName }),
    account: scimAccount,
    auth: 'Bearer sandbox-slack-token',
    username: handle,
    // Nothing erases there: DELETE deactivates.
  },
  atlassian: {
    create: (options) => createAtlassianVendor(options),
    integration: atlassian,
    params: (url) => ({
      url,
      accessToken: 'sandbox-atlassian-token',
      directoryId: 'sandbox-directory',
      rateLimit: 900,
    }),
    seed: (n, person, active) => scimSeed(uuid(n), person, active),
    group: (displayName) => ({ displayName }),
    account: scimAccount,
    auth: 'Bearer sandbox-atlassian-token',
    erase: (id) => [['DELETE', `/scim/directory/sandbox-directory/Users/${id}`]],
  },
  serviceNow: {
    create: (options) =>
      createServiceNowVendor({
        ...options,
        records: { cmn_department: DEPARTMENTS.map((name) => ({ sys_id: departmentId(name), name })) },
      }),
    integration: serviceNow,
    manager: 'lookup',
    params: (url) => ({ url, username: 'sandbox-admin', password: 'sandbox-password', rateLimit: 900 }),
    seed: (n, person, active) => ({
      sys_id: hex(n),
      user_name: person.username || person.email,
      active: String(active),
      email: person.email,
      first_name: person.givenname,
      last_name: person.surname,
      title: person.title,
      department: departmentId(person.department),
      employee_number: person.employeeid,
    }),
    group: (name) => ({ name }),
    account: (user) => ({
      id: user.sys_id,
      username: some(user.user_name),
      email: some(user.email),
      employeeid: some(user.employee_number),
      givenname: some(user.first_name),
      surname: some(user.last_name),
      title: some(user.title),
      department: some(DEPARTMENTS.find((name) => departmentId(name) === user.department) ?? user.department),
      managerid: some(user.manager),
      fullname: `${user.first_name} ${user.last_name}`,
      active: user.active !== 'false',
    }),
    auth: `Basic ${Buffer.from('sandbox-admin:sandbox-password').toString('base64')}`,
    erase: (id) => [['DELETE', `/api/now/table/sys_user/${id}`]],
  },
};
