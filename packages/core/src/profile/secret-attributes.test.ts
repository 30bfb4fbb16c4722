import { withoutSecretAttributes, withSecretsMasked } from './secret-attributes';

describe('secrets of a person', () => {
  it.each([
    'password',
    'Password',
    'user_password',
    'userPassword',
    'newPassword',
    'old_password',
    'current password',
    'initial-password',
    'passphrase',
    'credential',
    'passwd',
    'pwd',
    'credentials',
    'urn:ietf:params:scim:schemas:core:2.0:User:password',
  ])('are what is under %s, whatever it is', (key) => {
    const data = { login: 'jane', nested: [{ [key]: { value: 'pw' } }] };
    expect(withSecretsMasked(data)).toEqual({ login: 'jane', nested: [{ [key]: '[secret]' }] });
    expect(withoutSecretAttributes(data)).toEqual({ login: 'jane', nested: [{}] });
  });

  it.each([
    'passwordChanged',
    'password_expires',
    'passwordPolicy',
    'forgotPassword',
    'urn:x:passwordPolicy',
    'password:x',
    'title',
  ])('are not what is under %s', (key) => {
    const data = { [key]: 'x' };
    expect(withSecretsMasked(data)).toBe(data);
    expect(withoutSecretAttributes(data)).toBe(data);
  });
});
