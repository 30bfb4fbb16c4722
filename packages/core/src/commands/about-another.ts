import { failure, type Failure } from '../errors/failure';

/**
 * A gateway that sends a reply too many makes every later reply of the connection answer another question than it was asked;
 * HTTP/1.1 has no number on a reply that would tell. So a reply counts only when it is about the record that was asked for.
 */
export const aboutAnother = (what: 'user' | 'group'): Failure =>
  failure('malformed-reply', `The reply is about another ${what} than the one that was asked for.`, {
    effect: 'unknown',
  });
