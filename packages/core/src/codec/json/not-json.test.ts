import { ExactNumber } from '../exact-number';
import { notJson } from './not-json';

const cyclic: Record<string, unknown> = { email: 'jane@example.com' };
cyclic['manager'] = { reports: [cyclic] };

describe('data that a program hands over', () => {
  it.each([
    [{ a: [1, 'x', true, null, undefined, { b: {} }] }],
    ['text'],
    [null],
    [undefined],
    [Object.create(null)],
    [{ a: new ExactNumber('12345678901234567891'), b: 2 ** 53 - 1 }],
  ])('%p can be JSON', (value) => {
    expect(notJson(value)).toBeUndefined();
  });

  it.each<[string, unknown, string]>([
    ['a date', { hired: new Date(0) }, 'hired must be'],
    ['a number that may have lost digits', { list: [2 ** 53] }, 'list[0] is a number beyond 2^53'],
    ['a big number', { list: [1, 10n] }, 'list[1] must be'],
    ['a function', { a: { b: () => 'hunter2' } }, 'a.b must be'],
    ['not a number', { age: NaN }, 'age must be'],
    ['a map', new Map([['hunter2', 1]]), 'the value must be'],
    ['what contains itself', cyclic, 'contains itself'],
  ])('%s cannot, and the message names the place but not the value', (_, value, message) => {
    expect(notJson(value)).toContain(message);
    expect(notJson(value)).not.toMatch(/hunter2|jane@/);
  });

  it('ends in a message for 100,000 levels as well', () => {
    const deep = Array.from({ length: 100_000 }).reduce<object>((inner) => ({ inner }), {});

    expect(notJson(deep)).toContain('nests more than 100 levels deep');
  });
});
