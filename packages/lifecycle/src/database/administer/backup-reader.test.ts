import fc from 'fast-check';

import { copyLine } from '../copy-text';
import { END_OF_ROWS } from './backup-format';
import { backupReader, CutOff } from './backup-reader';

async function* inPieces(whole: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  let at = 0;
  for (let turn = 0; at < whole.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield whole.subarray(at, at + size);
    at += size;
  }
}

const collected = async (chunks: AsyncIterable<Buffer>): Promise<string> => {
  const found: Buffer[] = [];
  for await (const chunk of chunks) {
    found.push(chunk);
  }
  return Buffer.concat(found).toString('utf8');
};

const value = fc.oneof(fc.string(), fc.constantFrom('\\.', '.', '\\', '\n', 'a\\.\n', '\n\\.\n'));
const rowsOfTable = fc.array(fc.array(value, { minLength: 1, maxLength: 3 }), { maxLength: 5 });

it('gives every table back, wherever the pieces are cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(rowsOfTable, { minLength: 1, maxLength: 4 }),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }),
      async (tables, sizes) => {
        const texts = tables.map((rows) => rows.map(copyLine).join(''));
        const whole = Buffer.from(texts.map((text) => `head\n${text}${END_OF_ROWS}`).join(''));
        const reader = backupReader(inPieces(whole, sizes));
        for (const text of texts) {
          expect(await reader.line()).toBe('head');
          expect(await collected(reader.rows())).toBe(text);
        }
        expect(await reader.atEnd()).toBe(true);
      },
    ),
  );
});

it('finds out that rows have no end', async () => {
  const reader = backupReader(inPieces(Buffer.from('a\tb\nc\td\n'), [3]));
  await expect(collected(reader.rows())).rejects.toThrow(CutOff);
});
