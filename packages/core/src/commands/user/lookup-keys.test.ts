import { JANE, setUpVendor } from '../__fixtures__/in-memory-vendor';

const asked = (calls: readonly string[]) => calls.filter((call) => call.startsWith('getUser'));

describe('who is named by an old name', () => {
  it('alone is found by it', async () => {
    const { run, users } = setUpVendor({ users: [JANE] });

    expect(await run('iam-disable-user', { olduserdata: { username: JANE['userName'] } })).toMatchObject({
      status: 'done',
      vendor: { id: '42', active: false },
    });
    expect(users.get('42')).toMatchObject({ active: false });
  });

  it('and a new key of the same text is asked for by both: the key is no repetition of the name', async () => {
    const { run, calls, users } = setUpVendor({ users: [{ ...JANE, userName: 'jane', externalId: '4711' }] });

    expect(
      await run('iam-disable-user', { employeeid: '4711', olduserdata: { username: '4711' } }),
    ).toMatchObject({ status: 'done', vendor: { id: '42' } });
    expect(asked(calls)).toEqual(['getUser userName=4711', 'getUser externalId=4711']);
    expect(users.get('42')).toMatchObject({ active: false });
  });

  it('and a new one is asked for by the new one second', async () => {
    const { run, users } = setUpVendor({ users: [{ ...JANE, userName: 'jane.smith' }] });

    expect(
      await run('iam-disable-user', { username: 'jane.smith', olduserdata: { username: 'jane.doe' } }),
    ).toMatchObject({ status: 'done', vendor: { id: '42' } });
    expect(users.get('42')).toMatchObject({ active: false });
  });
});
