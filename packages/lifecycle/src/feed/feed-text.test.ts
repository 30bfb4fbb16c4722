import fc from 'fast-check';
import { createFeedText, type FeedText } from './feed-text';

const textOf = (encoding?: string): FeedText => {
  const made = createFeedText(encoding);
  if ('problem' in made) {
    throw new Error(made.problem);
  }
  return made;
};

const decode = (pieces: readonly Buffer[], encoding?: string) => {
  const text = textOf(encoding);
  let all = '';
  for (const next of [...pieces.map((piece) => () => text.write(piece)), () => text.end()]) {
    const decoded = next();
    if ('problem' in decoded) {
      return { text: all, problem: decoded.problem };
    }
    all += decoded.text;
  }
  return { text: all, encoding: text.encoding() };
};

describe('the text of a feed', () => {
  it('is UTF-8 without its byte order mark', () => {
    expect(decode([Buffer.from('\ufeffé,b')])).toEqual({
      text: 'é,b',
      encoding: 'UTF-8 with a byte order mark',
    });
    expect(decode([Buffer.from('a\ufeffb')])).toEqual({ text: 'a\ufeffb', encoding: 'UTF-8' });
  });

  it('is the same in whatever pieces it comes', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'é', '€', '😀', '\n', '\ufeff') });
    fc.assert(
      fc.property(text, fc.array(fc.nat(), { maxLength: 8 }), (given, places) => {
        const bytes = Buffer.from(given);
        const at = places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b);
        const pieces = [0, ...at].map((from, index) => bytes.subarray(from, at[index] ?? bytes.length));

        expect(decode(pieces)).toEqual(decode([bytes]));
        expect(decode(pieces).text).toBe(given.replace(/^\ufeff/, ''));
      }),
      { seed: 12, numRuns: 1000 },
    );
  });

  it('names the line and the byte that are not UTF-8', () => {
    const { text, problem } = decode([
      Buffer.from('a\nb\n'),
      Buffer.concat([Buffer.from('c\nd'), Buffer.from([0xe4]), Buffer.from('e\n')]),
    ]);

    expect(text).toBe('a\nb\n');
    expect(problem).toMatch(/^Line 4: byte 8 of the feed is not UTF-8\. Name its encoding/);
  });

  it('counts lines that end with CR', () => {
    expect(decode([Buffer.from('a\rb\r'), Buffer.from([0x63, 0xff, 0x0d])]).problem).toMatch(
      /^Line 3: byte 6 /,
    );
  });

  it('is refused when it begins like UTF-16', () => {
    const text = Buffer.from('\ufeffMüller', 'utf16le');
    const swapped = Buffer.from(text).swap16();
    for (const [bytes, encoding] of [
      [text, 'utf-16le'],
      [text.subarray(2), 'utf-16le'],
      [swapped, 'utf-16be'],
      [swapped.subarray(2), 'utf-16be'],
    ] as const) {
      expect(decode([bytes]).problem).toContain(
        `It begins like UTF-16. Name its encoding ("encoding": "${encoding}")`,
      );
      // What is advised helps.
      expect(decode([bytes], encoding)).toMatchObject({ text: 'Müller' });
    }
  });

  it('is cut off when it ends inside a character', () => {
    expect(decode([Buffer.from('a\nb'), Buffer.from([0xe2, 0x82])]).problem).toMatch(/^Line 2: .* cut off/);
  });

  it('has no NUL', () => {
    expect(decode([Buffer.from('a\nb\0c')]).problem).toMatch(/^Line 2: the feed has a NUL/);
  });

  it('is of another encoding when that is named', () => {
    expect(decode([Buffer.from([0x4d, 0xfc]), Buffer.from([0x80])], 'windows-1252')).toEqual({
      text: 'Mü€',
      encoding: 'windows-1252',
    });
    expect(decode([Buffer.from('\ufeffa€', 'utf16le')], 'utf-16le').text).toBe('a€');
    expect(decode([Buffer.from('a\nb', 'latin1'), Buffer.from([0x81])], 'shift_jis').problem).toContain(
      'not shift_jis',
    );
  });

  it('is refused in an unknown encoding', () => {
    expect(createFeedText('klingon')).toMatchObject({
      problem: expect.stringContaining('"klingon"') as string,
    });
  });
});
