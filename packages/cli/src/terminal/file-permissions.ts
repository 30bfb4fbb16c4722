import { statSync } from 'node:fs';

/** What somebody else than its owner can do with a file; '' when nothing. */
export type AccessByOthers = '' | 'read' | 'change' | 'read and change';

const GROUP_OR_OTHERS = { read: 0o044, write: 0o022 } as const;

/** By its mode. Nothing where permissions are not told by a mode (Windows), and for what is no file. */
export const accessByOthers = (file: string): AccessByOthers => {
  const mode = modeOf(file);
  const canRead = (mode & GROUP_OR_OTHERS.read) !== 0;
  const canChange = (mode & GROUP_OR_OTHERS.write) !== 0;
  if (canRead && canChange) {
    return 'read and change';
  }
  return canRead ? 'read' : canChange ? 'change' : '';
};

const modeOf = (file: string): number => {
  try {
    const found = statSync(file);
    return process.platform === 'win32' || !found.isFile() ? 0 : found.mode;
  } catch {
    // Whether it can be read at all is told elsewhere.
    return 0;
  }
};
