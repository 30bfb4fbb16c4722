import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

const IN_MEMORY = '/dev/shm';
/** Many times of what a server takes with its databases. A container has 64 MB there where nothing else is said. */
const ENOUGH_BYTES = 1024 ** 3;

const hasRoom = (folder: string): boolean => {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= ENOUGH_BYTES;
  } catch {
    return false;
  }
};

/**
 * Where the servers of tests have their folders: in memory where there is room. Databases come and go with a thousand files each, and ext4
 * makes a file the slower the more have just been deleted.
 */
export const serverPlace = (): string => (hasRoom(IN_MEMORY) ? IN_MEMORY : tmpdir());
