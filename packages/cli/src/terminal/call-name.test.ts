import { delimiter, join } from 'node:path';
import { callName } from './call-name';
import { folderWith } from '../__fixtures__/terminal';

describe('what a user types to call the program', () => {
  it.each([
    ['iam', 'where it is installed for all folders', { iam: '' }],
    ['npx iam', 'where only npm finds it', {}],
  ])('is %s %s', (name, _, files) => {
    const folder = folderWith(files);

    expect(callName({ env: { PATH: ['', '/nowhere', folder].join(delimiter) } })).toBe(name);
  });

  it('ignores PATH entries that npm adds for its scripts', () => {
    expect(callName({ env: { PATH: join(__dirname, '..', '..', '..', '..', 'node_modules', '.bin') } })).toBe(
      'npx iam',
    );
    expect(callName({ env: {} })).toBe('npx iam');
  });
});
