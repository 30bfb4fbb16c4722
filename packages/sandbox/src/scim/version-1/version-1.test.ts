import { setUpScim } from '../../__fixtures__/scim';

// A standard server of SCIM 1.1. Its PATCH is in partial-resource.test.ts.

const CORE = 'urn:scim:schemas:core:1.0';
const ENTERPRISE = 'urn:scim:schemas:extension:enterprise:1.0';
const setUp = () => setUpScim({ version: '1.1', basePath: '/scim/v1' });

it('has the names of 1.1 in records', () => {
  const { newUser, get } = setUp();
  const { body } = newUser('jane', { [ENTERPRISE]: { department: 'IT', manager: { managerId: '9' } } });
  expect(body).toMatchObject({
    schemas: [CORE, ENTERPRISE],
    userName: 'jane',
    [ENTERPRISE]: { department: 'IT', manager: { managerId: '9' } },
  });
  expect(get(`/Users/${String(body.id)}?attributes=userName`).body).toEqual({
    schemas: [CORE, ENTERPRISE],
    id: body.id,
    userName: 'jane',
  });
});

it('lists under the core schema', () => {
  const { newUser, get } = setUp();
  newUser('jane');
  expect(get('/Users?filter=userName%20eq%20%22jane%22').body).toMatchObject({
    schemas: [CORE],
    totalResults: 1,
  });
});

it('has errors as a list, their code a text', () => {
  expect(setUp().get('/Users/none')).toMatchObject({
    status: 404,
    body: { Errors: [{ description: 'User none not found.', code: '404' }] },
  });
});

it('has schemas by the name of the endpoint, extensions in them', () => {
  const { get } = setUp();
  const { body } = get('/Schemas/Users');
  expect(body).toMatchObject({ schema: CORE, endpoint: '/Users' });
  expect(body.attributes).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ name: 'userName', schema: CORE }),
      expect.objectContaining({ name: 'department', schema: ENTERPRISE }),
    ]),
  );
  expect([get('/ServiceProviderConfigs').status, get('/ResourceTypes').status]).toEqual([200, 404]);
});
