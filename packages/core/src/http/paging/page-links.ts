import * as E from 'fp-ts/Either';
import { urlOf } from '../../codec/url-of';
import { failure, type Failure } from '../../errors/failure';
import { joinedHeader, type WireReply } from '../transport/wire';
import { parseLinks } from './link-header';
import { pageAddress } from './page-address';

/**
 * The address of the next page from the `Link` header (RFC 8288); undefined on the last page, and where a page links to itself. Left when
 * the header cannot be read, names several next pages, or links to another origin: an incomplete list must not pass for a complete one.
 *
 * @param requested the address that was requested
 */
export const nextPage = (
  reply: WireReply,
  requested: string,
  baseUrl: string,
): E.Either<Failure, string | undefined> => {
  const links = parseLinks(joinedHeader(reply, 'link') ?? '');
  if (links === undefined) {
    return E.left(failure('malformed-reply', 'The Link header of the list cannot be read (RFC 8288).'));
  }
  const targets = links
    .filter(
      ({ rels, anchor }) =>
        rels.includes('next') && (anchor === undefined || isSameAddress(anchor, requested)),
    )
    .map(({ target }) => target);
  const [target, ...others] = new Set(targets);
  if (target === undefined || (target !== '' && isSameAddress(target, requested))) {
    return E.right(undefined);
  }
  return others.length > 0
    ? E.left(failure('malformed-reply', 'The Link header of the list names more than one next page.'))
    : pageAddress(target, requested, baseUrl);
};

const isSameAddress = (reference: string, requested: string): boolean => {
  const url = urlOf(reference, requested);
  return url !== undefined && withoutHash(url) === withoutHash(new URL(requested));
};

const withoutHash = ({ href, hash }: URL): string => href.slice(0, href.length - hash.length);

/** The value of `X-Total-Count`; undefined when it is absent or not a whole number. */
export const totalIn = (reply: WireReply): number | undefined => {
  const text = joinedHeader(reply, 'x-total-count')?.trim() ?? '';
  const total = Number(text);
  return /^\d+$/.test(text) && Number.isSafeInteger(total) ? total : undefined;
};
