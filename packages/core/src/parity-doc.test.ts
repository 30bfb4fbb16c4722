import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

// docs/parity.md names a test for every bug of the reference; names change, and a table that points nowhere shows nothing.

const root = join(__dirname, '..', '..', '..');
const rows = readFileSync(join(root, 'docs', 'parity.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| [A-Z]\d+ \|/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, number = '', , , evidence = '']) => ({
    number,
    evidence: [...evidence.matchAll(/`([^`]+)` › `([^`]+)`/g)].map(([, file = '', name = '']) => ({
      file,
      name,
    })),
  }));

it('docs/parity.md has every bug of the reference once', () => {
  const numbers = rows.map(({ number }) => number).filter((number) => number.startsWith('B'));
  expect(numbers).toEqual(Array.from({ length: 44 }, (_, index) => `B${index + 1}`));
});

it.each(rows)('$number is shown by tests that exist', ({ evidence }) => {
  expect(evidence).not.toEqual([]);
  for (const { file, name } of evidence) {
    expect([file, existsSync(join(root, file))]).toEqual([file, true]);
    expect(readFileSync(join(root, file), 'utf8')).toContain(`'${name}'`);
  }
});
