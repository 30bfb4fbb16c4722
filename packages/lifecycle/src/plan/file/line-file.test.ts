import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLineFile } from './line-file';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'iam-lines-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('a file of lines', () => {
  it('has them in the order in which they were added, also when that is not awaited', async () => {
    const lines = Array.from({ length: 400 }, (_, n) => `${n} ${'ü'.repeat((n * 7919) % 20_000)}`);
    const file = await createLineFile(join(folder, 'lines'));
    for (const line of lines) {
      void file.add(line);
    }
    void file.bytes(Buffer.from('raw\n'));
    void file.add('last');
    await file.end(true);
    expect(readFileSync(file.path, 'utf8')).toBe([...lines, 'raw', 'last', ''].join('\n'));
  });

  it('waits for what it was given before, so that no more than two buffers are held', async () => {
    const file = await createLineFile(join(folder, 'lines'));
    const full = 'x'.repeat(64 * 1024);
    expect(file.add('short')).toBeUndefined();
    expect(file.add(full)).toBeUndefined();
    await file.add(full);
    expect(readFileSync(file.path, 'utf8')).toContain(`short\n${full}\n`);
    await file.end();
  });

  it('says that it could not be written, at the next line that waits and at the end', async () => {
    const file = await createLineFile(join(folder, 'lines'));
    const full = 'x'.repeat(64 * 1024);
    await file.close();
    void file.add(full);
    await expect(file.add(full)).rejects.toThrow('cannot be written');
    await expect(file.end()).rejects.toThrow('cannot be written');
  });

  it('never takes the place of another', async () => {
    await (await createLineFile(join(folder, 'lines'))).end();
    await expect(createLineFile(join(folder, 'lines'))).rejects.toThrow('it exists already');
  });
});
