import { createReadStream } from 'node:fs';

/** Writes a file's text as it is, part by part. */
export const copyLines = async (path: string, out: (text: string) => void): Promise<void> => {
  for await (const part of createReadStream(path, { encoding: 'utf8' })) {
    out(part as string);
  }
};
