import type { HelloOptions } from '../hello/hello-vendor';
import { createIdSource, type IdSource } from '../id-source';
import type { OktaSeedUser } from '../okta/org/okta-options';
import { ENTERPRISE_URN } from '../scim/attribute-table';
import type { SeedUser } from '../scim/seeds';
import { DEMO_RECORDS, type ServiceNowSeed } from '../service-now/service-now-seeds';
import { slackSettings } from '../slack/slack-options';
import { legalUserName } from '../slack/slack-user-name';
import type { Person } from './people';

/** The accounts of people in every application, as the integrations create them, in each application's options. */
export interface Accounts {
  readonly aws: { readonly users: readonly SeedUser[] };
  readonly atlassian: { readonly users: readonly SeedUser[] };
  readonly hello: Required<Pick<HelloOptions, 'users'>>;
  readonly okta: { readonly users: readonly OktaSeedUser[] };
  readonly serviceNow: {
    readonly users: readonly ServiceNowSeed[];
    readonly records: Readonly<Record<string, readonly ServiceNowSeed[]>>;
  };
  readonly slack: { readonly users: readonly SeedUser[] };
}

/** @param everyone managers before those who report to them, as `people` makes them */
export const accountsOf = (everyone: readonly Person[]): Accounts => ({
  aws: { users: accounts('aws', everyone, ({ uuid }) => uuid(), scimAccount) },
  atlassian: { users: accounts('atlassian', everyone, ({ uuid }) => uuid(), scimAccount) },
  hello: { users: accounts('hello', everyone, ({ hex }) => hex(32), helloAccount) },
  okta: { users: accounts('okta', everyone, ({ hex }) => `00u${hex(14)}0h7`, oktaAccount) },
  serviceNow: serviceNowAccounts(everyone),
  slack: { users: accounts('slack', everyone, ({ hex }) => `U0${hex(9).toUpperCase()}`, slackAccount) },
});

/** One account for each person, with ids that are the same every time. */
const accounts = <A>(
  application: string,
  everyone: readonly Person[],
  newId: (ids: IdSource) => string,
  accountOf: (person: Person, id: string, manager: string | undefined) => A,
): readonly A[] => {
  const source = createIdSource(`people of ${application}`);
  const ids = new Map<string, string>();
  return everyone.map((person) => {
    const id = newId(source);
    ids.set(person.employeeid, id);
    return accountOf(person, id, ids.get(person.manageremployeeid));
  });
};

const scimAccount = (person: Person, id: string, manager: string | undefined): SeedUser => ({
  id,
  externalId: person.employeeid,
  userName: person.username,
  name: { familyName: person.surname, givenName: person.givenname },
  displayName: person.displayname,
  title: person.title,
  userType: person.usertype,
  timezone: person.timezone,
  active: true,
  emails: [{ value: person.email, type: 'work', primary: true }],
  addresses: [{ locality: person.city, country: person.countryname, type: 'work' }],
  [ENTERPRISE_URN]: {
    costCenter: person.costcenter,
    organization: person.organization,
    department: person.department,
    ...(manager === undefined ? {} : { manager: { value: manager } }),
  },
});

const SLACK = slackSettings({});

const slackAccount = (person: Person, id: string, manager: string | undefined): SeedUser => ({
  ...scimAccount(person, id, manager),
  userName: legalUserName(person.username, SLACK),
  addresses: [{ locality: person.city, country: person.countryname }],
});

const helloAccount = (
  person: Person,
  id: string,
  manager: string | undefined,
): NonNullable<HelloOptions['users']>[number] => ({
  user_id: id,
  user_name: person.username,
  active: true,
  email: person.email,
  first_name: person.givenname,
  last_name: person.surname,
  name: person.displayname,
  title: person.title,
  department: person.department,
  city: person.city,
  country: person.countryname,
  ...(manager === undefined ? {} : { manager }),
  employee_number: person.employeeid,
  cost_center: person.costcenter,
});

const oktaAccount = (person: Person, id: string, manager: string | undefined): OktaSeedUser => ({
  id,
  profile: {
    login: person.username,
    email: person.email,
    firstName: person.givenname,
    lastName: person.surname,
    displayName: person.displayname,
    title: person.title,
    department: person.department,
    organization: person.organization,
    costCenter: person.costcenter,
    employeeNumber: person.employeeid,
    userType: person.usertype,
    city: person.city,
    ...(manager === undefined ? {} : { manager: person.managername, managerId: manager }),
  },
});

/** With the departments, cost centers and company that the users refer to. */
const serviceNowAccounts = (everyone: readonly Person[]): Accounts['serviceNow'] => {
  const ids = createIdSource('records of service-now');
  const withMissing = (
    table: string,
    column: string,
    values: readonly (readonly [value: string, record: ServiceNowSeed])[],
  ): readonly ServiceNowSeed[] => {
    const present = DEMO_RECORDS[table] ?? [];
    const missing = new Map(values.filter(([value]) => !present.some((record) => record[column] === value)));
    return [...present, ...[...missing.values()].map((record) => ({ sys_id: ids.hex(32), ...record }))];
  };
  const departments = withMissing(
    'cmn_department',
    'name',
    everyone.map(({ department }) => [department, { name: department }]),
  );
  const costCenters = withMissing(
    'cmn_cost_center',
    'code',
    everyone.map(({ costcenter, department }) => [costcenter, { code: costcenter, name: department }]),
  );
  const companies = withMissing(
    'core_company',
    'name',
    everyone.map(({ organization }) => [organization, { name: organization }]),
  );
  const idBy = (records: readonly ServiceNowSeed[], column: string): ReadonlyMap<unknown, unknown> =>
    new Map(records.map((record) => [record[column], record['sys_id']]));
  const [department, costCenter, company] = [
    idBy(departments, 'name'),
    idBy(costCenters, 'code'),
    idBy(companies, 'name'),
  ];
  return {
    records: {
      ...DEMO_RECORDS,
      cmn_department: departments,
      cmn_cost_center: costCenters,
      core_company: companies,
    },
    users: accounts(
      'service-now',
      everyone,
      ({ hex }) => hex(32),
      (person, id, manager) => ({
        sys_id: id,
        user_name: person.username,
        email: person.email,
        employee_number: person.employeeid,
        first_name: person.givenname,
        last_name: person.surname,
        title: person.title,
        city: person.city,
        country: person.countryname,
        department: department.get(person.department),
        cost_center: costCenter.get(person.costcenter),
        company: company.get(person.organization),
        manager: manager ?? '',
      }),
    ),
  };
};
