import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSpill } from './spill';

const records = Array.from({ length: 50 }, (_none, number) => ({
  number,
  name: `Zoë ${'x'.repeat(number)}`,
}));

const emptyFolder = (): string => mkdtempSync(join(tmpdir(), 'iam-spill-'));

describe('records beyond memory', () => {
  it.each([
    ['on the disk', 1],
    ['partly on the disk', 300],
    ['in memory', 1 << 20],
  ])('are read in any order, %s', (_where, chunkSize) => {
    const spill = createSpill<(typeof records)[number]>({ chunkSize });

    expect(records.map(spill.add)).toEqual(records.map(({ number }) => number));
    expect([49, 0, 25, 25].map(spill.read)).toEqual([49, 0, 25, 25].map((number) => records[number]));
    spill.close();
  });

  it('leave nothing behind, even while they are there', () => {
    const folder = emptyFolder();
    const spill = createSpill<(typeof records)[number]>({ chunkSize: 1, folder });
    records.forEach(spill.add);
    const during = process.platform === 'win32' ? [] : readdirSync(folder);
    spill.close();

    expect([during, readdirSync(folder)]).toEqual([[], []]);
    rmSync(folder, { recursive: true });
  });

  it('that find no room end with a sentence', () => {
    const folder = join(emptyFolder(), 'nowhere');

    expect(() => createSpill<string>({ chunkSize: 1, folder }).add('a')).toThrow(
      /need room in the folder for temporary files.*nowhere.*TMPDIR/s,
    );
  });
});
