import { scimErrorMessage } from './error-message';

const urn = 'urn:ietf:params:scim:api:messages:2.0:Error';

it.each<[string, unknown, string | undefined]>([
  ['its detail', { schemas: [urn], detail: 'Taken.', status: '409' }, 'Taken.'],
  ['its detail under the misspelt schema', { schema: [urn], detail: 'Taken.' }, 'Taken.'],
  ['its detail beside a status', { detail: 'Taken.', status: 409 }, 'Taken.'],
  ['its scimType where there is no detail', { schemas: [urn], scimType: 'uniqueness' }, 'uniqueness'],
  [
    'what its detail says where that is a list',
    { schemas: [urn], status: '422', scimType: 'x', detail: [{ loc: ['emails'], msg: 'is taken' }] },
    'emails: is taken',
  ],
  ['its status where there is nothing else', { schemas: [urn], status: '404' }, 'SCIM error 404'],
  ['its kind only where the status is no text', { schemas: [urn], status: 404 }, 'SCIM error'],
  ['its status where the detail is empty', { schemas: [urn], detail: '', status: '400' }, 'SCIM error 400'],
  ['none for an empty detail without the schema', { detail: '', status: '400' }, undefined],
  ['none for a schema of something else', { schemas: ['urn:x'], detail: 'Taken.' }, undefined],
  [
    'none for a problem report that names the request only',
    { instance: '/scim/Users/1', status: 404, detail: 'No static resource scim/Users/1.' },
    undefined,
  ],
  [
    'none for a problem report with a title only',
    { title: 'Not Found', status: 404, detail: 'x' },
    undefined,
  ],
  [
    'none for a problem report with a type only',
    { type: 'about:blank', status: 404, detail: 'x' },
    undefined,
  ],
  ['none for what web frameworks answer to a path they do not know', { detail: 'Not Found' }, undefined],
  [
    'none for a problem report',
    { type: 'about:blank', title: 'Not Found', status: 404, detail: 'No static resource scim/Users/1.' },
    undefined,
  ],
  ['none for a record', { id: '1', status: 'on leave', detail: 'Until May' }, undefined],
  ['none for a gateway’s error', { message: 'no Route matched with those values' }, undefined],
  ['none for a list', [urn], undefined],
  ['none for a text', 'Not Found', undefined],
  ['none for a detail that is no text', { detail: { a: 1 }, status: '400' }, undefined],
  ['none for nothing', undefined, undefined],
  ['its descriptions (version 1)', { Errors: [{ description: 'Taken.', code: '409' }] }, 'Taken.'],
  [
    'all its descriptions',
    {
      Errors: [
        { description: 'Taken.', code: 409 },
        { description: 'Long.', code: '500' },
      ],
    },
    'Taken.; Long.',
  ],
  ['none for codes that are no status', { Errors: [{ description: 'Taken.', code: '1409' }] }, undefined],
  ['none for a code that goes on', { Errors: [{ description: 'Taken.', code: '4091' }] }, undefined],
  [
    'none for a description that is no text',
    {
      Errors: [
        { description: { a: 1 }, code: '409' },
        { description: 7, code: '409' },
      ],
    },
    undefined,
  ],
  ['none for an empty description', { Errors: [{ description: '', code: '409' }] }, undefined],
  [
    'none where one of several is none',
    { Errors: [{ description: 'Taken.', code: '409' }, { description: 'x' }] },
    undefined,
  ],
])('a SCIM error has %s', (_, body, message) => {
  expect(scimErrorMessage(body)).toBe(message);
});
