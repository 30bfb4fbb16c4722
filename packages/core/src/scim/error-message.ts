import { isDictionary } from '../codec/combinators';
import { reasonIn } from '../http/reply/reply-reason';
import { URN } from './urns';

/**
 * The message of a SCIM error (RFC 7644 section 3.12): `detail`, else what it says elsewhere or the `scimType`. Undefined when the body is none: one
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
    : undefined;
};

// Web frameworks answer a lone `detail` for a path they do not know, gateways a problem report (RFC 9457) that has a detail
// and a status too: neither says anything about users. And a record that has attributes of these names is known by its id.
const isBareScimError = (body: Readonly<Record<string, unknown>>): boolean =>
  body['status'] !== undefined && !['type', 'title', 'instance', 'id'].some((member) => member in body);
