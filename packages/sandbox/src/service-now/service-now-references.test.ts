import { setUpServiceNow, usersNamed } from '../__fixtures__/service-now';

const IT = '221f79b7c6112284005d646b76ab978c';
const base = 'https://sandbox.service-now.com/api/now/table';

describe('ServiceNow: references', () => {
  it('are written as sys_ids and read as a link and a value', () => {
    const now = setUpServiceNow({ users: [{ sys_id: 'boss', first_name: 'Ada' }] });
    const { body } = now.post('/sys_user', { department: IT, manager: 'boss' });
    expect(body.result).toMatchObject({
      department: { link: `${base}/cmn_department/${IT}`, value: IT },
      manager: { link: `${base}/sys_user/boss`, value: 'boss' },
      location: '',
    });
  });

  it.each([
    ['keep', { link: `${base}/cmn_department/IT`, value: 'IT' }],
    ['clear', ''],
  ] as const)('written as a display name lead nowhere: %s', (unresolvedReference, department) => {
    const now = setUpServiceNow({ unresolvedReference });
    expect(now.post('/sys_user', { department: 'IT' }).body.result.department).toEqual(department);
  });

  it('are found by their display value where the request says that it gives display values', () => {
    const now = setUpServiceNow({ users: [{ sys_id: 'boss', first_name: 'Ada', last_name: 'King' }] });
    const { body } = now.post('/sys_user?sysparm_input_display_value=true', {
      department: 'it',
      manager: 'Ada King',
      notification: 'Disable',
      company: '31bea3d53790200044e0bfc8bcbe5dec',
    });
    expect(body.result).toMatchObject({
      department: { value: IT },
      manager: { value: 'boss' },
      notification: '1',
      company: { value: '31bea3d53790200044e0bfc8bcbe5dec' },
    });
  });

  it('are emptied when what they lead to is deleted', () => {
    const now = setUpServiceNow({ users: [...usersNamed('boss'), { sys_id: 'jane', manager: 'id-boss' }] });
    now.delete('/sys_user/id-boss');
    expect(now.get('/sys_user/jane').body.result.manager).toBe('');
  });
});

describe('ServiceNow: what a reply shows', () => {
  const users = [
    { sys_id: 'jane', user_name: 'jane', first_name: 'Jane', department: IT, notification: '1' },
  ];
  const show = (query: string) => setUpServiceNow({ users }).get(`/sys_user/jane?${query}`).body.result;

  it('all columns, or those that were asked for, without unknown ones', () => {
    expect(show('sysparm_fields=user_name, name,login')).toEqual({ user_name: 'jane', name: 'Jane' });
    expect(Object.keys(show('sysparm_fields='))).toHaveLength(58);
    expect(show('sysparm_fields=login')).toEqual({});
  });

  it('columns of referenced records by dots', () => {
    expect(show('sysparm_fields=department.name,department.id,manager.name,department.x')).toEqual({
      'department.name': 'IT',
      'department.id': '100',
      'manager.name': '',
    });
  });

  it('references without links', () => {
    expect(show('sysparm_exclude_reference_link=true&sysparm_fields=department')).toEqual({ department: IT });
  });

  it('display values', () => {
    const fields = 'sysparm_fields=department,notification,active,manager';
    const link = `${base}/cmn_department/${IT}`;
    expect(show(`${fields}&sysparm_display_value=true`)).toEqual({
      department: { display_value: 'IT', link },
      notification: 'Disable',
      active: 'true',
      manager: '',
    });
    expect(show(`${fields}&sysparm_display_value=true&sysparm_exclude_reference_link=true`)).toMatchObject({
      department: 'IT',
    });
    expect(show(`${fields}&sysparm_display_value=all`)).toEqual({
      department: { display_value: 'IT', value: IT, link },
      notification: { display_value: 'Disable', value: '1' },
      active: { display_value: 'true', value: 'true' },
      manager: { display_value: '', value: '' },
    });
  });

  it('the same in replies to writes', () => {
    const now = setUpServiceNow({ users });
    const query = '?sysparm_fields=name&sysparm_display_value=all';
    expect(now.patch(`/sys_user/jane${query}`, { last_name: 'Doe' }).body.result).toEqual({
      name: { display_value: 'Jane Doe', value: 'Jane Doe' },
    });
    expect(now.post(`/sys_user${query}`, { last_name: 'Poe' }).body.result).toEqual({
      name: { display_value: 'Poe', value: 'Poe' },
    });
  });
});

describe('ServiceNow: the dictionary', () => {
  it('describes every column of a table', () => {
    const now = setUpServiceNow({ users: usersNamed('a') });
    const rows = now.get('/sys_dictionary?sysparm_query=name=sys_user^elementISNOTEMPTY').body.result;
    expect(rows.map((row: { element: string }) => row.element)).toEqual(
      Object.keys(now.get('/sys_user/id-a').body.result),
    );
    expect(now.get('/sys_dictionary?name=sys_user&element=department').body.result).toEqual([
      expect.objectContaining({
        name: 'sys_user',
        element: 'department',
        column_label: 'Department',
        sys_name: 'Department',
        internal_type: { link: `${base}/sys_glide_object?name=reference`, value: 'reference' },
        reference: { link: `${base}/sys_db_object?name=cmn_department`, value: 'cmn_department' },
        max_length: '32',
        unique: 'false',
        active: 'true',
      }),
    ]);
  });

  it('has a row without an element for the table itself', () => {
    const now = setUpServiceNow();
    const rows = now.get('/sys_dictionary?sysparm_query=name=sys_user_group^elementISEMPTY').body.result;
    expect(rows.map((row: { internal_type: { value: string } }) => row.internal_type.value)).toEqual([
      'collection',
    ]);
  });

  it('cannot be changed', () => {
    const now = setUpServiceNow();
    const [{ sys_id: id }] = now.get('/sys_dictionary?sysparm_limit=1').body.result;
    expect([
      now.post('/sys_dictionary', {}).status,
      now.patch(`/sys_dictionary/${id}`, { element: 'x' }).status,
      now.delete(`/sys_dictionary/${id}`).status,
    ]).toEqual([403, 403, 403]);
  });
});
