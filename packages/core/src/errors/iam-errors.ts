/** The three errors the commands raise themselves, as the reference numbers and words them. */
export const IAMErrors = {
  BAD_REQUEST: { code: 400, message: 'Bad request - failed to perform operation' },
  USER_DOES_NOT_EXIST: { code: 404, message: 'User does not exist' },
  USER_ALREADY_EXISTS: { code: 409, message: 'User already exists' },
} as const;
