import * as E from 'fp-ts/Either';
import { defineMapper } from '../mapper/define-mapper';
import { parseMapperFile } from '../mapper/file/mapper-file';
import type { Source } from '../mapper/source';
import { primaryEmail } from './identify';
import { isTakenOver } from './taken-over';
import type { Mapper } from '../mapper/mapper';

const TYPE = 'User Profile - Create';

const taken = (mapper: Mapper, profile: object, attribute: string): boolean | undefined => {
  const mapped = mapper.map(profile as never, TYPE);
  const value = E.isRight(mapped) ? primaryEmail(mapped.right.data[attribute]) : undefined;
  return typeof value === 'string' || typeof value === 'number'
    ? isTakenOver(mapper, profile as never, TYPE, { attribute, value: String(value) })
    : undefined;
};

const JANE = { email: 'jane@example.com', givenname: 'Jane', surname: 'Doe', number: 7 };

describe('what a mapper takes over unchanged', () => {
  it('counts for the attribute that it fills alone, and for what is inside that', () => {
    const mapper = defineMapper({
      name: 'out',
      direction: 'outgoing',
      fields: { userName: localPart(), nickName: 'nickname', 'name.givenName': 'givenname' },
    });
    const profile = { ...JANE, nickname: 'jane' };
    const copied = (attribute: string) => mapper.copied(profile, attribute, TYPE);

    expect(taken(mapper, profile, 'userName')).toBe(false);
    expect(['userName', 'nickName', 'name', 'name.givenName', 'name.familyName'].map(copied)).toEqual([
      [],
      ['jane'],
      ['Jane'],
      ['Jane'],
      [],
    ]);
    // Asked for again, it is the same.
    expect(copied('userName')).toEqual([]);
  });

  it.each<[string, Source, object, boolean]>([
    ['a key', 'email', JANE, true],
    ['a number', 'number', JANE, true],
    ['a key inside another', 'work.login', { work: { login: 'jane' } }, true],
    ['one of several names of a key', { from: ['username', 'login'] }, { login: 'jane' }, true],
    ['what stands in for a key', { firstOf: ['username', 'email'] }, JANE, true],
    ['the key itself', { firstOf: ['username', 'email'] }, { ...JANE, username: 'jane' }, true],
    ['a part of a key', localPart(), JANE, false],
    ['a part that stands in for a key', { firstOf: ['username', localPart()] }, JANE, false],
    [
      'a key in whose place a part may stand',
      { firstOf: ['username', localPart()] },
      { ...JANE, username: 'jd' },
      true,
    ],
    ['two keys', { join: ['givenname', 'surname'], with: '.' }, JANE, false],
    ['the beginning of a key', { from: 'email', then: [['substring', { from: 0, to: 99 }]] }, JANE, false],
    ['a replacement', { from: 'email', then: [['replace', { toReplace: 'q' }]] }, JANE, false],
    ['a table', { from: 'email', then: [['valueMap', { values: {} }]] }, JANE, false],
    ['a prefix', { from: 'email', then: [['concat', { prefix: 'x-' }]] }, JANE, false],
    ['lower case', { from: 'givenname', then: [['toLowerCase']] }, JANE, false],
    ['lower case that is so already', { from: 'email', then: [['toLowerCase']] }, JANE, true],
    ['a constant', { constant: 'jane@example.com' }, JANE, false],
    ['a constant in place of a key', { from: 'x', then: [['default', { value: 'jane' }]] }, JANE, false],
    ['the first of a list', { from: 'logins', then: [['first']] }, { logins: ['jane', 'jd'] }, true],
    ['a nickname that happens to be the part', localPart(), { ...JANE, nickname: 'jane' }, false],
  ])('%s: see the last column', (_, source, profile, expected) => {
    const mapper = defineMapper({ name: 'out', direction: 'outgoing', fields: { userName: source } });
    expect(taken(mapper, profile, 'userName')).toBe(expected);
  });

  it('is nothing where a rule cannot be applied', () => {
    const mapper = defineMapper({
      name: 'out',
      direction: 'outgoing',
      fields: { userName: { firstOf: [{ join: ['team', 'number'] }, 'email'] } },
    });
    expect(mapper.copied({ ...JANE, team: { name: 'IT' } }, 'userName', TYPE)).toEqual([]);
    expect(mapper.copied({ email: JANE.email }, 'userName', TYPE)).toEqual([JANE.email]);
  });

  it('is an address inside the structure of a list', () => {
    const mapper = defineMapper({
      name: 'out',
      direction: 'outgoing',
      fields: { 'emails[primary work].value': 'email' },
    });
    expect(taken(mapper, JANE, 'emails')).toBe(true);
  });

  it('is what a profile has by another spelling of the attribute', () => {
    const mapper = defineMapper({ name: 'out', direction: 'outgoing', fields: { title: 'title' } });
    const asked = { attribute: 'username', value: 'jane' };

    expect(isTakenOver(mapper, { user_name: 'jane' }, TYPE, asked)).toBe(true);
    expect(isTakenOver(mapper, { nick_name: 'jane' }, TYPE, asked)).toBe(false);
  });

  it('is no key of a like name of which a rule takes a part', () => {
    const mapper = defineMapper({
      name: 'out',
      direction: 'outgoing',
      fields: { userName: { from: 'username', then: [['substring', { from: 0, to: 8 }]] } },
    });

    expect(taken(mapper, { username: 'jonathan' }, 'userName')).toBe(false);
  });

  it('is what a profile has by the vendor’s own name', () => {
    const mapper = defineMapper({ name: 'out', direction: 'outgoing', fields: { title: 'title' } });
    expect(isTakenOver(mapper, { userName: 'jane' }, TYPE, { attribute: 'userName', value: 'jane' })).toBe(
      true,
    );
  });
});

