import { closeSync, openSync, writeSync } from 'node:fs';
import { isAcceptedWrite, type SeenRequest } from './seen-request';

/** A file of the writes that vendors carried out. */
export interface WritesFile {
  readonly note: (application: string, request: SeenRequest) => void;
  readonly close: () => void;
}

/**
 * Appends a line of JSON for each write that was carried out: `application`, and the members of `SeenRequest`. A line is written
 * at once, so that it is there whatever ends the process.
 *
 * @throws Error of the file system when the file cannot be opened
 */
export const openWritesFile = (path: string): WritesFile => {
  let file: number | undefined = openSync(path, 'a', 0o600);
  return {
    note: (application, request) => {
      if (file !== undefined && isAcceptedWrite(request)) {
        writeSync(file, `${JSON.stringify({ application, ...request })}\n`);
      }
    },
    close: () => {
      if (file !== undefined) {
        closeSync(file);
        file = undefined;
      }
    },
  };
};
