/** The error without the places in the code: they are the kit’s own, and what to change is in the message. */
export const withoutStack = (error: Error): Error => {
  error.stack = `${error.name}: ${error.message}`;
  return error;
};
