import fc from 'fast-check';
import { changeText } from './change-text';

const address = (value: string, type = 'work') => ({ type, value, primary: true });

describe('a change as people read it', () => {
  it.each([
    ['Engineer', 'Senior Engineer', 'Engineer → Senior Engineer'],
    [null, 'Engineer', '(none) → Engineer'],
    ['Engineer', '', 'Engineer → (none)'],
    [[address('old@example.com')], [address('new@example.com')], 'old@example.com → new@example.com'],
    [[address('a@example.com'), address('b@example.com')], [], 'a@example.com, b@example.com → (none)'],
    [{ value: 'id-1', $ref: 'Users/id-1' }, { value: 'id-2' }, 'id-1 → id-2'],
    [true, false, 'true → false'],
  ])('%j to %j is %s', (from, to, text) => {
    expect(changeText(from, to)).toBe(text);
  });

  it('shows all of two values that read alike', () => {
    expect(changeText([address('a@example.com', 'home')], [address('a@example.com')])).toBe(
      '[{"type":"home","value":"a@example.com","primary":true}] → [{"type":"work","value":"a@example.com","primary":true}]',
    );
  });

  it('cuts a long value behind, and before the first difference', () => {
    expect(changeText('Engineer', 'Engineer of many things', 12)).toBe('Engineer → Engineer of…');
    expect(changeText('a common beginning', 'a common beginning: two', 18)).toBe(
      'a common beginning → …beginning: two',
    );
    expect(changeText('a common beginning: one', 'a common beginning: two', 12)).toBe(
      '…ning: one → …ning: two',
    );
  });

  it('shows the difference in a character of two places that stands where texts are cut', () => {
    const begin = `${'𐀀'.repeat(8)}  `;
    const [before, after] = changeText(`${begin}𐀀 `, `${begin}𐐀 `, 20).split(' → ');
    expect(before).not.toBe(after);
  });

  it('is never longer than asked for, never half of a character, and never the same on both sides when the values differ', () => {
    const text = fc.string({ unit: 'grapheme-composite', maxLength: 40 }).filter((one) => !/[→…]/u.test(one));
    fc.assert(
      fc.property(text, text, text, (begin, one, other) => {
        fc.pre(one !== other);
        const [before = '', after = ''] = changeText(begin + one, begin + other, 20).split(' → ');
        expect(before.length).toBeLessThanOrEqual(20);
        expect(after.length).toBeLessThanOrEqual(20);
        expect(before).not.toBe(after);
        expect(before.isWellFormed()).toBe(true);
      }),
    );
  });
});
