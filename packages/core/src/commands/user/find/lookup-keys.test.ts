import { JANE, setUpVendor } from '../../__fixtures__/in-memory-vendor';

const asked = (calls: readonly string[]) => calls.filter((call) => call.startsWith('getUser'));

describe('a user with a former name in olduserdata', () => {
  it('is found by the former name when it is the only identifier', async () => {
    const { run, users } = setUpVendor({ users: [JANE] });

    expect(await run('iam-disable-user', { olduserdata: { username: JANE['userName'] } })).toMatchObject({
      status: 'done',
      vendor: { id: '42', active: false },
    });
    expect(users.get('42')).toMatchObject({ active: false });
  });

  it('is searched by the former name and by a new key of the same text', async () => {
    const { run, calls, users } = setUpVendor({ users: [{ ...JANE, userName: 'jane', externalId: '4711' }] });

    expect(
      await run('iam-disable-user', { employeeid: '4711', olduserdata: { username: '4711' } }),
    ).toMatchObject({ status: 'done', vendor: { id: '42' } });
    expect(asked(calls)).toEqual(['getUser userName=4711', 'getUser externalId=4711']);
    expect(users.get('42')).toMatchObject({ active: false });
  });

  it('is searched by the former name first and the new name second', async () => {
    const { run, users } = setUpVendor({ users: [{ ...JANE, userName: 'jane.smith' }] });

    expect(
      await run('iam-disable-user', { username: 'jane.smith', olduserdata: { username: 'jane.doe' } }),
    ).toMatchObject({ status: 'done', vendor: { id: '42' } });
    expect(users.get('42')).toMatchObject({ active: false });
  });
});
