import type { ErrorCodes, ErrorReading, ErrorReply } from '@iam/core';
import { OktaError } from './okta-codecs';

// https://developer.okta.com/docs/reference/error-codes/

/** A path that the API does not have says nothing about a user, unlike E0000007. */
const NO_SUCH_PATH = 'E0000008';
/** The org refused a value; the causes say which, and a name that is taken is among them. */
const VALIDATION_FAILED = 'E0000001';
/** The record belongs to another directory or application. */
const MASTERED_ELSEWHERE = 'E0000023';

export const oktaErrorCodes: ErrorCodes = {
  // Activation failed because the user is already active.
  E0000016: 'wrong-state',
  // Unlock is not allowed for this user.
  E0000032: 'wrong-state',
  // This operation is not allowed in the user's current status.
  E0000038: 'wrong-state',
};

/** Okta's summary, its code and the causes. Undefined for what does not come from a record's endpoint. */
export const oktaErrorMessage = (body: unknown): string | undefined =>
  OktaError.is(body) && body.errorCode !== NO_SUCH_PATH
    ? [`${body.errorSummary.replace(/\.$/, '')} (${body.errorCode})`, ...causesOf(body)].join('; ')
    : undefined;

/** What no code says: a name that is taken, and a record that another system owns. */
export const readOktaError = ({ body }: ErrorReply): ErrorReading | undefined => {
  if (!OktaError.is(body)) {
    return undefined;
  }
  if (body.errorCode === VALIDATION_FAILED && causesOf(body).some((cause) => TAKEN.test(cause))) {
    return { kind: 'conflict' };
  }
  return body.errorCode === MASTERED_ELSEWHERE
    ? {
        kind: 'forbidden',
        next: 'Change the person in the directory or application that this record comes from.',
      }
    : undefined;
};

const TAKEN = /already exists in the current organization/i;

const causesOf = ({ errorCauses }: OktaError): readonly string[] =>
  (errorCauses ?? []).flatMap(({ errorSummary }) => errorSummary ?? []);
