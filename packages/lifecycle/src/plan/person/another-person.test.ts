import type { Profile } from '../../config/lifecycle-config';
import { anotherPerson } from './another-person';

interface Names {
  readonly given?: string;
  readonly family?: string;
  readonly display?: string;
  readonly address: string;
}

/** What is held when an account with the first names, and what else its record has, is given the others. */
const held = (before: Names, after: Names, row: Profile = {}, record: Profile = {}): boolean => {
  const shown = ({ given, family, display, address }: Names) => ({
    ...(given === undefined ? {} : { givenName: given }),
    ...(family === undefined ? {} : { familyName: family }),
    ...(display === undefined ? {} : { displayName: display }),
    emails: [{ value: address, primary: true }],
  });
  const [old, wanted] = [shown(before), shown(after)] as [Profile, Profile];
  const change = Object.fromEntries(
    Object.keys({ ...old, ...wanted })
      .filter((key) => JSON.stringify(old[key]) !== JSON.stringify(wanted[key]))
      .map((key) => [key, [old[key] ?? null, wanted[key] ?? null] as const]),
  );
  const names: Profile = { givenname: after.given ?? null, surname: after.family ?? null };
  const account = { username: null, email: before.address, employeeId: 'E1', record: { ...old, ...record } };
  return anotherPerson({ email: after.address, ...names, ...row }, account, change) !== undefined;
};

const split = (given: string, family: string, address: string): Names => ({ given, family, address });
const whole = (display: string, address: string): Names => ({ display, address });

describe('a person who keeps a name', () => {
  it.each<[string, Names, Names, Profile?]>([
    ['of two letters', split('Li', 'Wu', 'lwu@x.com'), split('Li', 'Zhang', 'lzhang@x.com')],
    [
      'of two letters, in one',
      whole('Li Wu', 'lwu@x.com'),
      whole('Li Zhang', 'lz@x.com'),
      { givenname: 'Li', surname: 'Zhang' },
    ],
    ['in Chinese', split('伟', '李', 'w1@x.com'), split('伟', '王', 'w2@x.com')],
    [
      'in Japanese, without a space',
      whole('山田花子', 'y@x.com'),
      whole('佐藤花子', 's@x.com'),
      { givenname: '花子', surname: '佐藤' },
    ],
    ['in Korean', split('민수', '김', 'k@x.com'), split('민수', '이', 'i@x.com')],
    [
      'in Hindi',
      whole('प्रिया शर्मा', 's@x.com'),
      whole('प्रिया वर्मा', 'v@x.com'),
      { givenname: 'प्रिया', surname: 'वर्मा' },
    ],
    ['in Russian', split('Ольга', 'Иванова', 'i@x.com'), split('Ольга', 'Петрова', 'p@x.com')],
    ['with accents on both', split('Jose', 'Garcia', 'jg@x.com'), split('José', 'García', 'jgarcia@x.com')],
    [
      'as a nickname',
      split('Bob', 'Smith', 'bs@x.com'),
      split('Robert', 'Jones', 'rj@x.com'),
      { nickname: 'Bob' },
    ],
    [
      'that the row has as user name too',
      split('Marie', 'Bauer', 'mb@x.com'),
      split('Marie', 'Green', 'mg@x.com'),
      { username: 'marie' },
    ],
    ['in the address alone', split('Anna', 'Hill', 'eva.hill@x.com'), split('Eva', 'Ford', 'eva.ford@x.com')],
  ])('is not held: %s', (_what, ...given) => {
    expect(held(...given)).toBe(false);
  });
});

describe('another person', () => {
  it.each<[string, Names, Names, Profile?, Profile?]>([
    ['in Chinese', split('伟', '李', 'w1@x.com'), split('芳', '王', 'w2@x.com')],
    ['of two letters', split('Li', 'Wu', 'lwu@x.com'), split('Bo', 'Ek', 'bek@x.com')],
    [
      'with the same particles',
      split('Jan', 'van der Berg', 'jb@x.com'),
      split('Piet', 'van der Meer', 'pm@x.com'),
    ],
    [
      'with the same particle in the address',
      split('Maria', 'de Souza', 'maria.de.souza@x.com'),
      split('Rui', 'de Lima', 'rui.de.lima@x.com'),
    ],
    ['named as the company', split('Marie', 'Bauer', 'mb@ford.com'), split('Henry', 'Ford', 'hf@ford.com')],
    [
      'named as the city of both',
      split('Marie', 'Bauer', 'mb@x.com'),
      split('Florence', 'Hill', 'fh@x.com'),
      { city: 'Florence' },
      { city: 'Florence' },
    ],
    [
      'named as the manager',
      split('Marie', 'Bauer', 'mb@x.com'),
      split('Emma', 'Hill', 'eh@x.com'),
      {},
      { manager: 'Emma Anderson' },
    ],
    [
      'in a name that is made of two',
      whole('Marie Bauer', 'mb@x.com'),
      whole('Eva Hill', 'eh@x.com'),
      { givenname: 'Eva', surname: 'Hill' },
    ],
    [
      'with a formatted name alone',
      whole('Marie Bauer', 'mb@x.com'),
      whole('Eva Hill', 'eh@x.com'),
      { formattedname: 'Eva Hill' },
    ],
    ['with the same initial', split('J.', 'Bauer', 'j.bauer@x.com'), split('J.', 'Hill', 'j.hill@x.com')],
  ])('is held: %s', (_what, ...given) => {
    expect(held(...given)).toBe(true);
  });
});

it.each<[string, Names, Names]>([
  ['keeps no names', { address: 'mb@x.com' }, { address: 'eh@x.com' }],
  ['keeps the address', split('Marie', 'Bauer', 'mb@x.com'), split('Eva', 'Hill', 'mb@x.com')],
])('an account that %s is not held', (_what, before, after) => {
  expect(held(before, after)).toBe(false);
});
