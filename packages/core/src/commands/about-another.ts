import { failure, type Failure } from '../errors/failure';

/**
 * The failure for a reply about another record than the one requested. HTTP/1.1 does not number replies, so a gateway that sends
 * one too many shifts every later reply of the connection by one.
 */
export const aboutAnother = (what: 'user' | 'group'): Failure =>
  failure('malformed-reply', `The reply is about another ${what} than the one that was asked for.`, {
    effect: 'unknown',
  });
