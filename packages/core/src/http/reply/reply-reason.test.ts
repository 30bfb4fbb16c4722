import { reasonIn } from './reply-reason';

it.each<[string, unknown, string | undefined]>([
  [
    'a list of places and messages (FastAPI)',
    { detail: [{ type: 'missing', loc: ['body', 'userName'], msg: 'Field required', input: { a: 'b c' } }] },
    'body.userName: Field required',
  ],
  [
    'a map of lists (Rails, ASP.NET)',
    { title: 'One or more errors occurred.', errors: { email: ['is taken', 'is too long'], type: ['x y'] } },
    'One or more errors occurred: email: is taken; email: is too long; type: x y',
  ],
  ['a map of texts', { errors: { email: 'is taken', name: 'is short' } }, 'email: is taken; name: is short'],
  ['a map at the top (Django)', { email: ['Enter a valid address.'] }, 'email: Enter a valid address.'],
  ['a list of texts', { errors: ['one wrong', 'two wrong', 'one wrong'] }, 'one wrong; two wrong'],
  ['a list at the top', [{ message: 'Taken', errorCode: 'DUPLICATE_VALUE' }], 'Taken'],
  [
    'a message that is a list (NestJS)',
    { statusCode: 400, message: ['a b', 'c d'], error: 'Bad Request' },
    'a b; c d',
  ],
  ['OAuth', { error: 'invalid_client', error_description: 'No such client' }, 'No such client'],
  ['an error that is a text', { error: 'invalid_client' }, 'invalid_client'],
  [
    'an error that is a text, with its place',
    { errors: [{ error: 'taken', field: 'login' }] },
    'login: taken',
  ],
  ['an error in an error', { error: { code: 404, message: 'No such thing' } }, 'No such thing'],
  [
    'a message in a language (OData)',
    { 'odata.error': { code: 'Request_BadRequest', message: { lang: 'en', value: 'Invalid value for x.' } } },
    'Invalid value for x.',
  ],
  [
    'messages in languages',
    { error: { message: [{ locale: 'en-US', text: 'No such role.' }] } },
    'No such role.',
  ],
  ...['lang', 'locale', 'language', 'xml:lang'].flatMap((name): [string, unknown, string][] => [
    [
      `a text with its language in ${name}`,
      { message: { [name]: 'en', value: ' No such role. ' } },
      'No such role.',
    ],
  ]),
  ['blanks around it', { message: ' No such role.\n', detail: ' None. ' }, 'No such role: None.'],
  [
    'a place that has numbers',
    { errors: [{ loc: ['members', 3, 'value'], msg: 'is taken' }] },
    'members.3.value: is taken',
  ],
  ['a place that is a number', { errors: [{ field: 7, msg: 'is taken' }] }, '7: is taken'],
  ['no place that is empty', { errors: [{ loc: [], field: '', msg: 'is taken' }] }, 'is taken'],
  [
    'the next place for one that is empty',
    { errors: [{ loc: [], field: 'a', msg: 'is taken' }] },
    'a: is taken',
  ],
  [
    'no place that is something else',
    { errors: [{ loc: [null], path: {}, field: 'a', msg: 'is taken' }] },
    'a: is taken',
  ],
  [
    'no place that is a text of its own',
    { errors: [{ field: 'x'.repeat(101), msg: 'is taken' }] },
    'is taken',
  ],
  [
    'a place as long as one is',
    { errors: [{ field: 'x'.repeat(100), msg: 'is taken' }] },
    `${'x'.repeat(100)}: is taken`,
  ],
  ['a place once', { errors: [{ field: 'login', msg: 'login is taken' }] }, 'login is taken'],
  ...['http://x.example/a', 'https://x.example/a', ' HTTPS://x.example/a ', 'about:blank', ' urn:x:y\n'].map(
    (address): [string, unknown, undefined] => [
      'nothing in an address',
      { type: address, message: address },
      undefined,
    ],
  ),
  ['an address within a sentence', { message: 'See https://x.example/a b' }, 'See https://x.example/a b'],
  ['an address before a sentence', { message: 'https://x.example/a is down' }, 'https://x.example/a is down'],
  [
    'null for a problem',
    { problem: null, other: { text: 'The name is taken' } },
    'other: The name is taken'.replace('other', 'text'),
  ],
  [
    'a value that was sent, beside a sentence',
    { errors: [{ message: 'is taken', value: 'ann the second', lang: 'en' }] },
    'is taken',
  ],
  ['other capitals', { Error: { Code: 'X', Message: 'Rate exceeded' } }, 'Rate exceeded'],
  [
    'Okta',
    {
      errorCode: 'E0000001',
      errorSummary: 'Api validation failed: login',
      errorLink: 'E0000001',
      errorCauses: [{ errorSummary: 'login: An object with this field already exists' }],
    },
    'Api validation failed: login: login: An object with this field already exists',
  ],
  [
    'a problem report (RFC 9457) with further members',
    {
      type: 'https://x.example/probs/invalid',
      title: 'Your request is not valid.',
      detail: 'Two parts of it.',
      'invalid-params': [{ name: 'age', reason: 'must be positive' }],
    },
    'Your request is not valid: Two parts of it: age: must be positive',
  ],
  [
    'JSON:API',
    {
      errors: [
        { status: '422', title: 'Invalid', detail: 'Must be a title.', source: { pointer: '/data/t' } },
      ],
    },
    '/data/t: Invalid: Must be a title.',
  ],
  [
    'message and detail',
    { error: { message: 'Operation Failed', detail: 'Unique Key violation' } },
    'Operation Failed: Unique Key violation',
  ],
  [
    'what repeats itself, once',
    { error: { message: 'Taken', errors: [{ reason: 'duplicate', message: 'Taken' }] } },
    'Taken',
  ],
  ['a text', '"text"', '"text"'],
  ['a code where there is no sentence', { code: 'USER_EXISTS', status: 409 }, 'USER_EXISTS'],
  ['a code before what else stands there', { scimType: 'invalidValue', schemas: ['a b'] }, 'invalidValue'],
  [
    'a sentence under a name of its own',
    { problem: { what: 'The name is taken' } },
    'what: The name is taken',
  ],
  ['nothing in what was sent', { input: { note: 'a b' }, headers: { x: 'a b' }, stack: 'at a b' }, undefined],
  ['nothing in numbers', { code: 7, status: '400' }, undefined],
  ['nothing in an address', { type: 'about:blank' }, undefined],
  ['nothing in a list of numbers', [1, null, true], undefined],
  ['sentences in a bare list', ['The name is taken.', 'x'], 'The name is taken.'],
  ['nothing', undefined, undefined],
])('the reason in JSON: %s', (_, body, reason) => {
  expect(reasonIn(body)).toBe(reason);
});

