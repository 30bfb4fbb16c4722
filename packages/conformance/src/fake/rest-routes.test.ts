import { routeTable } from './rest-routes';

const match = (method: string, target: string) => {
  const [path = '', query = ''] = target.split('?');
  const { route, id, member, chosenBy } = table({
    method,
    segments: path === '' ? [] : path.split('/'),
    query: new URLSearchParams(query),
    body: undefined,
  });
  return [route.does, id, member, chosenBy.join()];
};

const table = routeTable<'a' | 'b' | 'c' | 'd'>(
  { GET: 'a', 'GET {id}': 'b', 'PATCH {id}': 'b' },
  {
    'GET ?active=false': 'c',
    'PUT {id}/users/{member}': 'd',
    'POST {id}/end': { does: 'c' },
    'PATCH {id}': null,
  },
);

it.each([
  ['GET', '', ['a', '', '', '']],
  ['GET', '?active=true', ['a', '', '', '']],
  ['GET', '?active=false&name=x', ['c', '', '', 'active']],
  ['GET', '7', ['b', '7', '', '']],
  ['PUT', '7/users/9', ['d', '7', '9', '']],
  ['POST', '7/end', ['c', '7', '', '']],
])('%s %s is a line', (method, target, expected) => {
  expect(match(method, target)).toEqual(expected);
});

it.each([
  ['PATCH', '7', 'PATCH is not supported here'],
  ['POST', '7/begin', 'There is no such address'],
  ['GET', '7/users/9/x', 'There is no such address'],
])('%s %s is none', (method, target, message) => {
  expect(() => match(method, target)).toThrow(message);
});

it.each([['post {id}'], ['POST {key}'], ['POST /{id}'], ['POST {id}/'], [''], ['POST {id} twice']])(
  '%j is refused when the stand-in is made',
  (key) => {
    expect(() => routeTable<'a'>({}, { [key]: 'a' })).toThrow('is no line of a route table');
  },
);
