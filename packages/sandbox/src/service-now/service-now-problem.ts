import type { VendorReply } from '@iam/conformance';

/** A refusal of the Table API, thrown by a rule and turned into the reply. */
export class ServiceNowProblem extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly detail: string | null,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.name = 'ServiceNowProblem';
  }
}

export const serviceNowProblemReply = ({
  status,
  message,
  detail,
  headers,
}: ServiceNowProblem): VendorReply => ({
  status,
  headers,
  body: { error: { message, detail }, status: 'failure' },
});

export const unauthenticated = (): ServiceNowProblem =>
  new ServiceNowProblem(401, 'User Not Authenticated', 'Required to provide Auth information', {
    'WWW-Authenticate': 'BASIC realm="Service-now"',
  });

/** One text for a missing record and for one that an access control hides. */
export const noRecord = (): ServiceNowProblem =>
  new ServiceNowProblem(404, 'No Record found', "Record doesn't exist or ACL restricts the record retrieval");

export const badRequest = (message: string, detail: string | null): ServiceNowProblem =>
  new ServiceNowProblem(400, message, detail);

export const operationFailed = (detail: string, status = 403): ServiceNowProblem =>
  new ServiceNowProblem(status, 'Operation Failed', detail);