// What frameworks, gateways and vendors call the parts of an error.

it.each([
  'message',
  'Error-Message',
  'msg',
  'errmsg',
  'errorSummary',
  'user_message',
  'title',
  'faultstring',
  'diagnostics',
  'reason',
  'err',
  'statusText',
  'error_description',
  'detail',
  'details',
  'description',
  'error_detail',
  'explanation',
])('the sentence under %s is the reason', (name) => {
  expect(reasonIn({ [name]: 'The name is taken.', code: 'X1' })).toBe('The name is taken.');
});

it.each(['error_description', 'detail', 'details', 'description', 'error_detail', 'explanation'])(
  'the sentence under %s goes on from the one before',
  (name) => {
    expect(reasonIn({ [name]: 'The name is taken.', message: 'Not done.' })).toBe(
      'Not done: The name is taken.',
    );
  },
);

it.each([
  'message',
  'error',
  'errors',
  'errorCauses',
  'ErrorResponse',
  'errorInfo',
  'odata.error',
  'sub_errors',
  'innererror',
  'causes',
  'cause',
  'fault',
  'faults',
  'violations',
  'fieldViolations',
  'fieldErrors',
  'invalid-params',
  'validationErrors',
  'modelState',
  'constraints',
  'messages',
  'problems',
  'issues',
  'issue',
  'failures',
  'exception',
  'exceptions',
  'body',
  'response',
  'result',
  'results',
  'data',
  '_embedded',
  'ResponseStatus',
])('%s holds errors: an error, a list of them, or one for each place', (name) => {
  expect(reasonIn({ [name]: { message: 'The name is taken.' } })).toBe('The name is taken.');
  expect(reasonIn({ [name]: [{ message: 'is taken' }, { message: 'is long' }] })).toBe('is taken; is long');
  expect(reasonIn({ [name]: { userName: 'taken' } })).toBe('userName: taken');
});

