import type { VendorReply } from '@iam/conformance';
import { MISSING_PATH } from '../scim/patch-request';
import { ScimProblem } from '../scim/scim-problem';
import type { AwsSettings } from './aws-options';

const ERROR_URN = 'urn:ietf:params:scim:api:messages:2.0:Error';

/** AWS's only text for any refused value; the reason is in CloudTrail only. */
export const GENERIC_400 = 'Request is unparsable, syntactically incorrect, or violates schema.';

/** The text of a path-less change of several attributes, as seen in an HTTP reply of December 2024. */
export const PATHLESS_TEXT =
  'Current PATCH support allows omitting "path" attribute only for Add and Replace operations modifying a single attribute.';

// The reasons that reach HTTP; every other one stays in CloudTrail.
const SPELLED_OUT = [PATHLESS_TEXT, MISSING_PATH];

/** The one text for every duplicate; which attribute clashed stays in CloudTrail too. */
const GENERIC_409 = 'Refused to create a new, duplicate resource.';

const detailOf = (problem: ScimProblem, settings: AwsSettings): string => {
  if (SPELLED_OUT.includes(problem.detail) || settings.specificDetails) {
    return problem.detail;
  }
  if (problem.status === 400) {
    return GENERIC_400;
  }
  return problem.status === 409 ? GENERIC_409 : problem.detail;
};

/**
 * The error body as seen on the wire in 2022 to 2024: both `schema` and `schemas`, a status in quotes, a time with a
 * blank, and never a scimType.
 */
export const awsProblemReply = (
  problem: ScimProblem,
  settings: AwsSettings,
  requestId: string,
): VendorReply => ({
  status: problem.status,
  headers: { 'Content-Type': 'application/json' },
  body: {
    schema: [ERROR_URN],
    schemas: [ERROR_URN],
    detail: detailOf(problem, settings),
    status: String(problem.status),
    exceptionRequestId: requestId,
    timeStamp: settings.now().toISOString().replace('T', ' ').replace('Z', ''),
  },
});
