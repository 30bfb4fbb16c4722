import { constants, gunzipSync } from 'node:zlib';
import { objectOf, type FileKind } from '@iam/core/internal';
import { BACKUP_FORMAT } from './backup-format';

/** The file of `iam db backup`: by its header, which is the first line of what is compressed. */
export const BACKUP_FILE: FileKind = {
  name: 'a backup',
  is: ({ bytes }) => {
    try {
      const text = gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }).toString('utf8');
      return objectOf(text.split('\n', 1)[0] ?? '')?.['format'] === BACKUP_FORMAT;
    } catch {
      return false;
    }
  },
  fate: 'replaced',
};
