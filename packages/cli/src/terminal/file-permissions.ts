import { statSync } from 'node:fs';

/** Access that users other than the owner have to a file; '' for none. */
export type AccessByOthers = '' | 'read' | 'change' | 'read and change';

const GROUP_OR_OTHERS = { read: 0o044, write: 0o022 } as const;

/** Reads the mode. '' on Windows, where modes carry no permissions, and for anything that is no regular file. */
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
    // An unreadable file is reported where it is read.
    return 0;
  }
};
