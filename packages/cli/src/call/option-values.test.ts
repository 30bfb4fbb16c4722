import { iam } from '../__fixtures__/terminal';

/** Every word that takes a value, with an option in the place of it. */
it.each([
  ['disable', 'jane@example.com', '--results', '--dry-run'],
  ['offboard', 'jane@example.com', '--report', '--dry-run'],
  ['offboard', 'jane@example.com', '--using', '--dry-run'],
  ['group', 'sync', 'Sales', '--from', '--dry-run'],
  ['group', 'add', 'Sales', '--members', '--dry-run'],
  ['plan', '--out', '--no-refresh'],
  ['init', '--output', '--dry-run'],
  ['config', 'init', '--name', '--config'],
])('%s takes no option for a value: %j', async (...argv) => {
  const { code, stderr } = await iam(argv, { cwd: '/' });

  expect(code).toBe(2);
  expect(stderr).toContain('It lacks its value');
});
