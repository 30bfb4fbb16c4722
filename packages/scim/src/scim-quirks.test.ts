import { createInstance } from '@iam/core';
import { scim } from './scim';

const url = 'https://idp.example/scim/v2';

describe('the credentials of a SCIM server', () => {
  it.each([
    ['a token', { token: 'abc-def' }],
    ['a user name and a password', { username: 'jane', password: 'abc-def' }],
  ])('may be %s', (_, params) => {
    expect(createInstance(scim, { url, ...params }, { name: 'idp' }).brand).toBe('SCIM');
  });

  it.each([
    ['none', {}],
    ['a user name alone', { username: 'jane' }],
    ['both kinds', { token: 'abc-def', username: 'jane', password: 'abc-def' }],
  ])('may not be %s: requests without them would go out unnoticed', (_, params) => {
    expect(() => createInstance(scim, { url, ...params }, { name: 'idp' })).toThrow(
      'params: give either token, or username and password',
    );
  });
});
