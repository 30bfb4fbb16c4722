import { perText } from './per-text';

describe('a question about texts', () => {
  it('is answered once for each', () => {
    const asked: string[] = [];
    const length = perText((text) => {
      asked.push(text);
      return text.length;
    });
    expect(['title', 'name', 'title'].map(length)).toEqual([5, 4, 5]);
    expect(asked).toEqual(['title', 'name']);
  });

  it('keeps an answer of false and the names that every object has', () => {
    const answer = jest.fn((text: string) => text === '__proto__');
    const isProto = perText(answer);
    expect(['constructor', '__proto__', 'constructor', '__proto__'].map(isProto)).toEqual([
      false,
      true,
      false,
      true,
    ]);
    expect(answer).toHaveBeenCalledTimes(2);
  });

  it('remembers no text without end, and not without end many', () => {
    const answer = jest.fn((text: string) => text.length);
    const length = perText(answer);
    const long = 'x'.repeat(10_000);
    expect([length(long), length(long)]).toEqual([10_000, 10_000]);
    expect(answer).toHaveBeenCalledTimes(2);
    length('first');
    for (let n = 0; n < 3000; n += 1) {
      length(`key${n}`);
    }
    answer.mockClear();
    expect(length('first')).toBe(5);
    expect(answer).toHaveBeenCalledTimes(1);
  });
});
