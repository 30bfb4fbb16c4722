import { textOfInput, tooLarge } from '@iam/core';

/** What the value of an argument may have that is read from a file or from standard input: ten mebibytes. */
export const MAX_VALUE_BYTES = 10 * 1024 * 1024;

/**
 * The text of a stream. Rejects as soon as there is more than is read of a value, because a stream may never end, and for what is
 * not UTF-8; `whyUnreadable` says which.
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