describe('what a mapper file takes over unchanged', () => {
  const context = (path: string) => ({ isContext: true, value: { simple: path } });
  const text = (simple: string) => ({ isContext: false, value: { simple } });
  const step = (operator: string, args: object = {}) => ({ operator, args });

  it.each<[string, object, object, boolean]>([
    ['a simple key', { simple: 'email' }, JANE, true],
    ['a root', { complex: { root: 'email' } }, JANE, true],
    [
      'a root and what is in it',
      { complex: { root: 'work', accessor: 'login' } },
      { work: { login: 'j' } },
      true,
    ],
    [
      'what a filter lets through',
      {
        complex: {
          root: 'email',
          filters: [[{ operator: 'isNotEmpty', left: context('email') }]],
        },
      },
      JANE,
      true,
    ],
    [
      'a key in place of a missing one',
      {
        complex: {
          root: 'username',
          transformers: [step('SetIfEmpty', { defaultValue: context('email') })],
        },
      },
      JANE,
      true,
    ],
    [
      'a text with a key inside in place of a missing one',
      {
        complex: {
          root: 'username',
          transformers: [step('SetIfEmpty', { defaultValue: text('${givenname}.${surname}') })],
        },
      },
      JANE,
      false,
    ],
    [
      'a text that is one key only',
      {
        complex: { root: 'username', transformers: [step('SetIfEmpty', { defaultValue: text('${email}') })] },
      },
      JANE,
      true,
    ],
    [
      'a part of a key',
      {
        complex: { root: 'email', transformers: [step('split', { delimiter: text('@') }), step('first')] },
      },
      JANE,
      false,
    ],
    [
      'two keys concatenated',
      {
        complex: { root: 'givenname', transformers: [step('concat', { suffix: text('.${surname}') })] },
      },
      JANE,
      false,
    ],
    [
      'two keys concatenated of which one is missing',
      {
        complex: { root: 'givenname', transformers: [step('concat', { suffix: context('nickname') })] },
      },
      JANE,
      false,
    ],
    ['a constant', { simple: '"jane"' }, JANE, false],
  ])('%s: see the last column', (_, source, profile, expected) => {
    const file = { type: 'mapping-outgoing', mapping: { [TYPE]: { internalMapping: { userName: source } } } };
    const mapper = parseMapperFile(JSON.stringify(file), 'file.json');
    expect(E.isRight(mapper) ? taken(mapper.right, profile, 'userName') : mapper.left).toBe(expected);
  });

  it('is an address that is put into a list by concatenating JSON', () => {
    const source = {
      complex: {
        root: 'email',
        transformers: [
          step('concat', { prefix: text('[{"value":"'), suffix: text('","primary":true}]') }),
          step('ParseJSON'),
        ],
      },
    };
    const file = { type: 'mapping-outgoing', mapping: { [TYPE]: { internalMapping: { emails: source } } } };
    const mapper = parseMapperFile(JSON.stringify(file), 'file.json');
    expect(E.isRight(mapper) && taken(mapper.right, JANE, 'emails')).toBe(true);
  });
});

function localPart(): Source {
  return { from: 'email', then: [['split', { delimiter: '@' }], ['first']] };
}
