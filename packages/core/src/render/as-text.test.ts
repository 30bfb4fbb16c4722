import { asText } from './as-text';

describe('in Markdown a vendor’s text is text', () => {
  it.each([
    ['an image', '![x](https://evil.example/p.png)', '\\!\\[x\\]\\(https\\://evil.example/p.png)'],
    ['a link', '[click](javascript:alert(1))', '\\[click\\]\\(javascript:alert(1))'],
    ['a link that looks like a list', '["a"](javascript:alert(1))', '["a"\\]\\(javascript:alert(1))'],
    ['a link of a number', '[1](data:text/html,x)', '[1\\]\\(data:text/html,x)'],
    ['a link in a link', '[[a](b)](c)', '[\\[a\\]\\(b)\\]\\(c)'],
    ['a link without text', '[](vbscript:x)', '[\\]\\(vbscript:x)'],
    ['a reference', '[a][b] and ![a][b]', '\\[a\\]\\[b] and \\!\\[a\\]\\[b]'],
    ['a reference by its text', '[a] [^1]', '\\[a] \\[^1]'],
    ['an autolink', '<javascript:alert(1)>', '&lt;javascript:alert(1)>'],
    ['an autolink of the web', '<HTTPS://evil.example>', '&lt;HTTPS\\://evil.example>'],
    ['HTML', '<img src=x onerror=alert(1)>a<br>', '&lt;img src=x onerror=alert(1)>a&lt;br>'],
    ['a comment', '<!-- x', '&lt;!-- x'],
    ['an entity', '&lt;b&#62; AT&T', '&amp;lt;b&amp;#62; AT&T'],
    ['a cell and code', 'a|b`c\nd', 'a\\|b\\`c<br>d'],
  ])('%s', (_, text, expected) => {
    expect(asText(text)).toBe(expected);
  });

  it.each([
    ['\\[a](b)', '\\\\\\[a\\]\\(b)'],
    ['\\<img>', '\\\\&lt;img>'],
    ['a\\\nb', 'a\\\\<br>b'],
    ['a\\', 'a\\\\'],
    ['C:\\x', 'C:\\x'],
  ])('with a back-slash before it: %j', (text, expected) => {
    expect(asText(text)).toBe(expected);
  });

  it.each([
    '[{"value": "a@example.com"}]',
    '[1, -2]',
    '[true, null]',
    'a [secret] b',
    '[]',
    'https://x.example/a?b&c',
    'Hi! (x) a]',
    '![2J',
  ])('what means nothing stays: %s', (text) => {
    expect(asText(text)).toBe(text);
  });

  it('takes time that grows with the text only', () => {
    for (const part of ['\\', '[', '[1', '![', '](', '<', '&a']) {
      expect(asText(part.repeat(200_000)).length).toBeGreaterThanOrEqual(part.length * 200_000);
    }
  });
});
