import { describeFailure, failure, type FailureKind } from './failure';

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
