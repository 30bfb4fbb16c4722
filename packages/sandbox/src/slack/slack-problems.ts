import type { VendorReply } from '@iam/conformance';
import { ScimProblem } from '../scim/scim-problem';
import type { SlackSettings } from './slack-options';

/** A refusal in Slack's words: `email_taken (email=jane@example.com)`. */
export const slackProblem = (
  status: number,
  word: string,
  about?: readonly [field: string, value: unknown],
  headers: Readonly<Record<string, string>> = {},
): ScimProblem =>
  new ScimProblem(
    status,
    about === undefined ? word : `${word} (${about[0]}=${String(about[1]).slice(0, 200)})`,
    undefined,
    headers,
  );

// What the engine says in the words of RFC 7644 table 9.
const WORDS: Readonly<Record<string, string>> = {
  invalidFilter: 'invalid_query',
  invalidSyntax: 'invalid_request_payload',
  invalidValue: 'invalid_attribute_format',
  invalidPath: 'invalid_attribute_format',
  mutability: 'invalid_attribute_format',
  noTarget: 'invalid_attribute_format',
};

const textOf = ({ scimType, detail }: ScimProblem): string =>
  scimType === undefined ? detail : (WORDS[scimType] ?? 'invalid_request_payload');

/** One object where SCIM 1.1 has a list, its code a number. */
const errorsOf = (problem: ScimProblem) => ({
  Errors: { description: textOf(problem), code: problem.status },
});

export const slackReplyV1 = (problem: ScimProblem): VendorReply => ({
  status: problem.status,
  headers: { 'Content-Type': 'application/json' },
  body: errorsOf(problem),
});

/** The status is a number, where RFC 7644 section 3.12 has a text. */
export const slackReplyV2 = (problem: ScimProblem, { v2Errors }: SlackSettings): VendorReply => ({
  status: problem.status,
  headers: { 'Content-Type': 'application/json' },
  body: {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    detail: textOf(problem),
    status: problem.status,
    ...(v2Errors === 'both' ? errorsOf(problem) : {}),
  },
});
