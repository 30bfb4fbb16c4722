import { SERVICE_NOW_HEADERS, setUpServiceNow, usersNamed } from '../__fixtures__/service-now';
import { callerOf } from '../__fixtures__/vendor-caller';

describe('ServiceNow: versions', () => {
  it('answer an empty list with 404 in v1 and with an empty list in v2 and the latest', () => {
    const { below } = setUpServiceNow();
    expect(below('/api/now/v1/table').get('/sys_user')).toMatchObject({
      status: 404,
      body: {
        error: {
          message: 'No Record found',
          detail: "Record doesn't exist or ACL restricts the record retrieval",
        },
        status: 'failure',
      },
    });
    for (const base of ['/api/now/v2/table', '/api/now/table']) {
      expect(below(base).get('/sys_user')).toMatchObject({ status: 200, body: { result: [] } });
    }
  });

  it('link to records of the same version', () => {
    const { below } = setUpServiceNow();
    const { body, headers } = below('/api/now/v1/table').post('/sys_user', {});
    expect([body.result.sys_domain.link, headers['Location']]).toEqual([
      'https://sandbox.service-now.com/api/now/v1/table/sys_user_group/global',
      `https://sandbox.service-now.com/api/now/v1/table/sys_user/${body.result.sys_id}`,
    ]);
  });

  it('link to the host that was asked', () => {
    const { below } = setUpServiceNow();
    const at = below('/api/now/table', { ...SERVICE_NOW_HEADERS, host: '127.0.0.1:8080' });
    expect(at.post('/sys_user', {}).headers['Location']).toMatch(
      /^http:\/\/127\.0\.0\.1:8080\/api\/now\/table\/sys_user\/[0-9a-f]{32}$/,
    );
  });
});

describe('ServiceNow: headers of a request', () => {
  it('X-no-response-body leaves the body out', () => {
    const now = setUpServiceNow();
    const quiet = now.below('/api/now/table', { ...SERVICE_NOW_HEADERS, 'x-no-response-body': 'true' });
    const created = quiet.post('/sys_user', { user_name: 'jane' });
    expect(created).toMatchObject({ status: 201, body: undefined });
    const path = (created.headers['Location'] ?? '').split('/table')[1] ?? '';
    expect(quiet.patch(path, { city: 'Bonn' })).toMatchObject({ status: 204, body: undefined });
    expect(now.get(path).body.result.city).toBe('Bonn');
    const other = setUpServiceNow({ users: usersNamed('a'), suppressedUpdateStatus: 200 });
    expect(
      callerOf(other.vendor, '/api/now/table', {
        ...SERVICE_NOW_HEADERS,
        'x-no-response-body': 'true',
      }).patch('/sys_user/id-a', {}),
    ).toMatchObject({ status: 200, body: undefined });
  });

  it('X-http-method-override turns a POST into another method', () => {
    const now = setUpServiceNow({ users: usersNamed('a') });
    const as = (method: string) =>
      now.below('/api/now/table', { ...SERVICE_NOW_HEADERS, 'x-http-method-override': method });
    expect(as('PATCH').post('/sys_user/id-a', { city: 'Bonn' }).body.result.city).toBe('Bonn');
    expect(as('DELETE').get('/sys_user/id-a').status).toBe(200);
    expect(as('DELETE').send('POST', '/sys_user/id-a', '').status).toBe(204);
  });
});
