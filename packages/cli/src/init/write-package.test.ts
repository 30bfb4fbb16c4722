import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderWith } from '../__fixtures__/terminal';
import { textFile } from './package-file';
import { writePackage } from './write-package';

/** The second file cannot be written, because the first stands where its folder should be. */
const impossible = [textFile('a', ''), textFile('a/b', '')];

describe('a package that cannot be written whole', () => {
  it('leaves nothing, not even the folders that were made for it', () => {
    const cwd = folderWith({});
    expect(() => writePackage(join(cwd, 'new', 'folders', 'acme'), impossible, false)).toThrow(
      'Nothing was made',
    );
    expect(readdirSync(cwd)).toEqual([]);
  });

  it('leaves a folder that it was to go over as it was', () => {
    const cwd = folderWith({});
    mkdirSync(join(cwd, 'acme'));
    writeFileSync(join(cwd, 'acme', 'a'), 'mine');
    expect(() => writePackage(join(cwd, 'acme'), impossible, true)).toThrow('Nothing was made');
    expect([readdirSync(cwd), readFileSync(join(cwd, 'acme', 'a'), 'utf8')]).toEqual([['acme'], 'mine']);
  });
});
