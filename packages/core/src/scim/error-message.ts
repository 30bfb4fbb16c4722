import { dictionaryOf, isDictionary } from '../codec/combinators';
import { reasonIn } from '../http/reply/reply-reason';
import { URN } from './urns';

/**
 * The message of a SCIM error (RFC 7644 section 3.12, or one of 1.1): `detail`, else what it says elsewhere or the `scimType`. Undefined when the body is none: one
 * vendor misspells `schemas` as `schema`, so either names it, and so does a `detail` beside a `status`.
 */
export const scimErrorMessage = (body: unknown): string | undefined => {
  if (!isDictionary(body)) {
    return undefined;
  }
  const { detail, status } = body;
  const named = [body['schemas'], body['schema']].some(
    (list) => Array.isArray(list) && list.includes(URN.error),
  );
  if (typeof detail === 'string' && detail !== '') {
    return named || isBareScimError(body) ? detail : undefined;
  }
  return named
    ? (reasonIn(body) ?? `SCIM error ${typeof status === 'string' ? status : ''}`.trim())
    : version1Message(body['Errors']);
};

/**
 * The errors of SCIM 1.1 (REST API 1.1, "HTTP Response Codes"): a list of `description` and `code`, which some vendors send as the one object that
 * is in it. The code is the HTTP status, so that a list of anything else is not taken for them.
 */
const version1Message = (errors: unknown): string | undefined => {
  const list: readonly unknown[] = Array.isArray(errors) ? errors : [errors];
  const messages = list.map((error) => {
    const { description, code } = dictionaryOf(error);
    const isStatus = /^[45]\d\d$/.test(String(code));
    return isStatus && typeof description === 'string' && description !== '' ? description : undefined;
  });
  return messages.length > 0 && messages.every((text) => text !== undefined)
    ? messages.join('; ')
    : undefined;
};

// Web frameworks answer a lone `detail` for a path they do not know, gateways a problem report (RFC 9457) that has a detail
// and a status too: neither says anything about users. And a record that has attributes of these names is known by its id.
const isBareScimError = (body: Readonly<Record<string, unknown>>): boolean =>
  body['status'] !== undefined && !['type', 'title', 'instance', 'id'].some((member) => member in body);
