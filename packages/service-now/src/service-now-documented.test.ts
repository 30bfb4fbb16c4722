import { createInstance, toContext, toMarkdown } from '@iam/core';
import { createServiceNowVendor } from '@iam/sandbox';
import { interceptedInstance } from '@iam/sandbox/msw';

import { serviceNow } from './service-now';

// The examples of the reference's page, of which the tables and the records are known. Two of the deliberate differences of
// docs/parity.md show: a user name (8), which the documented user does not have, and the column of it.

const ID = 'edab746f1b142410042611b4bd4bcb23';

/** The documented record in the order of the page, as the instance sends it; what is not listed is empty. */
const RECORD = {
  calendar_integration: '1',
  country: '',
  user_password: '',
  last_login_time: '',
  source: '',
  sys_updated_on: '2020-11-11 14:55:48',
  building: '',
  web_service_access_only: 'false',
  notification: '2',
  enable_multifactor_authn: 'false',
  sys_updated_by: 'admin',
  sys_created_on: '2020-11-11 14:55:48',
  sys_domain: { link: 'https://acme.service-now.com/api/now/table/sys_user_group/global', value: 'global' },
  state: '',
  vip: 'false',
  sys_created_by: 'admin',
  zip: '',
  home_phone: '',
  time_format: '',
  last_login: '',
  default_perspective: '',
  active: 'true',
  sys_domain_path: '/',
  cost_center: '',
  phone: '',
  name: 'Test Demisto',
  employee_number: '',
  password_needs_reset: 'false',
  gender: '',
  city: '',
  failed_attempts: '',
  user_name: 'test.demisto@example.com',
  roles: '',
  title: '',
  sys_class_name: 'sys_user',
  sys_id: ID,
  internal_integration_user: 'false',
  ldap_server: '',
  mobile_phone: '',
  street: '',
  company: '',
  department: '',
  first_name: 'Test',
  email: 'test.demisto@example.com',
  introduction: '',
  preferred_language: '',
  manager: '',
  locked_out: 'false',
  sys_mod_count: '0',
  last_name: 'Demisto',
  photo: '',
  avatar: '',
  middle_name: '',
  sys_tags: '',
  time_zone: '',
  schedule: '',
  date_format: '',
  location: '',
};

const cellOf = (record: object): string =>
  Object.entries(record)
    .map(([key, value]) =>
      typeof value === 'object'
        ? `${key}: ${JSON.stringify(value).replace('","', '", "').replaceAll('":"', '": "')}`
        : `${key}: ${value}`,
    )
    .join('<br>');

it('the documented calls give the documented contexts and tables', async () => {
  const url = 'https://acme.service-now.com';
  let time = '2020-11-11T14:55:48Z';
  const vendor = createServiceNowVendor({
    username: 'admin',
    publicUrl: url,
    sysIds: [ID],
    now: () => new Date(time),
  });
  const params = { url, username: 'admin', password: 'sandbox-password' };
  const { close } = interceptedInstance(serviceNow, params, vendor);
  const instance = createInstance(serviceNow, params, { name: 'ServiceNow IAM_instance_1', env: {} });
  const run = async (command: string, profile: object) => {
    const result = await instance.runByName(command, { 'user-profile': profile });
    return { context: toContext(result), table: toMarkdown(result) };
  };
  const shown = (action: string, profile: object, record: { readonly active: string }) => ({
    IAM: {
      UserProfile: profile,
      Vendor: {
        brand: 'ServiceNow IAM',
        instanceName: 'ServiceNow IAM_instance_1',
        action,
        success: true,
        active: record.active === 'true',
        id: ID,
        username: 'test.demisto@example.com',
        email: 'test.demisto@example.com',
        errorCode: null,
        errorMessage: '',
        details: record,
        skipped: false,
        reason: '',
      },
    },
  });
  const table = (title: string, record: { readonly active: string }): string =>
    [
      `### ${title} User Results (ServiceNow IAM)`,
      '|brand|instanceName|success|active|id|username|email|details|',
      '|---|---|---|---|---|---|---|---|',
      `| ServiceNow IAM | ServiceNow IAM_instance_1 | true | ${record.active} | ${ID} | test.demisto@example.com | test.demisto@example.com | ${cellOf(record)} |`,
      '',
    ].join('\n');
  try {
    const create = { email: 'test.demisto@example.com', givenname: 'Test', surname: 'Demisto' };
    const created = await run('iam-create-user', create);
    expect(created.context).toEqual(shown('create', create, RECORD));
    expect(created.table).toBe(table('Create', RECORD));

    time = '2020-11-11T14:56:30Z';
    const update = { email: 'test.demisto@example.com', surname: 'Demisto-Changed' };
    const afterUpdate = {
      ...RECORD,
      sys_updated_on: '2020-11-11 14:56:30',
      name: 'Test Demisto-Changed',
      sys_mod_count: '1',
      last_name: 'Demisto-Changed',
    };
    const updated = await run('iam-update-user', update);
    expect(updated.context).toEqual(shown('update', update, afterUpdate));
    expect(updated.table).toBe(table('Update', afterUpdate));

    const disable = { email: 'test.demisto@example.com' };
    const afterDisable = { ...afterUpdate, active: 'false', sys_mod_count: '2' };
    const disabled = await run('iam-disable-user', disable);
    expect(disabled.context).toEqual(shown('disable', disable, afterDisable));
    expect(disabled.table).toBe(table('Disable', afterDisable));
  } finally {
    close();
  }
});
