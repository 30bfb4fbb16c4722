import { describeIntegration } from '@iam/conformance';
import { createScimVendor } from '@iam/sandbox';
import { scim } from './scim';

// The deliberate breakages of the kit that need a SCIM server: a dialect that speaks another version than the server does.

const TOKEN = 'scim-conformance-token';

/** The checks of the kit by their names, not yet run. */
const checksOf = (version: '1.1' | '2.0', spoken: '1.1' | '2.0'): ReadonlyMap<string, () => unknown> => {
  const checks = new Map<string, () => unknown>();
  describeIntegration({
    integration: scim,
    fake: () => createScimVendor({ token: TOKEN, version: spoken }),
    params: (url) => ({
      url: `${url}/scim/${spoken === '1.1' ? 'v1' : 'v2'}`,
      token: TOKEN,
      version,
      contentType: 'application/json',
    }),
    profile: { email: 'jane.doe@example.com', username: 'jane.doe', surname: 'Doe', department: 'Research' },
    test: { it: (name, run) => checks.set(name, run) },
  });
  return checks;
};

const NAMES = [
  'profile: what was written comes back (mapper round trip)',
  'update: a changed attribute is written with 2 requests',
  'disable: somebody active cannot sign in afterwards, with 2 requests',
  'groups: members are added and removed, 1 request each time',
];

describe.each([
  ['2.0', '1.1'],
  ['1.1', '2.0'],
] as const)('a dialect of %s at a server of %s', (version, spoken) => {
  it.each(NAMES)('turns red: %s', async (name) => {
    const run = checksOf(version, spoken).get(name);

    await expect(Promise.resolve().then(run)).rejects.toThrow(/What to change: .{20}/);
    await checksOf(spoken, spoken).get(name)?.();
  });
});
