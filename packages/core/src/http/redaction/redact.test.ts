import { Secret } from '../../config/secret';
import { createRedact, isTooShortToHide, redactData } from './redact';

const baseUrl = 'https://x.example';
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const hex = (text: string): string => Buffer.from(text).toString('hex');
const percent = encodeURIComponent;

/** A secret whose characters every encoding writes differently. */
const TOKEN = 'Qz7/+=%41!x(y)"V\\k9&w@: zé';

describe('a secret is redacted', () => {
  const redact = createRedact({ baseUrl, bearer: new Secret(TOKEN) });

  it.each<[string, string]>([
    ['as it is', TOKEN],
    ['twice', `${TOKEN}, ${TOKEN}`],
    ['percent-encoded', percent(TOKEN)],
    ['percent-encoded in lower case', percent(TOKEN).replace(/%../g, (code) => code.toLowerCase())],
    ['percent-encoded with / kept, as Python does', percent(TOKEN).replaceAll('%2F', '/')],
    [
      'percent-encoded with !() too, as PHP does',
      percent(TOKEN).replace(/[!()]/g, (character) => `%${hex(character).toUpperCase()}`),
    ],
    ['as a path of ours', percent(TOKEN).replaceAll('%3A', ':').replaceAll('%40', '@')],
    ['with every character percent-encoded', hex(TOKEN).replace(/../g, (code) => `%${code}`)],
    ['in a form, with + for a space', String(new URLSearchParams({ t: TOKEN })).slice(2)],
    ['read as a form, with a space for +', TOKEN.replaceAll('+', ' ')],
    ['percent-encoded twice', percent(percent(TOKEN))],
    ['in JSON', JSON.stringify({ token: TOKEN })],
    ['in JSON in JSON', JSON.stringify(JSON.stringify({ token: TOKEN }))],
    ['in JSON with \\/, as PHP writes it', JSON.stringify(TOKEN).replaceAll('/', '\\/')],
    ['in JSON with \\u0026, as Go writes it', JSON.stringify(TOKEN).replaceAll('&', '\\u0026')],
    ['in JSON in ASCII', JSON.stringify(TOKEN).replaceAll('é', '\\u00e9')],
    ['in HTML', TOKEN.replaceAll('&', '&amp;').replaceAll('"', '&quot;')],
    ['in HTML by numbers', TOKEN.replaceAll('&', '&#38;').replaceAll('/', '&#x2F;')],
    ['in HTML by numbers without semicolons', [...TOKEN].map((c) => `&#${c.codePointAt(0)}`).join('')],
    [
      'in HTML by numbers with zeros',
      [...TOKEN].map((c) => `&#x000${c.codePointAt(0)?.toString(16)};`).join(''),
    ],
    [
      'in HTML by numbers, the ampersand six times over',
      [...TOKEN].map((c) => `&${'amp;'.repeat(6)}#${c.codePointAt(0)};`).join(''),
    ],
    [
      'in HTML by numbers, the ampersand six times over without semicolons',
      [...TOKEN].map((c) => `&${'amp'.repeat(6)}#${c.codePointAt(0)};`).join(''),
    ],
    ['in HTML without semicolons', TOKEN.replaceAll('&', '&amp').replaceAll('"', '&#034')],
    ['in upper case', TOKEN.toUpperCase()],
    ['in lower case', TOKEN.toLowerCase()],
    ['in lower case and percent-encoded', percent(TOKEN.toLowerCase())],
    ['in lower case, in hexadecimal', hex(TOKEN.toLowerCase())],
    ['in HTML in JSON', JSON.stringify(TOKEN.replaceAll('&', '&amp;').replaceAll('"', '&quot;'))],
    ['in hexadecimal', hex(TOKEN)],
    ['in hexadecimal with capitals', hex(TOKEN).toUpperCase()],
    ['in base64', base64(TOKEN)],
    ['in base64url', Buffer.from(TOKEN).toString('base64url')],
    ['in base64 that is percent-encoded', percent(base64(TOKEN))],
  ])('%s', (_, text) => {
    const [before, after, ...rest] = redact(`before ${text} after`).split('[secret]');

    expect(before).toMatch(/^before ["\\{token:]*$/);
    // What base64 mixes with the text behind the secret, and the marks around it.
    expect(rest.length > 0 ? rest.at(-1) : after).toMatch(/^[A-Za-z0-9+/_=%]{0,7}["\\}]* after$/);
  });

  it.each([
    ['Bearer ', ''],
    ['a', 'b'],
    ['ab', 'bc'],
    ['abc', 'cde'],
  ])('in base64 of a longer text, %p before and %p behind it', (before, after) => {
    const text = base64(`${before}${TOKEN}${after}`);
    const left = redact(text).replace('[secret]', '');

    expect(redact(text)).toContain('[secret]');
    expect(left.length).toBeLessThanOrEqual(text.length - Math.floor((TOKEN.length * 4) / 3) + 3);
  });

  it('whole, when one form of it lies within another', () => {
    const nested = createRedact({
      baseUrl,
      headers: { a: new Secret('abcd'), b: new Secret('abcdefgh'), c: new Secret('efghij') },
    });

    expect(nested('abcdefghij')).toBe('[secret]');
  });

  it('and the rest of the text stays as it was', () => {
    const rest = 'a%20b \\u00fc \\"x\\" &amp; \\\\ é 🙂 100%';

    expect(redact(`${rest}${percent(TOKEN)}${rest}`)).toBe(`${rest}[secret]${rest}`);
    expect(redact(rest)).toBe(rest);
  });

  it.each(['u0041bcdef', '%41bcdef', '&amp;abc', '\\u0041bcdef', 'aé🙂bcd'])(
    'that looks like a code itself, wherever it stands: %s',
    (value) => {
      const look = createRedact({ baseUrl, bearer: new Secret(value) });
      const texts = [value, `\\${value}`, `%${value}`, JSON.stringify(value), percent(value)];

      expect(texts.map((text) => look(text).includes('[secret]'))).toEqual(texts.map(() => true));
    },
  );
});

describe('the package’s own changes to a text do not assemble a secret', () => {
  const redact = createRedact({ baseUrl, bearer: new Secret('Two words\tAnd-more') });

  it.each([
    ['another white space', 'Two\u00a0words And-more'],
    ['more white space', 'Two \r\n  words  And-more'],
    ['white space that is escaped', 'Two%0A%0Dwords%20And-more'],
    ['a wrapped line', 'Two words And-\r\n more'],
    ['a wrapped line, and more white space where there was some', 'Two  words\t And-\nmore'],
    ['a wrapped line in escapes within escapes', 'Two words And-%250D%250Amore'],
    ['lower case of beyond ASCII', 'two words and-more'],
  ])('%s', (_, text) => {
    expect(redact(`before ${text} after`)).toBe('before [secret] after');
  });

  it('also when a letter has another length in the other case', () => {
    const german = createRedact({ baseUrl, bearer: new Secret('Größe-Ärger') });

    expect(['größe-ärger', 'GRÖSSE-ÄRGER', percent('größe-ärger')].map((text) => german(text))).toEqual(
      Array.from({ length: 3 }, () => '[secret]'),
    );
  });

  it('and ordinary line breaks and spaces stay', () => {
    expect(redact('a  b\n c\td')).toBe('a  b\n c\td');
    expect(redact('a  b\nTwo words\nAnd-more c\td')).toBe('a  b\n[secret] c\td');
  });
});

describe('a long text', () => {
  const redact = createRedact({ baseUrl, bearer: new Secret(TOKEN) });

  it.each([0, 1, 20, 39, 40])('loses a secret that two of the pieces share: %p', (before) => {
    const text = `${'x'.repeat(65_536 - before)}${TOKEN}${'y'.repeat(65_536)}${percent(TOKEN)}`;

    expect(redact(text)).toBe(`${'x'.repeat(65_536 - before)}[secret]${'y'.repeat(65_536)}[secret]`);
  });

  it('loses a long secret that two pieces share, although there is a short one as well', () => {
    const long = 'Zx9'.repeat(100);
    const both = createRedact({ baseUrl, headers: { a: new Secret('pin4'), b: new Secret(long) } });
    const before = 'y'.repeat(65_536 - 10);

    expect(both(`${before}${long} pin4`)).toBe(`${before}[secret] [secret]`);
  });

  it('is returned as far as it was to be looked at', () => {
    const none = createRedact({ baseUrl });

    expect([redact('abcdef', 4), none('abcdef', 4), redact('abc', 4), none('abc')]).toEqual([
      'abcd',
      'abcd',
      'abc',
      'abc',
    ]);
  });

  it('that repeats a secret too often is redacted as a whole', () => {
    expect(redact(`a ${TOKEN.repeat(500_000)}`)).toBe('[secret]');
    expect(redact(`a ${TOKEN.repeat(900)}`)).toBe(`a ${'[secret]'.repeat(900)}`);
  });
});

describe('escapes within escapes', () => {
  // One character is enough to hide a secret: its code, and the code of the character that begins that code.
  const asPercent = (text: string): string => `%${hex(text.slice(0, 1))}${text.slice(1)}`;
  const asUnicode = (text: string): string => `\\u00${hex(text.slice(0, 1))}${text.slice(1)}`;
  const asEntity = (text: string): string => `&#${text.charCodeAt(0)};${text.slice(1)}`;

  it('are undone as far as a web page of a query of JSON of a query goes', () => {
    const secret = 'Qz7-k9-Lm3';
    const page = asEntity(asUnicode(asPercent(asUnicode(asPercent(secret)))));

    expect(createRedact({ baseUrl, bearer: new Secret(secret) })(`a ${page} b`)).toBe('a [secret] b');
  });

  it('are undone in a secret as often as in a text, so that the two are equal', () => {
    let secret = 'Qz7-k9-Lm3';
    for (let layer = 0; layer < 6; layer += 1) {
      secret = asUnicode(asPercent(secret));
    }

    expect(createRedact({ baseUrl, bearer: new Secret(secret) })(JSON.stringify(secret))).toBe('"[secret]"');
  });
});

it('a secret of back-slashes only ends the search', () => {
  const redact = createRedact({ baseUrl, bearer: new Secret('\\\\\\\\') });

  expect(redact('a \\\\\\\\ b \\u0041')).toBe('a [secret] b \\u0041');
});

describe('credentials of every kind are redacted', () => {
  it('Basic credentials and secret headers', () => {
    const redact = createRedact({
      baseUrl,
      basic: { username: 'jane', password: new Secret('hunter2') },
      headers: { 'X-Key': new Secret('k3y!'), 'X-Tenant': 'tenant-1' },
    });

    expect(redact(`jane hunter2 ${base64('jane:hunter2')} k3y! tenant-1`)).toBe(
      'jane [secret] [secret] [secret] tenant-1',
    );
  });

  it.each(['Jp4secretUV8', 'Jp4secretUV', 'Jp4secretU'])(
    'the pair of Basic, whatever its length: %s',
    (password) => {
      const redact = createRedact({ baseUrl, basic: { username: 'worker', password: new Secret(password) } });
      const pair = base64(`worker:${password}`);
      const texts = [
        pair,
        pair.replace(/=+$/, ''),
        percent(pair),
        hex(`worker:${password}`),
        base64(`Basic ${pair}`),
      ];

      for (const text of texts) {
        expect(redact(text)).toContain('[secret]');
        expect(redact(text).replace('[secret]', '').length).toBeLessThan(26);
      }
      expect(redact(pair.replace(/=+$/, ''))).toBe('[secret]');
    },
  );

  it('a secret that is the whole text, whatever it is written in', () => {
    for (const secret of ['pin4', '日本語字', 'pässwörd', '🔑🔑']) {
      expect(createRedact({ baseUrl, bearer: new Secret(secret) })(secret)).toBe('[secret]');
    }
  });

  it('a secret in base64, in the alphabet for addresses as well', () => {
    const secret = '???>>>???';
    const redact = createRedact({ baseUrl, bearer: new Secret(secret) });
    const written = (['base64', 'base64url'] as const).map((form) => Buffer.from(secret).toString(form));

    expect(written).toEqual(['Pz8/Pj4+Pz8/', 'Pz8_Pj4-Pz8_']);
    expect(written.map((text) => redact(`key=${text};`))).toEqual(['key=[secret];', 'key=[secret];']);
  });

  it('further secrets of an instance', () => {
    const redact = createRedact({ baseUrl }, [new Secret('K3y-in-a-query'), new Secret('K3y-of-a-proxy')]);

    expect(redact('?key=K3y-in-a-query via K3y-of-a-proxy')).toBe('?key=[secret] via [secret]');
  });

  it('not those that are too short: ordinary words would be blacked out', () => {
    expect(createRedact({ baseUrl, bearer: new Secret('e') })('the end')).toBe('the end');
    expect(createRedact({ baseUrl, bearer: new Secret('abc') })('616263 YWJj')).toBe('616263 YWJj');
    expect(['pin', 'pin4'].map((value) => isTooShortToHide(new Secret(value)))).toEqual([true, false]);
  });
});

describe('data', () => {
  const redact = createRedact({ baseUrl, bearer: new Secret('83920174') });

  it('has a secret that is a number redacted, and keeps other numbers', () => {
    const data = { pin: 83920174, list: [83920174, 1, 183920174], text: '83920174', '83920174': true };

    expect(redactData(redact, data)).toEqual({
      pin: '[secret]',
      list: ['[secret]', 1, 183920174],
      text: '[secret]',
      '[secret]': true,
    });
    expect(redactData(redact, 83920174)).toBe('[secret]');
  });

  it('has a number redacted that is longer than JSON can hold exactly', () => {
    const long = createRedact({ baseUrl, bearer: new Secret('12345678901234567891') });

    expect(redactData(long, JSON.parse('{"pin":12345678901234567891}'))).toEqual({ pin: '[secret]' });
  });

  it('without a secret is returned unchanged', () => {
    const data = { a: ['\\ % & é', 7] };

    expect(redactData(redact, data)).toBe(data);
  });
});

it.each([
  ['percent signs', '%25'.repeat(300_000)],
  ['backslashes', '\\'.repeat(900_000)],
  ['entities', '&amp;'.repeat(200_000)],
  ['entities by numbers', '&#0000'.repeat(200_000)],
  ['entities without semicolons', `&${'amp'.repeat(300_000)}`],
  ['white space', ' \n'.repeat(400_000)],
  ['nearly the secret', 'Ab%'.repeat(19_999)],
])('searches for a long secret in time linear in the text: %s', (_, hostile) => {
  const redact = createRedact({ baseUrl, bearer: new Secret('Ab%'.repeat(20_000)) });

  expect(redact(hostile) === hostile).toBe(true);
});

it('a long secret with a space is redacted when it is wrapped at another place than its space', () => {
  const secret = 'correct horse battery-staple';
  const redact = createRedact({ baseUrl, bearer: new Secret(secret) });
  expect(redact('x correct\thorse batt\r\n  ery-staple y')).toBe('x [secret] y');
  expect(redact('x correct  horse\tbattery-\nstaple y')).toBe('x [secret] y');
});
