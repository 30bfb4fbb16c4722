import * as E from 'fp-ts/Either';
import * as t from 'io-ts';
import { decode } from '../codec/decode';
import { allMatches, listOf } from './list-response';

const List = listOf(t.type({ id: t.string }));
const A = { id: 'a' };
const B = { id: 'b' };

describe('a list', () => {
  it.each<[string, unknown, object]>([
    ['with resources', { totalResults: 1, Resources: [A] }, { resources: [A], totalResults: 1 }],
    ['that is empty', { totalResults: 0, Resources: [] }, { resources: [], totalResults: 0 }],
    [
      'without Resources when there are none (RFC 7644 section 3.4.2)',
      { totalResults: 0 },
      { resources: [], totalResults: 0 },
    ],
    ['without a total', { Resources: [A] }, { resources: [A], totalResults: undefined }],
    ['with a cursor', { totalResults: 9, Resources: [A], nextCursor: 'c' }, { nextCursor: 'c' }],
    [
      'with the empty cursor of a last page',
      { totalResults: 1, Resources: [A], nextCursor: '' },
      { nextCursor: undefined },
    ],
  ])('%s', (_, body, expected) => {
    expect(decode(List, body)).toMatchObject(E.right(expected));
  });

  it.each([
    [{}],
    [{ totalResults: null, Resources: null }],
    [{ id: 'a', userName: 'jane' }],
    [[]],
    ['ok'],
    [null],
    [{ totalResults: '0' }],
  ])('rejects %p, because a broken reply never means that a user is missing', (body) => {
    expect(E.isLeft(decode(List, body))).toBe(true);
  });
});

describe('the matches of a search', () => {
  it('are all resources of the page', () => {
    expect(allMatches({ resources: [A, B], totalResults: 2, nextCursor: undefined })).toEqual([A, B]);
    expect(allMatches({ resources: [], totalResults: 0, nextCursor: undefined })).toEqual([]);
  });

  it.each([
    ['more are counted than shown', [A], 2, /^2 records answer/],
    ['some are counted and none is shown', [], 1, /reports 1 matches and shows none/],
  ])('fail when %s', (_, resources, totalResults, message) => {
    expect(() => allMatches({ resources, totalResults, nextCursor: undefined })).toThrow(message);
  });
});
