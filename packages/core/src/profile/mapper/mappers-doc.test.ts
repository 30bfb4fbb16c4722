import * as E from 'fp-ts/Either';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scimMappers } from '../../scim/scim-mappers';
import { defineMapper } from './define-mapper';
import { FILTER_NAMES } from './filters';
import type { Mapped, Mapper } from './mapper';
import { parseMapperFile } from './file/mapper-file';
import { OPERATORS } from './operators';

const doc = readFileSync(join(__dirname, '../../../../../docs/mappers.md'), 'utf8');

const blocks = (language: string): readonly string[] =>
  doc
    .split('```' + language + '\n')
    .slice(1)
    .map((part) => part.slice(0, part.indexOf('```')));

/** Runs a snippet of the page and gives the value of the expression that starts with `last`. */
const evaluate = (snippet: string | undefined, last: string): unknown =>
  new Function('defineMapper', 'scimMappers', (snippet ?? '').replace(last, `return ${last}`))(
    defineMapper,
    scimMappers,
  );

describe('docs/mappers.md', () => {
  it('shows what the compact form really gives', () => {
    const mapped = evaluate(blocks('ts')[0], 'outgoing.map(') as E.Either<string, Mapped>;
    expect(mapped).toEqual(E.right(JSON.parse(blocks('json')[1] ?? '')));
  });

  it('shows a mapper file that loads and works', () => {
    const mapper = parseMapperFile(blocks('json')[2] ?? '', 'docs/mappers.md');
    if (E.isLeft(mapper)) {
      throw new Error(mapper.left.join('\n'));
    }
    const profile = {
      username: 'ann',
      phones: [
        { type: 'home', number: '1' },
        { type: 'mobile', number: '+39 2 3' },
      ],
    };
    expect(mapper.right.map(profile, 'User Profile - Create')).toEqual(
      E.right({ data: { userName: 'ann', timezone: 'Europe/Rome', mobile: '+3923' }, derived: [] }),
    );
  });

  it('shows how a vendor varies the SCIM mappers', () => {
    const snippet = (blocks('ts')[1] ?? '').replace('const { incoming, outgoing } = ', '');
    const { outgoing } = evaluate(snippet, 'scimMappers(') as { outgoing: Mapper };
    expect(outgoing.map({ department: 'R&D', manager: 'm' }, 'User Profile')).toEqual(
      E.right({ data: { department: 'R&D' }, derived: [] }),
    );
  });

  it.each([...Object.keys(OPERATORS), ...FILTER_NAMES])('explains %s', (name) => {
    expect(doc).toContain(`\`${name}\``);
  });

  it.each([...scimMappers({ name: 'x' }).outgoing.sources('User Profile')])(
    'has the profile key %s',
    (key) => {
      const words = doc.toLowerCase().split(' ').join('');
      expect(words).toContain(key);
    },
  );
});
