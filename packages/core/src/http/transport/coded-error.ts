/** An error with a code, as Node's own modules throw them. */
export const codedError = (message: string, code: string): Error =>
  Object.assign(new Error(message), { code });
