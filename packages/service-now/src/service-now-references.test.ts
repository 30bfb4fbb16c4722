import { JANE, JOE, setUp } from './__fixtures__/service-now-instance';

// Columns that hold the sys_id of another record, and how a profile names that record.

const IT = '221f79b7c6112284005d646b76ab978c';

let close: (() => void) | undefined;
afterEach(() => close?.());

const at = (...args: Parameters<typeof setUp>) => {
  const running = setUp(...args);
  ({ close } = running);
  return running;
};

it.each([
  ['manager', 'manageremailaddress', 'joe@example.com', JOE.sys_id],
  ['manager', 'manageremployeeid', 'E2', JOE.sys_id],
  ['manager', 'managername', 'joe soap', JOE.sys_id],
  ['manager', 'manager', JOE.sys_id, JOE.sys_id],
  ['department', 'department', 'IT', IT],
  ['department', 'department', IT, IT],
  ['company', 'organization', 'Acme Corporation', '31bea3d53790200044e0bfc8bcbe5dec'],
  ['company', 'company', 'Acme Corporation', '31bea3d53790200044e0bfc8bcbe5dec'],
  ['cost_center', 'costcenter', 'Engineering', 'd9d0a971c0a80a641c20b13d99a48576'],
  ['cost_center', 'costcenter', '4711', 'd9d0a971c0a80a641c20b13d99a48576'],
  ['cost_center', 'costcentercode', 4711, 'd9d0a971c0a80a641c20b13d99a48576'],
  ['location', 'location', 'Berlin', '25ab9c4d0a0a0bb300f7dabdc0ca7c1c'],
])('%s is found by %s "%s", unchanged afterwards, and cleared by null', async (column, key, value, id) => {
  const { run, vendor } = at({ users: [JANE, { ...JOE, employee_number: 'E2' }] });
  const named = await run('iam-update-user', { username: 'jane', [key]: value });
  expect(named).toMatchObject({ happened: 'updated', warnings: [] });
  expect(vendor.users()[0]).toMatchObject({ [column]: id });

  expect((await run('iam-update-user', { username: 'jane', [key]: value })).happened).toBe('unchanged');
  await run('iam-update-user', { username: 'jane', [key]: null });
  expect(vendor.users()[0]).toMatchObject({ [column]: '' });
});

it('a name that leads nowhere, or to several records, is a warning, and the rest is written', async () => {
  const { run, vendor, bodies } = at({
    users: [JANE],
    records: { cmn_department: [{ name: 'Sales' }, { name: 'Sales' }] },
  });
  const { status, warnings, unresolved } = await run('iam-update-user', {
    username: 'jane',
    title: 'Boss',
    department: 'Sales',
    location: 'Atlantis',
  });

  expect([status, unresolved]).toEqual(['done', ['department', 'location']]);
  expect(warnings).toEqual([
    expect.stringContaining('Several records are found by department "Sales"') as string,
    expect.stringContaining('No record is found by location "Atlantis"') as string,
  ]);
  expect(bodies()).toEqual([{ title: 'Boss' }]);
  expect(vendor.users()).toMatchObject([{ department: '', location: '' }]);
});

it('a name that has a meaning in a query is refused, and nothing is written', async () => {
  const { run, vendor } = at({ users: [JANE] });
  const { failure } = await run('iam-update-user', {
    username: 'jane',
    title: 'Boss',
    department: 'IT^ORname=HR',
  });

  expect(failure?.kind).toBe('invalid-input');
  expect(vendor.users()).toMatchObject([{ title: 'Clerk', department: '' }]);
});
