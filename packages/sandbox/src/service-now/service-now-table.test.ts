import { setUpServiceNow, usersNamed } from '../__fixtures__/service-now';
import { SERVICE_NOW_EXAMPLES } from './service-now-seeds';

const EXAMPLE_ID = 'edab746f1b142410042611b4bd4bcb23';

describe('ServiceNow: records', () => {
  it('are created as in the documented example, every value a text', () => {
    const { post } = setUpServiceNow({ sysIds: [EXAMPLE_ID], publicUrl: 'https://x.service-now.com/' });
    const { status, headers, body } = post('/sys_user', {
      email: 'test.demisto@example.com',
      first_name: 'Test',
      last_name: 'Demisto',
    });
    expect([status, headers['Location']]).toEqual([
      201,
      `https://x.service-now.com/api/now/table/sys_user/${EXAMPLE_ID}`,
    ]);
    expect(Object.keys(body)).toEqual(['result']);
    expect(body.result).toEqual({
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
      sys_domain: {
        link: 'https://x.service-now.com/api/now/table/sys_user_group/global',
        value: 'global',
      },
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
      user_name: '',
      roles: '',
      title: '',
      sys_class_name: 'sys_user',
      sys_id: EXAMPLE_ID,
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
    });
  });

  it('are updated and disabled as in the documented examples, from the user that the example creates', () => {
    const created = setUpServiceNow({ sysIds: [EXAMPLE_ID] }).post('/sys_user', {
      email: 'test.demisto@example.com',
      first_name: 'Test',
      last_name: 'Demisto',
    }).body.result;
    const now = setUpServiceNow(SERVICE_NOW_EXAMPLES);
    expect(now.get(`/sys_user/${EXAMPLE_ID}`).body.result).toEqual(created);
    expect(now.patch(`/sys_user/${EXAMPLE_ID}`, { last_name: 'Demisto2' }).body.result).toEqual({
      ...created,
      last_name: 'Demisto2',
      name: 'Test Demisto2',
      sys_mod_count: '1',
    });
    expect(now.patch(`/sys_user/${EXAMPLE_ID}`, { active: false }).body.result).toMatchObject({
      active: 'false',
      sys_mod_count: '2',
    });
  });

  it.each(['PATCH', 'PUT'])(
    'are changed column by column by %s, which counts and dates the change',
    (method) => {
      const now = setUpServiceNow();
      const id = now.newUser({ user_name: 'jane', first_name: 'Jane', last_name: 'Doe', title: 'CTO' });
      now.clock.advance(60_000);
      const { status, body } = now.send(method, `/sys_user/${id}`, '{"last_name":"Poe"}');
      expect(status).toBe(200);
      expect(body.result).toMatchObject({
        name: 'Jane Poe',
        title: 'CTO',
        sys_mod_count: '1',
        sys_created_on: '2020-11-11 14:55:48',
        sys_updated_on: '2020-11-11 14:56:48',
      });
      expect(now.get(`/sys_user/${id}`).body).toEqual(body);
    },
  );

  it('are deleted with 204 and without a body', () => {
    const now = setUpServiceNow({ users: usersNamed('a') });
    expect(now.delete('/sys_user/id-a')).toMatchObject({ status: 204, body: undefined });
    expect(now.vendor.users()).toEqual([]);
  });

  it('have ids of 32 hexadecimal digits, the same after a reset', () => {
    const now = setUpServiceNow();
    const id = now.newUser({});
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    now.vendor.reset();
    expect(now.vendor.users()).toEqual([]);
    expect(now.newUser({})).toBe(id);
  });

  it('store JSON booleans and numbers as text', () => {
    const now = setUpServiceNow();
    const id = now.newUser({ active: false, locked_out: 'true', vip: '1', employee_number: 42 });
    expect(now.get(`/sys_user/${id}`).body.result).toMatchObject({
      active: 'false',
      locked_out: 'true',
      vip: 'true',
      employee_number: '42',
    });
  });

  it('ignore unknown keys, columns of the platform and structured values without a word', () => {
    const now = setUpServiceNow();
    const { status, body } = now.post('/sys_user', {
      givenName: 'x',
      sys_id: 'mine',
      sys_created_by: 'me',
      sys_mod_count: '9',
      city: { a: 1 },
      zip: ['x'],
    });
    expect(status).toBe(201);
    expect(body.result).toMatchObject({ sys_created_by: 'admin', sys_mod_count: '0', city: '', zip: '' });
    expect(body.result.sys_id).not.toBe('mine');
    expect(body.result).not.toHaveProperty('givenName');
  });

  it('lose a value to the empty string, except for choices', () => {
    const now = setUpServiceNow();
    const id = now.newUser({ city: 'Bonn', notification: '1', department: 'x' });
    const { body } = now.patch(`/sys_user/${id}`, { city: '', notification: '', department: '' });
    expect(body.result).toMatchObject({ city: '', notification: '1', department: '' });
  });

  it.each([
    ['clear', ''],
    ['ignore', 'Bonn'],
  ] as const)('take JSON null as a switch says: %s', (nullValues, city) => {
    const now = setUpServiceNow({ nullValues });
    const id = now.newUser({ city: 'Bonn' });
    expect(now.patch(`/sys_user/${id}`, { city: null }).body.result.city).toBe(city);
  });

  it.each([
    ['truncate', 40],
    ['keep', 60],
  ] as const)('take a text longer than its column as a switch says: %s', (overlongValues, length) => {
    const now = setUpServiceNow({ overlongValues });
    expect(now.post('/sys_user', { user_name: 'x'.repeat(60) }).body.result.user_name).toHaveLength(length);
  });

  it.each([
    ['bump', '1'],
    ['keep', '0'],
  ] as const)('count an update that changes nothing as a switch says: %s', (unchangedUpdate, count) => {
    const now = setUpServiceNow({ unchangedUpdate });
    const id = now.newUser({ city: 'Bonn' });
    expect(now.patch(`/sys_user/${id}`, { city: 'Bonn' }).body.result.sys_mod_count).toBe(count);
    const changed = now.patch(`/sys_user/${id}`, { city: 'Berlin' }).body.result.sys_mod_count;
    expect(changed).toBe(String(Number(count) + 1));
  });

  it('compute the name of a user; a written one is ignored, or split', () => {
    const names = { first_name: 'Jane', middle_name: 'M.', last_name: 'Doe' };
    const ignoring = setUpServiceNow();
    expect(ignoring.post('/sys_user', { ...names, name: 'X Y' }).body.result.name).toBe('Jane M. Doe');
    expect(ignoring.post('/sys_user', { name: 'X Y' }).body.result.name).toBe('');
    const splitting = setUpServiceNow({ writtenName: 'split' });
    expect(splitting.post('/sys_user', { name: 'Ada King Lovelace' }).body.result).toMatchObject({
      first_name: 'Ada',
      last_name: 'King Lovelace',
      name: 'Ada King Lovelace',
    });
  });

  it('never show a password, which only a display value sets', () => {
    const now = setUpServiceNow();
    const id = now.newUser({ user_password: 'first' });
    expect(now.vendor.users()[0]).toMatchObject({ user_password: '' });
    const { body } = now.patch(`/sys_user/${id}?sysparm_input_display_value=true`, {
      user_password: 'second',
    });
    expect(body.result.user_password).toBe('');
    expect(now.get('/sys_user?sysparm_display_value=all').body.result[0].user_password.value).toBe('');
    expect(now.vendor.users()[0]).toMatchObject({ user_password: 'second' });
    for (const query of ['user_passwordSTARTSWITHx', 'user_password=x', 'user_passwordISEMPTY']) {
      expect(now.list(`/sys_user?sysparm_query=${query}`)).toHaveLength(1);
    }
  });
});
