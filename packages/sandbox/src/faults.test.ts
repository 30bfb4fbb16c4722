import { AWS_HEADERS, awsUser, setUpAws } from './__fixtures__/aws';
import { callerOf, type Caller } from './__fixtures__/vendor-caller';
import { withFaults, type Fault, type FaultyVendor } from './faults';
import { startServer } from './server/start-server';

const setUp = (...script: readonly Fault[]): Caller & { vendor: FaultyVendor } => {
  const vendor = withFaults(setUpAws().vendor, script);
  return { ...callerOf(vendor, '/t1/scim/v2', AWS_HEADERS), vendor };
};

const statuses = (count: number, call: () => { status: number }): readonly number[] =>
  Array.from({ length: count }, () => call().status);

describe('which requests a fault strikes', () => {
  it('the first that matches, when nothing else is said', () => {
    const aws = setUp({ fault: { status: 503 } });
    expect(statuses(3, () => aws.get('/Users'))).toEqual([503, 200, 200]);
  });

  it('the nth, as many times as said', () => {
    const aws = setUp({ nth: 2, times: 2, fault: { status: 503 } });
    expect(statuses(5, () => aws.get('/Users'))).toEqual([200, 503, 503, 200, 200]);
  });

  it('every so many from the nth on', () => {
    const aws = setUp({ nth: 2, every: 3, times: 2, fault: { status: 503 } });
    expect(statuses(9, () => aws.get('/Users'))).toEqual([200, 503, 200, 200, 503, 200, 200, 200, 200]);
    const endless = setUp({ every: 2, times: 'forever', fault: { status: 503 } });
    expect(statuses(5, () => endless.get('/Users'))).toEqual([503, 200, 503, 200, 503]);
  });

  it('all from the nth on', () => {
    const aws = setUp({ nth: 3, times: 'forever', fault: { status: 500 } });
    expect(statuses(5, () => aws.get('/Users'))).toEqual([200, 200, 500, 500, 500]);
  });

  it.each([
    ['POST', '**/Users', 'POST', '/Users', true],
    ['post', '**/Users', 'POST', '/Users', true],
    ['POST', '**/Users', 'GET', '/Users', false],
    ['GET', '**/Users', 'GET', '/Users/1', false],
    ['GET', '/t1/scim/v2/Users/*', 'GET', '/Users/1', true],
    ['GET', '/*/Users/*', 'GET', '/Users/1', false],
    ['GET', '/t1/scim/v./Users', 'GET', '/Users', false],
    [undefined, undefined, 'DELETE', '/Groups/1', true],
  ])('of method %s and path %s: %s %s is struck: %s', (method, path, sent, target, struck) => {
    const aws = setUp({ ...(method && { method }), ...(path && { path }), fault: { status: 418 } });
    expect(aws.send(sent, target, '{}').status === 418).toBe(struck);
  });

  it('one fault at a time: the first in the script, while every fault counts for itself', () => {
    const aws = setUp({ nth: 2, fault: { status: 503 } }, { nth: 2, times: 2, fault: { status: 500 } });
    expect(statuses(4, () => aws.get('/Users'))).toEqual([200, 503, 500, 200]);
  });

  it('has no end when it strikes for ever, yet is not pending once it struck', () => {
    const aws = setUp(
      { times: 'forever', fault: { status: 503 } },
      { times: 2, method: 'POST', fault: 'lost' },
    );
    aws.get('/Users');
    expect(aws.vendor.pending()).toEqual([{ times: 2, method: 'POST', fault: 'lost' }]);
  });

  it('says which faults are still to come, and starts again after a reset', () => {
    const fault: Fault = { method: 'GET', fault: { status: 503 } };
    const aws = setUp(fault);
    expect(aws.vendor.pending()).toEqual([fault]);
    aws.get('/Users');
    expect(aws.vendor.pending()).toEqual([]);
    aws.vendor.reset();
    expect([aws.vendor.pending(), aws.get('/Users').status]).toEqual([[fault], 503]);
  });
});

describe('what a fault does', () => {
  const user = awsUser('jane');

  it('a reply takes the place of the vendor’s own, which sees nothing', () => {
    const aws = setUp({
      fault: { status: 429, headers: { 'Retry-After': '2' }, body: { detail: 'slow down' } },
    });
    expect(aws.post('/Users', user)).toEqual({
      status: 429,
      headers: { 'Retry-After': '2' },
      body: { detail: 'slow down' },
      answered: null,
    });
    expect(aws.vendor.users()).toEqual([]);
  });

  it('a reply may come after the vendor acted, like a gateway that gave up waiting', () => {
    const aws = setUp({ fault: { status: 504, handled: true } });
    expect(aws.post('/Users', user).status).toBe(504);
    expect(aws.vendor.users()).toHaveLength(1);
  });

  it('lost: the vendor acted and the reply never arrives', () => {
    const aws = setUp({ fault: 'lost' });
    expect(aws.post('/Users', user).drop).toBe('after');
    expect(aws.vendor.users()).toHaveLength(1);
  });

  it('refused: the vendor did not act', () => {
    const aws = setUp({ fault: 'refused' });
    expect(aws.post('/Users', user).drop).toBe('before');
    expect(aws.vendor.users()).toEqual([]);
  });

  it('html: a page in place of the reply', () => {
    const { status, headers, text } = setUp({ fault: 'html' }).get('/Users');
    expect([status, headers['Content-Type'], text]).toEqual([
      502,
      'text/html',
      expect.stringMatching(/^<html>/),
    ]);
  });

  it('truncated: the body breaks off, after the vendor acted', () => {
    const aws = setUp({ fault: 'truncated' });
    expect(aws.post('/Users', user)).toMatchObject({ status: 201, truncated: true });
    expect(aws.vendor.users()).toHaveLength(1);
  });

  it('a caller over HTTP sees a lost connection, once', async () => {
    const { vendor } = setUp({ method: 'POST', fault: 'lost' });
    const server = await startServer(vendor);
    const call = (method: string, body?: string) =>
      fetch(`${server.url}/t1/scim/v2/Users`, { method, headers: AWS_HEADERS, ...(body && { body }) });
    await expect(call('POST', JSON.stringify(user))).rejects.toThrow();
    const listed = (await (await call('GET')).json()) as { totalResults: number };
    expect(listed.totalResults).toBe(1);
    await server.close();
  });
});
