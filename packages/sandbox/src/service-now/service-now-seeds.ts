/** A record from the start, by column; columns left out have the value of a new record. */
export type ServiceNowSeed = Readonly<Record<string, unknown>>;

/** What the documented examples of the ServiceNow IAM integration update and disable: the user that theirs creates. */
export const SERVICE_NOW_EXAMPLES: { readonly users: readonly ServiceNowSeed[] } = {
  users: [
    {
      sys_id: 'edab746f1b142410042611b4bd4bcb23',
      email: 'test.demisto@example.com',
      first_name: 'Test',
      last_name: 'Demisto',
      sys_created_on: '2020-11-11 14:55:48',
      sys_created_by: 'admin',
      sys_updated_on: '2020-11-11 14:55:48',
      sys_updated_by: 'admin',
    },
  ],
};

/** What references lead to, as in an instance with demonstration data. */
export const DEMO_RECORDS: Readonly<Record<string, readonly ServiceNowSeed[]>> = {
  core_company: [{ sys_id: '31bea3d53790200044e0bfc8bcbe5dec', name: 'Acme Corporation' }],
  cmn_department: [
    { sys_id: '221f79b7c6112284005d646b76ab978c', name: 'IT', id: '100' },
    { sys_id: '93b25282c0a8000b0b55c8ab34e2f1e6', name: 'HR', id: '200' },
    { sys_id: '9a7ed3f03710200044e0bfc8bcbe5db7', name: 'Sales', id: '300' },
  ],
  cmn_cost_center: [
    { sys_id: 'd9d0a971c0a80a641c20b13d99a48576', name: 'Engineering', code: '4711' },
    { sys_id: 'd9d0e1f1c0a80a6400b1f1b1a8b9ba33', name: 'Traditional', code: '4712' },
  ],
  cmn_location: [
    { sys_id: '105cf7f3c611227501e75e08b14a38ba', name: 'San Diego', city: 'San Diego', country: 'USA' },
    { sys_id: '25ab9c4d0a0a0bb300f7dabdc0ca7c1c', name: 'Berlin', city: 'Berlin', country: 'Germany' },
  ],
};
