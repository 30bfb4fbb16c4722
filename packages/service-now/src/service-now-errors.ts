import { nullish, object, type ErrorReading, type ErrorReply } from '@iam/core';
import * as t from 'io-ts';

/** https://www.servicenow.com/docs: "Table API", status codes and errors. */
const ServiceNowError = t.type({ error: object({ message: t.string }, { detail: nullish(t.string) }) });

export const serviceNowMessage = (body: unknown): string | undefined =>
  ServiceNowError.is(body)
    ? [body.error.message, body.error.detail].filter((part) => Boolean(part?.trim())).join(': ')
    : undefined;

/** The database refuses a value that another record has; the write that it aborts is told in one of two ways. */
const DUPLICATE = /unique key violation|duplicate entry|^error during (?:insert|update) of /i;

/**
 * What the status does not tell: an aborted write, a duplicate one too, is a 403 like a missing right, and a 401 may be about the
 * second factor alone.
 */
export const readServiceNowError = ({ status, body, header }: ErrorReply): ErrorReading | undefined => {
  const detail = (ServiceNowError.is(body) ? body.error.detail : undefined) ?? '';
  if ((status === 400 || status === 403) && DUPLICATE.test(detail)) {
    return { kind: 'conflict' };
  }
  if (status === 403 && /business rule/i.test(detail)) {
    return {
      kind: 'forbidden',
      next: 'Ask an administrator of the instance what the business rule demands.',
    };
  }
  if (status === 401 && header('x-mfa_token') !== undefined) {
    return {
      next: 'The password is right, the second factor is missing: use an account without one, or OAuth.',
    };
  }
  return undefined;
};
