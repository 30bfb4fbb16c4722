import { setUpSlack } from '../__fixtures__/slack';
import { patchOf } from '../__fixtures__/vendor-caller';

// What Slack makes of user names, and who holds a name or an address.

describe('a user name', () => {
  it.each([
    ['jane.doe_1-x', 'jane.doe_1-x'],
    ['jane doe!', 'jane_doe_'],
    ['Jane.Doe@Example.com', 'jane.doe_example.com'],
    ['jane.elizabeth.doe@example.com', 'jane.elizabeth.doe_ex'],
  ])('%s is kept as %s, of at most 21 characters', (given, kept) => {
    const { newUser, v1 } = setUpSlack();
    const { body } = newUser(given, { emails: [{ value: 'jane@example.com' }] });
    expect([body.userName, body.nickName]).toEqual([kept, kept]);
    expect(v1.get(`/Users/${String(body.id)}`).body.userName).toBe(kept);
  });

  it('that is an address may be kept as its local part', () => {
    const { newUser } = setUpSlack({ emailUserNames: 'local-part' });
    expect(newUser('Jane.Doe@example.com', { emails: [{ value: 'j@x' }] }).body.userName).toBe('jane.doe');
  });

  it('is rewritten by a change too', () => {
    const { newUser, v2 } = setUpSlack();
    const target = `/Users/${String(newUser('jane').body.id)}`;
    const { body } = v2.patch(target, patchOf({ op: 'replace', path: 'userName', value: 'jane#2' }));
    expect(body.userName).toBe('jane_2');
  });

  it('above 21 characters is refused, or cut', () => {
    const long = 'x'.repeat(22);
    expect(setUpSlack().newUser(long)).toMatchObject({
      status: 400,
      body: { detail: `username_too_long (username=${long})` },
    });
    expect(setUpSlack({ longUserNames: 'cut' }).newUser(long).body.userName).toBe('x'.repeat(21));
  });

  it.each([409, 400] as const)('that is taken after it was rewritten is a %d', (takenStatus) => {
    const { newUser, v1 } = setUpSlack({ takenStatus, channelNames: ['general'] });
    newUser('jane_doe');
    expect(newUser('jane doe', { emails: [{ value: 'j2@x' }] })).toMatchObject({
      status: takenStatus,
      body: { detail: 'username_taken (username=jane_doe)', status: takenStatus },
    });
    expect(newUser('General').body.detail).toBe('username_taken (username=General)');
    const other = newUser('bob').body.id as string;
    expect(v1.patch(`/Users/${other}`, { userName: 'JANE_DOE' }).body.Errors.code).toBe(takenStatus);
  });
});

describe('an address', () => {
  it('of a deactivated user is still taken', () => {
    const { newUser, v2, v1 } = setUpSlack();
    v2.delete(`/Users/${String(newUser('jane').body.id)}`);
    const mail = { emails: [{ value: 'JANE@example.com' }] };
    expect(newUser('jane2', mail)).toMatchObject({
      status: 409,
      body: { detail: 'email_taken (email=JANE@example.com)' },
    });
    const bob = newUser('bob').body.id as string;
    expect(v1.patch(`/Users/${bob}`, { meta: { attributes: ['emails'] }, ...mail })).toMatchObject({
      status: 409,
      body: { Errors: { description: 'email_taken (email=JANE@example.com)', code: 409 } },
    });
  });

  it('of one’s own is no conflict', () => {
    const { newUser, v1 } = setUpSlack();
    const { id } = newUser('jane').body;
    expect(v1.patch(`/Users/${String(id)}`, { title: 'x' }).status).toBe(200);
  });
});
