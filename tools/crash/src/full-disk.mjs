import { execFileSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** A disk of its own for a folder, in memory; undefined where this user may not make one (only root may mount). */
export const smallDisk = (folder, megabytes) => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=711`, 'tmpfs', folder], {
      stdio: 'ignore',
    });
  } catch {
    return undefined;
  }
  const filler = join(folder, 'filler');
  return {
    fill: () => {
      const file = openSync(filler, 'w');
      try {
        for (const block of [Buffer.alloc(1024 * 1024), Buffer.alloc(4096)]) {
          try {
            for (;;) {
              writeSync(file, block);
            }
          } catch (thrown) {
            if (thrown.code !== 'ENOSPC') {
              throw thrown;
            }
          }
        }
      } finally {
        closeSync(file);
      }
    },
    free: () => rmSync(filler),
    remove: () => execFileSync('umount', [folder]),
  };
};
