import { textOfInput, tooLarge } from '@iam/core';

/** Limit of an argument's value that is read from a file or from standard input: ten mebibytes. */
export const MAX_VALUE_BYTES = 10 * 1024 * 1024;

/**
 * Reads a stream as text. Rejects at the limit of a value, because a stream may never end, and for invalid UTF-8;
 * `whyUnreadable` says which.
 */
export const readStream = async (input: AsyncIterable<string | Buffer>): Promise<string> => {
  const chunks: Buffer[] = [];
  let total = 0;
  for await (const chunk of input) {
    const bytes = Buffer.from(chunk);
    total += bytes.length;
    if (total > MAX_VALUE_BYTES) {
      throw tooLarge(MAX_VALUE_BYTES);
    }
    chunks.push(bytes);
  }
  return textOfInput(Buffer.concat(chunks, total));
};
