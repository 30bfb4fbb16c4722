import { isDictionary } from '../../codec/combinators';
import type { FailureKind } from '../../errors/failure';

/** The failure kinds that an error code can determine more precisely than the status. */
export type CodedKind = Extract<FailureKind, 'conflict' | 'wrong-state' | 'forbidden' | 'rate-limited'>;

/** A vendor's own error codes and what they mean, as its documentation spells them. */
export type ErrorCodes = Readonly<Record<string, CodedKind>>;

/**
 * Codes with the same meaning at all vendors. AWS: the throttling codes of its SDKs (Smithy, "retry behavior") and IAM
 * and Cognito errors. Google: google.rpc.Code and the reasons of its older APIs. SCIM: RFC 7644 section 3.12. ACME: RFC 8555
 * section 6.7. Okta: error code E0000047. Salesforce: status codes of its REST API. Microsoft: Graph and Entra ID errors. Omits codes that may also stand for a lasting condition (a quota, any conflict).
 */
const COMMON: ErrorCodes = {
  Throttling: 'rate-limited',
  ThrottlingException: 'rate-limited',
  ThrottledException: 'rate-limited',
  RequestThrottled: 'rate-limited',
  EC2ThrottledException: 'rate-limited',
  RequestLimitExceeded: 'rate-limited',
  BandwidthLimitExceeded: 'rate-limited',
  ProvisionedThroughputExceededException: 'rate-limited',
  PriorRequestNotComplete: 'rate-limited',
  SlowDown: 'rate-limited',
  TooManyRequests: 'rate-limited',
  RESOURCE_EXHAUSTED: 'rate-limited',
  rateLimit: 'rate-limited',
  rateLimited: 'rate-limited',
  rateLimitExceeded: 'rate-limited',
  userRateLimitExceeded: 'rate-limited',
  rateLimitReached: 'rate-limited',
  E0000047: 'rate-limited',
  uniqueness: 'conflict',
  ALREADY_EXISTS: 'conflict',
  EntityAlreadyExists: 'conflict',
  ResourceAlreadyExists: 'conflict',
  UserAlreadyExists: 'conflict',
  UserExists: 'conflict',
  UsernameExistsException: 'conflict',
  duplicate: 'conflict',
  DUPLICATE_VALUE: 'conflict',
  DUPLICATE_USERNAME: 'conflict',
  ObjectConflict: 'conflict',
  UniqueConstraintViolation: 'conflict',
  UniqueKeyViolation: 'conflict',
};

/** The meaning of a reply's codes. The vendor's own table takes precedence over the common one, and "too many requests" over everything. */
export const kindOfCodes = (codes: readonly string[], own: ErrorCodes = {}): CodedKind | undefined => {
  const table = tableOf({ ...COMMON, ...own });
  const kinds = codes.map((code) => table.get(plainCode(code)));
  return kinds.includes('rate-limited') ? 'rate-limited' : kinds.find((kind) => kind !== undefined);
};

const tableOf = (codes: ErrorCodes): ReadonlyMap<string, CodedKind> =>
  new Map(Object.entries(codes).map(([code, kind]) => [plainCode(code), kind]));

const CODE_NAMES = new Set([
  'code',
  'errorcode',
  'errcode',
  'type',
  'errortype',
  'scimtype',
  'error',
  'reason',
  'status',
  'statuscode',
  'title',
]);
/** Frameworks put the name of an exception in front of its sentence: `ThrottlingException: Rate exceeded`. */
const SENTENCES = new Set(['message', 'errormessage', 'detail', 'details', 'description']);

const exceptionBefore = (sentence: string): string =>
  /^\s*([\w.#]{1,200}Exception):/.exec(sentence)?.[1] ?? '';

const CONTAINERS = new Set([
  'error',
  'errors',
  'fault',
  'detail',
  'details',
  'errorcauses',
  'response',
  'status',
]);

const MAX_CODE_DEPTH = 4;
/** Maximum number of errors to read from a list. */
const MAX_ITEMS = 20;
/** Maximum length of a code. */
const MAX_LENGTH = 300;

/** Collects the error codes of a JSON body from all usual places. */
export const codesIn = (body: unknown, depth = 0): readonly string[] => {
  if (depth > MAX_CODE_DEPTH) {
    return [];
  }
  if (Array.isArray(body)) {
    return body.slice(0, MAX_ITEMS).flatMap((item: unknown) => codesIn(item, depth + 1));
  }
  if (!isDictionary(body)) {
    return [];
  }
  return Object.entries(body).flatMap(([name, value]) => {
    const plain = plainName(name);
    if (typeof value === 'string') {
      const code = CODE_NAMES.has(plain) ? value : SENTENCES.has(plain) ? exceptionBefore(value) : '';
      return code !== '' && code.length <= MAX_LENGTH ? [code] : [];
    }
    return CONTAINERS.has(plain) ? codesIn(value, depth + 1) : [];
  });
};

/** A name without case and punctuation: error_code, errorCode and Error-Code are one. */
export const plainName = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/**
 * Strips additions from a code: namespaces (`com.amazonaws.sso#ThrottlingException`), a trailing address (AWS's
 * `ThrottlingException:http://…`), and a problem type's URI up to its last segment (RFC 9457 section 3.1.1).
 */
const plainCode = (code: string): string => {
  const [first = ''] = code.split(/:(?=https?:)/);
  const name = first.split(/[#/:.]/).findLast((part) => part !== '') ?? '';
  return plainName(name).replace(/(?:exception|error)$/, '');
};
