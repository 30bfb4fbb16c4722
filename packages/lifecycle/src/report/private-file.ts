import { open, rename, rm } from 'node:fs/promises';
import { saying } from '../plan/file/line-file';

/** Writes a text that only its owner may read; what has the name is replaced by the whole of it, or not at all. */
export const writePrivate = (path: string, text: string): Promise<void> =>
  saying(path, async () => {
    const half = `${path}.${process.pid}.part`;
    try {
      const file = await open(half, 'wx', 0o600);
      try {
        await file.writeFile(text);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(half, path);
    } catch (thrown) {
      await rm(half, { force: true });
      throw thrown;
    }
  });
