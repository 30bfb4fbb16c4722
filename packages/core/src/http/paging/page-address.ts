import { failure, type Failure } from '../../errors/failure';
import * as E from 'fp-ts/Either';
import { urlOf } from '../../codec/url-of';

const unusable = (message: string, next: string): E.Either<Failure, never> =>
  E.left(failure('malformed-reply', message, { next }));

/**
 * The absolute address of a page that a reply links to. Left when its origin is not the API's (RFC 6454 section 4: scheme, host and
 * port), because a request would send the credentials there.
 *
 * @param reference the link of the reply
 * @param from the address of that reply, the base of relative references
 */
export const pageAddress = (reference: string, from: string, baseUrl: string): E.Either<Failure, string> => {
  const text = reference.trim();
  const url = urlOf(text, from);
  if (text === '' || CONTROL.test(text) || url === undefined) {
    return unusable(
      'The vendor names a next page by something that is no address.',
      'Tell the vendor; the list could not be read to its end.',
    );
  }
  const { origin } = new URL(baseUrl);
  if (url.origin !== origin || url.username !== '' || url.password !== '') {
    return unusable(
      `The next page of the list is at another address (${hostAsWritten(text, url)}) than the API (${origin}); links elsewhere are not followed, because the credentials would go there.`,
      'Make the URL of this instance the one that the vendor’s links have, or find out why they lead elsewhere.',
    );
  }
  url.hash = '';
  return E.right(url.href);
};

/**
 * Shows only the origin, because the rest may carry a token, and only if the reply has it verbatim, because parsing decodes escapes and
 * could assemble a secret that redaction does not recognise.
 */
const hostAsWritten = (text: string, { origin }: URL): string =>
  text.toLowerCase().startsWith(origin) ? origin : 'another host';

const CONTROL = /[\p{Cc}\s]/u;
