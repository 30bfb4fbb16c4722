import * as fc from 'fast-check';
import { quoteIn } from '../../call/typographic';
import { readPerson } from './person';

const profileOf = (text: string) => {
  const read = readPerson(text);
  return read.ok ? read.person.profile : read.problem;
};

describe('how a person is named', () => {
  it.each([
    ['jane@example.com', { email: 'jane@example.com' }],
    ['jdoe', { username: 'jdoe' }],
    ['employeeid:42', { employeeid: '42' }],
    ['EmployeeID:0042', { employeeid: '0042' }],
    ['id:00u1', { id: '00u1' }],
    ['username:a@b', { username: 'a@b' }],
    ["O'Connor", { username: "O'Connor" }],
    ["o'connor@example.com", { email: "o'connor@example.com" }],
    ['$(touch x);`id`', { username: '$(touch x);`id`' }],
  ])('%s', (text, profile) => expect(profileOf(text)).toEqual(profile));

  it.each([
    ['“jane@example.com”', '“ (U+201C) at character 1'],
    ['o’connor@example.com', '’ (U+2019) at character 2'],
    ['emploeeid:42', 'employeeid: is meant?'],
    ['employeeid:', 'has nothing after employeeid:'],
    ['', 'is empty'],
    [' jane', 'has blanks'],
    ['ja\u0000ne', 'control characters'],
  ])('refuses %j', (text, problem) => expect(profileOf(text)).toContain(problem));

  it('takes any other text as it is', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\w!$&()*+,;=?^`{|}~'".\-/\\]{1,30}$/), (text) => {
        expect(profileOf(text)).toEqual({ username: text });
      }),
    );
  });

  it('leaves an apostrophe inside a value alone', () => {
    expect(quoteIn('O’Connor', 'around')).toBeUndefined();
    expect(quoteIn('“Boss”', 'around')).toContain('U+201C');
  });
});
