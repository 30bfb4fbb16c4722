import { awsUser, setUpAws } from '../__fixtures__/aws';
import { patchOf } from '../__fixtures__/vendor-caller';

describe('AWS: what a user must and may have', () => {
  it.each(['userName', 'displayName', 'name.givenName', 'name.familyName'])(
    'answers 400 when %s is missing on create and on replace',
    (path) => {
      const aws = setUpAws();
      const { id } = aws.newUser('jane').body;
      const incomplete: Record<string, unknown> = awsUser('joe');
      if (path === 'name.givenName') {
        incomplete['name'] = { familyName: 'Doe' };
      } else if (path === 'name.familyName') {
        incomplete['name'] = { givenName: 'Joe' };
      } else {
        delete incomplete[path];
      }
      expect(aws.post('/Users', incomplete).status).toBe(400);
      expect(aws.put(`/Users/${id}`, incomplete).status).toBe(400);
    },
  );

  it('takes a user without email and without schemas', () => {
    expect(setUpAws().newUser('jane').status).toBe(201);
  });

  it.each(['emails', 'phoneNumbers', 'addresses', 'roles'])('takes one of %s and refuses two', (name) => {
    const aws = setUpAws();
    const one = (value: string) => (name === 'addresses' ? { locality: value } : { value, primary: true });
    expect(aws.newUser('one', { [name]: [one('a@example.com')] }).status).toBe(201);
    expect(aws.newUser('two', { [name]: [one('b@example.com'), one('c@example.com')] }).status).toBe(400);
  });

  it('refuses an email that is not primary', () => {
    expect(setUpAws().newUser('jane', { emails: [{ value: 'a@example.com', type: 'work' }] }).status).toBe(
      400,
    );
  });

  it.each([
    ['photos', []],
    ['password', 'secret'],
    ['ims', []],
    ['x509Certificates', []],
    ['entitlements', []],
    ['groups', []],
    ['favouriteColour', 'blue'],
    ['emails', [{ value: 'a@example.com', primary: true, display: 'A' }]],
    ['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User', { manager: { displayName: 'M' } }],
  ])('refuses the unsupported attribute %s, even when it is empty', (name, value) => {
    expect(setUpAws().newUser('jane', { [name]: value }).status).toBe(400);
  });

  it('refuses empty strings and takes null for nothing', () => {
    const aws = setUpAws();
    expect(aws.newUser('jane', { title: '' }).status).toBe(400);
    expect(aws.newUser('joe', { title: null }).body).not.toHaveProperty('title');
  });

  it('refuses control and zero-width characters and takes letters of any script', () => {
    const aws = setUpAws();
    expect(aws.newUser('a', { title: 'zero\u200bwidth' }).status).toBe(400);
    expect(aws.newUser('b', { title: 'bell\u0007' }).status).toBe(400);
    expect(aws.newUser('c', { title: 'Łódź 開発 ½' }).status).toBe(201);
  });

  it.each([
    ['none', 'externalId', 201],
    ['none', 'title', 201],
    ['externalId', 'externalId', 400],
    ['externalId', 'title', 201],
    ['all', 'externalId', 400],
    ['all', 'title', 400],
    ['all', 'profileUrl', 201],
  ] as const)(
    'with forbidden characters in %s, a colon in %s answers %i',
    (forbiddenCharacters, name, status) => {
      expect(setUpAws({ forbiddenCharacters }).newUser('jane', { [name]: 'a:b' }).status).toBe(status);
    },
  );

  it('refuses blanks in a userName on create and takes them on replace, as the two pages say', () => {
    const aws = setUpAws();
    const { id } = aws.newUser('jane').body;
    expect(aws.newUser('jane doe').status).toBe(400);
    expect(aws.put(`/Users/${id}`, awsUser('jane doe')).status).toBe(200);
    const strict = setUpAws({ userNameBlanks: 'reject' });
    expect(strict.put(`/Users/${strict.newUser('jane').body.id}`, awsUser('jane doe')).status).toBe(400);
    expect(setUpAws({ userNameBlanks: 'accept' }).newUser('jane doe').status).toBe(201);
  });

  it('refuses a userName beyond 128 characters and other text beyond 1024', () => {
    const aws = setUpAws();
    expect(aws.newUser('x'.repeat(128)).status).toBe(201);
    expect(aws.newUser('x'.repeat(129)).status).toBe(400);
    expect(aws.newUser('jane', { title: 'x'.repeat(1025) }).status).toBe(400);
  });

  it('refuses reserved names only when switched on', () => {
    expect(setUpAws().newUser('Administrator').status).toBe(201);
    expect(setUpAws({ reservedNames: true }).newUser('Administrator').status).toBe(400);
    expect(setUpAws({ reservedNames: true }).newGroup('AWSAdministrators').status).toBe(400);
  });

  it('makes a user inactive when nothing is said about active, unless switched', () => {
    const { active: _said, ...unsaid } = awsUser('jane');
    expect(setUpAws().post('/Users', unsaid).body.active).toBe(false);
    expect(setUpAws({ activeWhenOmitted: true }).post('/Users', unsaid).body.active).toBe(true);
  });
});

describe('AWS: duplicates', () => {
  const email = (value: string) => ({ emails: [{ value, primary: true }] });

  it.each([
    ['userName in another case', 'JANE', {}],
    ['email in another case', 'other', email('Jane@Example.com')],
    ['externalId', 'other', { externalId: 'e1' }],
  ])('answers 409 for the same %s', (_what, userName, more) => {
    const aws = setUpAws();
    aws.newUser('jane', { ...email('jane@example.com'), externalId: 'e1' });
    const { status, body } = aws.newUser(userName, more);
    expect(status).toBe(409);
    expect(body.detail).toBe('Refused to create a new, duplicate resource.');
  });

  it('tells externalIds of another case apart', () => {
    const aws = setUpAws();
    aws.newUser('jane', { externalId: 'e1' });
    expect(aws.newUser('joe', { externalId: 'E1' }).status).toBe(201);
    aws.post('/Groups', { displayName: 'A', externalId: 'g1' });
    expect(aws.post('/Groups', { displayName: 'B', externalId: 'G1' }).status).toBe(201);
  });

  it('answers 409 for the same displayName or externalId of a group', () => {
    const aws = setUpAws();
    aws.post('/Groups', { displayName: 'Team', externalId: 'g1' });
    expect(aws.newGroup('team').status).toBe(409);
    expect(aws.post('/Groups', { displayName: 'Other', externalId: 'g1' }).status).toBe(409);
  });

  it('answers 409 when a PUT or PATCH takes what another user has, and changes nothing', () => {
    const aws = setUpAws();
    aws.newUser('jane');
    const { id } = aws.newUser('joe').body;
    expect(aws.put(`/Users/${id}`, awsUser('jane')).status).toBe(409);
    expect(
      aws.patch(`/Users/${id}`, patchOf({ op: 'replace', path: 'userName', value: 'jane' })).status,
    ).toBe(409);
    expect(aws.get(`/Users/${id}`).body.userName).toBe('joe');
  });

  it('forgets what was deleted', () => {
    const aws = setUpAws();
    aws.delete(`/Users/${aws.newUser('jane').body.id}`);
    expect(aws.newUser('jane').status).toBe(201);
  });
});
