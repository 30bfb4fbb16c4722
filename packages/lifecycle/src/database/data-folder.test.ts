import { dataFolder } from './data-folder';

const machine = { env: {}, platform: 'linux', home: '/home/jane', root: false } as const;

it.each([
  [machine, '/home/jane/.local/share/iam'],
  [{ ...machine, env: { XDG_DATA_HOME: '/data' } }, '/data/iam'],
  // The specification wants a relative path to be ignored.
  [{ ...machine, env: { XDG_DATA_HOME: 'data' } }, '/home/jane/.local/share/iam'],
  [{ ...machine, env: { IAM_DATA_DIR: '/srv/iam', XDG_DATA_HOME: '/data' } }, '/srv/iam'],
  [{ ...machine, root: true, home: '/root' }, '/var/lib/iam'],
  [{ ...machine, root: true, env: { IAM_DATA_DIR: '/srv/iam' } }, '/srv/iam'],
  [{ ...machine, platform: 'darwin' as const }, '/home/jane/Library/Application Support/iam'],
])('%j → %s', (given, folder) => {
  expect(dataFolder(given)).toBe(folder);
});
