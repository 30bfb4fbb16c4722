import { codesIn, kindOfCodes } from './error-codes';

const kindIn = (body: unknown) => kindOfCodes(codesIn(body));

describe('error codes', () => {
  it.each<[string, unknown]>([
    ['AWS', { __type: 'com.amazonaws.identitystore#ThrottlingException', message: 'Rate exceeded' }],
    ['AWS with an address', { __type: 'ThrottlingException:http://internal.amazon.com/coral/' }],
    ['XML turned to JSON', { Error: { Code: 'Throttling', Message: 'Rate exceeded' } }],
    ['Azure', { error: { code: 'TooManyRequests' } }],
    ['words with capitals', { errors: [{ code: 'RATE_LIMITED' }] }],
    [
      'Google',
      { error: { code: 403, errors: [{ domain: 'usageLimits', reason: 'userRateLimitExceeded' }] } },
    ],
    ['Google RPC', { error: { code: 400, status: 'RESOURCE_EXHAUSTED' } }],
    ['a problem type', { type: 'https://x.example/problems/rate-limited', title: 'Slow down please' }],
    ['ACME', { type: 'urn:ietf:params:acme:error:rateLimited' }],
    ['a title that is the words of the status', { type: 'about:blank', title: 'Too Many Requests' }],
    ['Okta', { errorCode: 'E0000047' }],
    ['EC2', { code: 'RequestLimitExceeded' }],
    ['an exception before its sentence', { detail: 'ThrottlingException: Rate exceeded', status: '400' }],
    ['Slack', { ok: false, error: 'ratelimited' }],
  ])('say "too many requests": %s', (_, body) => {
    expect(kindIn(body)).toBe('rate-limited');
  });

  it.each<[string, unknown]>([
    ['SCIM', { schemas: ['x'], scimType: 'uniqueness' }],
    ['SCIM in other capitals', { scimType: 'Uniqueness' }],
    ['Google RPC', { error: { status: 'ALREADY_EXISTS' } }],
    ['Salesforce', [{ errorCode: 'DUPLICATE_USERNAME', message: 'x' }]],
    ['Cognito', { __type: 'UsernameExistsException' }],
    ['IAM', { Error: { Code: 'EntityAlreadyExists' } }],
    ['Entra ID', { error: { details: [{ code: 'ObjectConflict' }] } }],
  ])('say "is there already": %s', (_, body) => {
    expect(kindIn(body)).toBe('conflict');
  });

  it.each([
    ['Throttling', 'rate-limited'],
    ['ThrottlingException', 'rate-limited'],
    ['ThrottledException', 'rate-limited'],
    ['RequestThrottled', 'rate-limited'],
    ['EC2ThrottledException', 'rate-limited'],
    ['RequestLimitExceeded', 'rate-limited'],
    ['BandwidthLimitExceeded', 'rate-limited'],
    ['ProvisionedThroughputExceededException', 'rate-limited'],
    ['PriorRequestNotComplete', 'rate-limited'],
    ['SlowDown', 'rate-limited'],
    ['TooManyRequests', 'rate-limited'],
    ['RESOURCE_EXHAUSTED', 'rate-limited'],
    ['rateLimit', 'rate-limited'],
    ['rateLimited', 'rate-limited'],
    ['rateLimitExceeded', 'rate-limited'],
    ['userRateLimitExceeded', 'rate-limited'],
    ['rateLimitReached', 'rate-limited'],
    ['E0000047', 'rate-limited'],
    ['uniqueness', 'conflict'],
    ['ALREADY_EXISTS', 'conflict'],
    ['EntityAlreadyExists', 'conflict'],
    ['ResourceAlreadyExists', 'conflict'],
    ['UserAlreadyExists', 'conflict'],
    ['UserExists', 'conflict'],
    ['UsernameExistsException', 'conflict'],
    ['duplicate', 'conflict'],
    ['DUPLICATE_VALUE', 'conflict'],
    ['DUPLICATE_USERNAME', 'conflict'],
    ['ObjectConflict', 'conflict'],
    ['UniqueConstraintViolation', 'conflict'],
    ['UniqueKeyViolation', 'conflict'],
  ])('%s means %s, in every spelling and namespace', (code, kind) => {
    const spellings = [
      code,
      code.toLowerCase(),
      code.toUpperCase(),
      `${code.replace(/Exception$/, '')}Exception`,
      `${code.replace(/Exception$/, '')}Error`,
      `com.example.sso#${code}`,
      `https://x.example/problems/${code}`,
      `https://x.example/problems/${code}/`,
      `${code}:http://x.example/a/`,
      `urn:x:${code}`,
    ];

    expect(spellings.map((spelling) => kindOfCodes([spelling]))).toEqual(spellings.map(() => kind));
    expect([`x${code}`, `${code}x`].map((other) => kindOfCodes([other]))).toEqual([undefined, undefined]);
  });

  it.each<[string, unknown]>([
    ['other codes', { code: 'invalidValue', scimType: 'mutability' }],
    [
      'words within a sentence',
      { detail: 'uniqueness', message: 'Throttling', error: 'Too many requests were made' },
    ],
    ['an exception within a sentence', { detail: 'No such thing as a ThrottlingException: try again' }],
    ['a quota', { __type: 'ServiceQuotaExceededException' }],
    ['any conflict', { __type: 'ConflictException' }],
    ['what was sent', { input: { code: 'uniqueness' } }],
    ['what every object inherits', { code: 'constructor', type: '__proto__' }],
    ['no object', 'uniqueness'],
  ])('say nothing more than the status: %s', (_, body) => {
    expect(kindIn(body)).toBeUndefined();
  });

  it('of the vendor’s own table go before the common ones, and too many requests before everything else', () => {
    expect(kindOfCodes(['ERR-17'], { 'err-17': 'conflict' })).toBe('conflict');
    expect(kindOfCodes(['uniqueness', 'SlowDown'])).toBe('rate-limited');
  });

  it('without a meaning do not hide those that have one, of which the first counts', () => {
    expect(kindOfCodes(['invalidValue', 'uniqueness', 'x'])).toBe('conflict');
    expect(kindOfCodes(['x', 'ERR-18', 'uniqueness'], { 'err-18': 'wrong-state' })).toBe('wrong-state');
  });

  const nested = (times: number): unknown =>
    JSON.parse(`${'{"error":'.repeat(times)}{"code":"SlowDown"}${'}'.repeat(times)}`);
  const listed = (before: number) => ({
    errors: [...Array.from({ length: before }, () => ({ code: 'x' })), { code: 'SlowDown' }],
  });
  const spaced = (length: number) => ({ code: 'SlowDown'.padStart(length, '.') });

  it('are searched in four levels of a body, in the first twenty of a list, and in texts of the length of a code', () => {
    expect([nested(4), listed(19), spaced(300)].map(kindIn)).toEqual(Array(3).fill('rate-limited'));
    expect([nested(5), listed(20), spaced(301)].map(kindIn)).toEqual(Array(3).fill(undefined));
  });

  it.each([
    'code',
    'errorCode',
    'error_code',
    'errcode',
    'type',
    '__type',
    'errorType',
    'scimType',
    'error',
    'reason',
    'status',
    'statusCode',
    'title',
  ])('stand under %s', (name) => {
    expect(kindIn({ [name]: 'SlowDown' })).toBe('rate-limited');
  });

  it.each(['message', 'errorMessage', 'detail', 'details', 'description'])(
    'stand in front of the sentence under %s',
    (name) => {
      expect(kindIn({ [name]: 'ThrottlingException: Rate exceeded' })).toBe('rate-limited');
      expect(kindIn({ [name]: '  com.amazonaws#ThrottlingException: Rate exceeded' })).toBe('rate-limited');
      expect(kindIn({ [name]: 'Seen: ThrottlingException: Rate exceeded' })).toBeUndefined();
      expect(kindIn({ [name]: 'SlowDown' })).toBeUndefined();
    },
  );

  it.each(['error', 'errors', 'fault', 'detail', 'details', 'errorCauses', 'Response', 'status'])(
    'stand within %s',
    (name) => {
      expect(kindIn({ [name]: { code: 'SlowDown' } })).toBe('rate-limited');
      expect(kindIn({ [name]: [{ code: 'SlowDown' }] })).toBe('rate-limited');
    },
  );
});
