import type { VendorReply } from '@iam/conformance';

/** A refusal of the Okta API, thrown by a rule and turned into the reply. */
export class OktaProblem extends Error {
  constructor(
    readonly status: number,
    /** One of https://developer.okta.com/docs/reference/error-codes/ */
    readonly code: string,
    summary: string,
    readonly causes: readonly string[] = [],
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(summary);
    this.name = 'OktaProblem';
  }
}

/** @param errorId a new one for every reply */
export const oktaProblemReply = (problem: OktaProblem, errorId: string): VendorReply => ({
  status: problem.status,
  headers: problem.headers,
  body: {
    errorCode: problem.code,
    errorSummary: problem.message,
    errorLink: problem.code,
    errorId,
    errorCauses: problem.causes.map((errorSummary) => ({ errorSummary })),
  },
});

/** 400 E0000001, with a cause for every rule that was broken. */
export const validationFailed = (what: string, ...causes: readonly string[]): OktaProblem =>
  new OktaProblem(400, 'E0000001', `Api validation failed: ${what}`, causes);

export const malformedBody = (): OktaProblem =>
  new OktaProblem(400, 'E0000003', 'The request body was not well-formed.');

export const forbidden = (headers: Readonly<Record<string, string>> = {}): OktaProblem =>
  new OktaProblem(403, 'E0000006', 'You do not have permission to perform the requested action', [], headers);

/** 404 E0000007, the generic code: unknown records, and deactivated users that are written to. */
export const notFound = (id: string, kind: 'User' | 'UserGroup' | 'AppInstance' | 'AppUser'): OktaProblem =>
  new OktaProblem(404, 'E0000007', `Not found: Resource not found: ${id.slice(0, 100)} (${kind})`);

export const invalidSearch = (): OktaProblem => new OktaProblem(400, 'E0000031', 'Invalid search criteria.');

export const missingParameter = (): OktaProblem =>
  new OktaProblem(400, 'E0000028', 'The request is missing a required parameter.');

export const wrongStatus = (): OktaProblem =>
  new OktaProblem(403, 'E0000038', "This operation is not allowed in the user's current status.");
