import { isIAMError } from '../../errors/iam-error';
import { queryLanguage, quoted, verbatim } from './query-language';

const encoded = queryLanguage({
  name: 'an encoded query',
  refuses: (value) => (/[\^\r\n]|^javascript:/i.test(value) ? 'it has a meaning there' : undefined),
});
const doubled = queryLanguage({ name: 'a doubled one', escape: (value) => value.replaceAll('^', '^^') });
const filter = queryLanguage({ name: 'a filter', escape: quoted });

it('keeps a value one value, and inserts the name of an attribute unchanged', () => {
  expect(encoded`user_name=${"o'hara (x) %*"}`).toBe("user_name=o'hara (x) %*");
  expect(doubled`${verbatim('u_name')}=${'a^ORb'}^active=true`).toBe('u_name=a^^ORb^active=true');
  expect(filter`${verbatim('profile.login')} eq ${'a" or "b\\'}`).toBe('profile.login eq "a\\" or \\"b\\\\"');
});

it.each([['a^ORb'], ['a\nb'], ['JavaScript:gs.getUserID()'], [''], [' \t']])(
  'a value that the language cannot carry is refused without showing it: %j',
  (value) => {
    const thrown = (): unknown => {
      try {
        return encoded`user_name=${value}`;
      } catch (error) {
        return error;
      }
    };
    const error = thrown();
    if (!isIAMError(error)) {
      throw new Error('it was not refused');
    }
    expect(error.failure).toMatchObject({ kind: 'invalid-input', effect: 'none' });
    expect(error.failure.message).toMatch(/^A value cannot be asked for in an encoded query: it .+\.$/);
    expect(value.trim() === '' || !error.failure.message.includes(value)).toBe(true);
  },
);

it.each([['a=b'], ['a b'], ['a^b'], ['"'], [''], ['1a']])('%j is no name of an attribute', (name) => {
  expect(() => verbatim(name)).toThrow('is no name of an attribute');
});
