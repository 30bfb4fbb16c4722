import { JANE, setUpVendor } from '../__fixtures__/in-memory-vendor';
import type { UserResult } from '../result';

const COMMANDS = [
  'iam-get-user',
  'iam-create-user',
  'iam-update-user',
  'iam-enable-user',
  'iam-disable-user',
];

const run = async (command: string, profile: object, strict: boolean) => {
  const acme = setUpVendor({ users: [JANE] });
  const result = await acme.instance.runByName(command, { 'user-profile': profile }, { strict });
  return { result: result as UserResult, calls: acme.calls };
};

describe.each(COMMANDS)('a strict %s', (command) => {
  it('is refused before anything is sent when the profile has an unknown key', async () => {
    const { result, calls } = await run(
      command,
      { email: 'jane@example.com', titel: 'x', costcenter: 7 },
      true,
    );

    expect(calls).toEqual([]);
    expect(result).toMatchObject({
      status: 'failed',
      failure: {
        kind: 'invalid-input',
        strict: true,
        effect: 'none',
        message: expect.stringMatching(/^user-profile: titel, costcenter are not attributes /) as string,
      },
    });
  });

  it('checks the keys of olduserdata too, because they are used for the lookup', async () => {
    const { result, calls } = await run(
      command,
      { ...JANE, olduserdata: { emial: 'old@example.com' } },
      true,
    );

    expect(calls).toEqual([]);
    expect(result.failure?.message).toMatch(/^user-profile: olduserdata\.emial is not an attribute /);
  });

  it('accepts keys of the mapper, of the vendor and of the commands', async () => {
    const { result } = await run(
      command,
      {
        id: '42',
        givenname: 'Jane',
        displayName: 'Jane Doe',
        active: true,
        olduserdata: { email: 'a@b.example' },
      },
      true,
    );

    expect(result.failure).toBeUndefined();
  });

  it('only warns of unknown keys when it is off', async () => {
    const { result } = await run(command, { email: 'jane@example.com', titel: 'x' }, false);

    expect(result.failure).toBeUndefined();
    expect(result.warnings).toEqual([expect.stringContaining('titel is not an attribute')]);
  });
});
