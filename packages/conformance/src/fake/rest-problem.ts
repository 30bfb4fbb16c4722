import type { Attributes } from '@iam/core';
import { isDictionary } from '@iam/core/internal';

/** A refusal on its way from a rule to the reply; it never leaves the fake. */
export class RestProblem extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** Something that must be there, or a 404. */
export const present = <A>(found: A | undefined, what: string): A => {
  if (found === undefined) {
    throw new RestProblem(404, `${what} not found`);
  }
  return found;
};

/** A body as an object, or a 400. */
export const objectOf = (body: unknown): Attributes => {
  if (!isDictionary(body)) {
    throw new RestProblem(400, 'The body must be a JSON object');
  }
  return body;
};
