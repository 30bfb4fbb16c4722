import { failing, JANE, setUpVendor } from '../__fixtures__/in-memory-vendor';

const PROFILE = { email: 'jane@example.com' };

describe('iam-get-user', () => {
  it('shows the user, in one request', async () => {
    const { run, calls } = setUpVendor({ users: [JANE] });
    const result = await run('iam-get-user', PROFILE);

    expect(result).toMatchObject({
      status: 'done',
      happened: 'found',
      userProfile: { Username: 'jane@example.com', Title: 'Clerk' },
    });
    expect(result.vendor).toEqual({
      brand: 'Acme',
      instanceName: 'acme_1',
      action: 'get',
      success: true,
      active: true,
      id: '42',
      username: 'jane@example.com',
      email: 'jane@example.com',
      errorCode: null,
      errorMessage: '',
      details: JANE,
      skipped: false,
      reason: '',
    });
    expect(calls).toEqual(['getUser userName=jane@example.com']);
  });

  it('does not report an inactive user as re-enabled', async () => {
    const { run } = setUpVendor({ users: [{ ...JANE, active: false }] });

    expect(await run('iam-get-user', PROFILE)).toMatchObject({ reEnabled: false, vendor: { active: false } });
  });

  it('looks the person up with the mapping for updates', async () => {
    const { run } = setUpVendor({ users: [JANE], onUpdate: { userName: 'login' } });

    expect((await run('iam-get-user', { login: 'jane@example.com' })).vendor).toMatchObject({ id: '42' });
  });

  it('has its keys in the documented order', async () => {
    const { run } = setUpVendor({ users: [JANE] });

    expect(Object.keys((await run('iam-get-user', PROFILE)).vendor)).toEqual(
      'brand instanceName action success active id username email errorCode errorMessage details skipped reason'.split(
        ' ',
      ),
    );
  });

  it('fails with 404 for a missing user, with nothing of the request in details', async () => {
    const { run } = setUpVendor();
    const result = await run('iam-get-user', { ...PROFILE, title: 'Clerk' });

    expect(result.vendor).toMatchObject({
      success: false,
      errorCode: 404,
      errorMessage: 'User does not exist',
      email: 'jane@example.com',
      details: null,
      skipped: false,
    });
    expect(result).toMatchObject({
      status: 'failed',
      failure: {
        kind: 'not-found',
        next: 'Nobody has userName "jane@example.com". Check the identifier, or create the user.',
      },
    });
  });

  it('fails with the vendor’s message when the vendor fails', async () => {
    const { run, next } = setUpVendor({ users: [JANE] });
    next('getUser', failing('vendor-error', 500, { requestId: 'r1' }));

    expect((await run('iam-get-user', PROFILE)).vendor).toMatchObject({
      success: false,
      errorCode: 500,
      errorMessage: 'The vendor is not well. (request id r1)',
      details: null,
    });
  });

  it('shows the vendor’s email address when the profile has none', async () => {
    const { run } = setUpVendor({ users: [JANE] });

    expect((await run('iam-get-user', { id: '42' })).vendor.email).toBe('jane@example.com');
  });

  it('needs no switch', async () => {
    const off = {
      createUserEnabled: false,
      updateUserEnabled: false,
      enableUserEnabled: false,
      disableUserEnabled: false,
    };
    const { run } = setUpVendor({ users: [JANE], params: off });

    expect((await run('iam-get-user', PROFILE)).status).toBe('done');
  });
});