it.each([
  'loc',
  'field',
  'path',
  'pointer',
  'parameter',
  'param',
  'property',
  'propertyPath',
  'attribute',
  'target',
  'name',
])('%s says what the error is about', (name) => {
  expect(reasonIn({ errors: [{ [name]: 'login', message: 'is taken' }] })).toBe('login: is taken');
});

it.each([
  'schemas',
  '$schema',
  'meta',
  '_links',
  'input',
  'value',
  'rejectedValue',
  'ctx',
  'request',
  'requestBody',
  'payload',
  'headers',
  'config',
  'stack',
  'stackTrace',
  'trace',
  'timestamp',
  'date',
  'instance',
  'url',
  'uri',
  'href',
  'method',
  'requestId',
  'trace_id',
  'correlation-id',
])('%s is no reason, because it says nothing of it or repeats the request', (name) => {
  expect(reasonIn({ [name]: 'Ann the Second' })).toBeUndefined();
  expect(reasonIn({ [name]: { displayName: 'Ann the Second' } })).toBeUndefined();
  expect(reasonIn({ problem: { [name]: ['Ann the Second'] } })).toBeUndefined();
});

it.each(['code', 'errorCode', 'type', 'errorType', 'scimType', 'status', 'statusCode', 'error', 'id'])(
  'a code under %s is no reason where there is a sentence',
  (name) => {
    expect(reasonIn({ problem: { login: 'Is taken already', [name]: 'See rule seven' } })).not.toContain(
      `${name}: See`,
    );
  },
);

it('is looked for at a bounded depth, in a bounded number of entries, and is a few texts', () => {
  const deep = JSON.parse(`${'{"error":'.repeat(90)}"deep"${'}'.repeat(90)}`) as unknown;
  const many = { errors: Array.from({ length: 100_000 }, (_, index) => ({ message: `wrong ${index}` })) };
  const wide = Object.fromEntries(
    Array.from({ length: 100_000 }, (_, index) => [`k${index}`, { a: { b: 1 } }]),
  );

  expect(reasonIn(deep)).toBeUndefined();
  expect(reasonIn(many)?.split('; ')).toHaveLength(6);
  expect(reasonIn(wide)).toBeUndefined();
});

it('is looked for nine levels deep under names that no error has', () => {
  const nested = (levels: number): unknown =>
    JSON.parse(`${'{"x":'.repeat(levels)}"The name is taken"${'}'.repeat(levels)}`);

  expect([nested(9), nested(10)].map(reasonIn)).toEqual(['x: The name is taken', undefined]);
});

it('has a place of eight parts at most', () => {
  const loc = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];
  expect(reasonIn({ errors: [{ loc, msg: 'is taken' }] })).toBe('a.b.c.d.e.f.g.h: is taken');
});

it('looks at no more entries than it may, however the data branch', () => {
  let looks = 0;
  const branching = (): unknown =>
    new Proxy(
      { error: 1, errors: 1, data: 1, cause: 1, response: 1, fault: 1 },
      {
        get: () => {
          looks += 1;
          return branching();
        },
      },
    );

  reasonIn(branching());

  expect(looks).toBeLessThan(5_000);
});
