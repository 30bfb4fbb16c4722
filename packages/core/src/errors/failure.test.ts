import { describeFailure, failure, ofKind, pausesInstance, type FailureKind } from './failure';

describe('a failure', () => {
  it('has no status and no effect unless it says otherwise', () => {
    expect(failure('network', 'gone')).toMatchObject({
      kind: 'network',
      message: 'gone',
      status: null,
      effect: 'none',
    });
    expect(failure('network', 'gone', { status: 502, effect: 'unknown' })).toMatchObject({
      status: 502,
      effect: 'unknown',
    });
  });

  it.each<[FailureKind, RegExp]>([
    ['ambiguous', /by id/],
    ['conflict', /record/],
    ['changed-meanwhile', /again/],
    ['version-required', /ETag/],
    ['unauthorized', /credentials/],
    ['forbidden', /right/],
    ['rate-limited', /rateLimit/],
    ['timeout', /timeout/],
    ['tls', /certificate authority/],
    ['proxy', /proxy/],
    ['malformed-reply', /URL/],
    ['not-applied', /console/],
    ['not-recorded', /audit/],
  ])('of kind %s says what to do next', (kind, next) => {
    expect(failure(kind, 'x').next).toMatch(next);
  });

  it('takes the next action that is given instead', () => {
    expect(failure('conflict', 'x', { next: 'Wait.' }).next).toBe('Wait.');
  });
});

describe('whether to try again', () => {
  const RETRYABLE: readonly FailureKind[] = [
    'rate-limited',
    'vendor-error',
    'timeout',
    'network',
    'proxy',
    'interrupted',
    'malformed-reply',
    'not-applied',
    'not-recorded',
    'not-admitted',
    'changed-meanwhile',
  ];
  const PAUSING: readonly FailureKind[] = ['unauthorized', 'forbidden', 'tls', 'invalid-config'];
  const OTHERS: readonly FailureKind[] = [
    'invalid-input',
    'ambiguous',
    'not-found',
    'no-such-resource',
    'conflict',
    'wrong-state',
    'version-required',
    'bad-request',
    'refused',
    'unsupported',
    'defect',
  ];

  it.each(RETRYABLE)('%s may pass without a change', (kind) => {
    expect(failure(kind, 'x').retryable).toBe(true);
    expect(pausesInstance(failure(kind, 'x'))).toBe(false);
  });

  it.each(PAUSING)('%s concerns the whole instance, and stays until somebody acts', (kind) => {
    expect(failure(kind, 'x').retryable).toBe(false);
    expect(pausesInstance(failure(kind, 'x'))).toBe(true);
  });

  it.each(OTHERS)('%s is about this command, and stays', (kind) => {
    expect(failure(kind, 'x').retryable).toBe(false);
    expect(pausesInstance(failure(kind, 'x'))).toBe(false);
  });

  it('goes by the kind that a failure turns out to be of', () => {
    expect(ofKind(failure('no-such-resource', 'x', { status: 404 }), 'network')).toMatchObject({
      kind: 'network',
      status: 404,
      retryable: true,
    });
  });
});

describe('the line for people', () => {
  const context = { where: 'acme', command: 'iam-create-user', who: 'jane@example.com' };

  it('names the instance, the command, the user, the status, the step, the request and the next action', () => {
    const failed = failure('conflict', 'login taken', {
      status: 409,
      step: 'POST /users',
      requestId: 'r1',
      next: 'Look.',
    });

    expect(describeFailure(failed, context)).toBe(
      '[acme] iam-create-user jane@example.com: 409 conflict: "login taken" (POST /users, request id r1). Next: Look.',
    );
  });

  it('omits unknown parts', () => {
    expect(
      describeFailure(failure('unsupported', 'no groups'), { where: 'acme', command: 'iam-get-group' }),
    ).toBe('[acme] iam-get-group: unsupported: "no groups".');
  });

  it.each([
    ['Taken', '"Taken". Next'],
    ['Taken.', '"Taken." Next'],
    ['Taken?', '"Taken?" Next'],
  ])('ends %p with one stop', (message, end) => {
    expect(describeFailure(failure('conflict', message), context)).toContain(end);
  });

  it('omits the instance when the caller names several', () => {
    expect(describeFailure(failure('unsupported', 'no groups'), { command: 'iam-get-group' })).toBe(
      'iam-get-group: unsupported: "no groups".',
    );
  });

  it('stays one line without control characters, whatever the vendor says', () => {
    const line = describeFailure(failure('bad-request', 'first\r\nsecond\u001b[2K\tthird\n'), context);

    expect(line).toContain('"first second [2K third"');
  });
});
