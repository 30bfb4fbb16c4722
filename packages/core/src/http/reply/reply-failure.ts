import { STATUS_CODES } from 'node:http';
import { dictionaryOf } from '../../codec/combinators';
import { urlOf } from '../../codec/url-of';
import { failure, type Failure, type FailureKind } from '../../errors/failure';
import { readScimType } from '../../errors/scim-type';
import { withRemark } from '../../errors/with-remark';
import { codesIn, kindOfCodes, type ErrorCodes } from './error-codes';
import type { Body } from './read-body';
import { reasonIn } from './reply-reason';
import { hasRetryAfter, readRetryAfter } from '../retry-policy';
import { headerOf, type Method, type WireReply } from '../transport/wire';

/** Reads the vendor's message from an error body; undefined when the body is not the vendor's error shape. */
export type ErrorMessage = (body: unknown) => string | undefined;

/** A reply outside 2xx. */
export interface ErrorReply {
  readonly status: number;
  /** The parsed JSON; undefined when the body is empty or no JSON. */
  readonly body: unknown;
  /** Value of a header, whatever the case of its name. */
  readonly header: (name: string) => string | undefined;
}

/** What an integration reads in a reply outside 2xx. For absent fields the rules for all vendors apply. */
export interface ErrorReading {
  readonly message?: string | undefined;
  readonly kind?: FailureKind | undefined;
  /** What to do next, as a sentence. */
  readonly next?: string | undefined;
  /** Milliseconds the vendor asks to wait. */
  readonly retryAfterMs?: number | undefined;
}

export type ReadError = (reply: ErrorReply) => ErrorReading | undefined;

/** How an integration reads errors. */
export interface ErrorReader {
  readonly errorMessage: ErrorMessage;
  readonly readError?: ReadError | undefined;
  readonly errorCodes?: ErrorCodes | undefined;
}

const REQUEST_ID_HEADERS = [
  'x-amzn-requestid',
  'x-request-id',
  'x-requestid',
  'request-id',
  'atl-traceid',
  'x-correlation-id',
];

/** Turns a reply outside 2xx into a failure. */
export const replyFailure = (
  method: Method,
  reply: WireReply,
  body: Body,
  context: ErrorReader & {
    readonly now: Date;
    /** The request named the version that the record must have. */
    readonly versioned?: boolean;
    /** Milliseconds until a used-up limit is renewed, as the headers of the reply say. */
    readonly renewalMs?: number | undefined;
  },
): Failure => {
  const { status } = reply;
  const value = body.tag === 'json' ? body.value : undefined;
  const ownMessage = body.tag === 'json' ? context.errorMessage(value) : undefined;
  const header = (name: string): string | undefined => headerOf(reply, name.toLowerCase());
  const reading = context.readError?.({ status, body: value, header }) ?? {};
  const scimType = readScimType(dictionaryOf(value)['scimType']);
  const id = requestIdOf(reply);
  const kind =
    readKind(reading) ?? kindOf(method, reply, value, context.errorCodes, context.versioned === true);
  const retryAfterMs =
    reading.retryAfterMs ??
    readRetryAfter(header('retry-after'), context.now, header('date')) ??
    (kind === 'rate-limited' ? context.renewalMs : undefined);
  const next = reading.next ?? (retryAfterMs === undefined ? undefined : retryAdvice(retryAfterMs));
  return failure(kind, inOwnWords(kind, reading.message ?? messageOf(reply, body, ownMessage)), {
    status,
    effect: mayHaveWritten(method, status) ? 'unknown' : 'none',
    recognised: ownMessage !== undefined,
    ...(scimType === undefined ? {} : { scimType }),
    ...(id === undefined ? {} : { requestId: id }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    next,
  });
};

/** Maps a reader's `not-found` to a missing record: only the commands decide whether a user is missing. */
const readKind = ({ kind }: ErrorReading): FailureKind | undefined =>
  kind === 'not-found' ? 'no-such-resource' : kind;

/**
 * Whether the vendor reports a missing record in its own error shape: with 404, or with another status that `readError` reads as one. A 404
 * with Retry-After or of another kind does not count.
 */
export const isNoSuchRecord = ({ kind, recognised }: Failure): boolean =>
  kind === 'no-such-resource' && recognised === true;

const inOwnWords = (kind: FailureKind, message: string): string => {
  switch (kind) {
    case 'changed-meanwhile':
      return withRemark(message, 'The record is not the one that was read any more; it was not overwritten.');
    case 'version-required':
      return withRemark(
        message,
        'The vendor writes a record only under its version (If-Match); nothing was written.',
      );
    default:
      return message;
  }
};

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * The requested wait as advice. Reports more than a day as unusual, because no operator keeps a command waiting that long.
 */
const retryAdvice = (ms: number): string => {
  if (ms > 24 * HOUR_MS) {
    return 'The vendor asks to wait for more than a day: find out why before running the command again.';
  }
  const [amount, unit] =
    ms > 2 * HOUR_MS
      ? [ms / HOUR_MS, 'hours']
      : ms > 10 * MINUTE_MS
        ? [ms / MINUTE_MS, 'minutes']
        : [ms / 1000, 's'];
  return `Run the command again in ${Math.ceil(amount)} ${unit}.`;
};

export const requestIdOf = ({ headers }: WireReply): string | undefined => {
  const values: (string | undefined)[] = [];
  for (const [name, value] of headers) {
    const place = REQUEST_ID_HEADERS.indexOf(name.toLowerCase());
    if (place >= 0) {
      // The first header of a name counts.
      values[place] ??= value;
    }
  }
  return values.find(Boolean);
};

/** Statuses that codes and headers of the reply do not override: repeating a refused sign-in may lock the account. */
const DEFINITE_STATUSES = new Set([401, 407, 408, 412, 425, 428, 429]);

/** An error code or Retry-After takes precedence over the status, because many vendors use one status for several refusals. */
const kindOf = (
  method: Method,
  reply: WireReply,
  body: unknown,
  own: ErrorCodes | undefined,
  versioned: boolean,
): FailureKind => {
  const { status } = reply;
  const usual = kindOfStatus(method, status, versioned);
  if (status < 400 || status > 499 || DEFINITE_STATUSES.has(status)) {
    return usual;
  }
  const header = headerOf(reply, 'x-amzn-errortype');
  const coded = kindOfCodes([...(header === undefined ? [] : [header]), ...codesIn(body)], own);
  if (status === 404 || status === 409) {
    return coded === undefined || coded === 'conflict' ? usual : coded;
  }
  if (coded === 'rate-limited') {
    return coded;
  }
  return coded ?? (hasRetryAfter(headerOf(reply, 'retry-after')) ? 'rate-limited' : usual);
};

const kindOfStatus = (method: Method, status: number, versioned: boolean): FailureKind => {
  switch (status) {
    case 401:
      return 'unauthorized';
    case 403:
      return 'forbidden';
    case 404:
      return 'no-such-resource';
    case 407:
      return 'proxy';
    case 408:
      return 'timeout';
    case 409:
      return 'conflict';
    case 412:
      // Without a version, and without replacing a record, 412 has no defined meaning here.
      return versioned || method === 'PUT' ? 'changed-meanwhile' : 'bad-request';
    case 428:
      return 'version-required';
    case 429:
      return 'rate-limited';
    case 425:
      return 'vendor-error';
    default:
      return status >= 500 ? 'vendor-error' : status >= 400 ? 'bad-request' : 'malformed-reply';
  }
};

// A 4xx and 501 refuse the request, 425, 429 and 503 put it off; after any other answer to a write it may have been
// carried out.
const mayHaveWritten = (method: Method, status: number): boolean =>
  method !== 'GET' && (status < 400 || status === 408 || (status >= 500 && status !== 501 && status !== 503));

const messageOf = (reply: WireReply, body: Body, ownMessage: string | undefined): string => {
  const { status } = reply;
  const location = headerOf(reply, 'location');
  if (status >= 300 && status < 400 && location !== undefined) {
    return `The server redirects to another address (${hostOf(location)}); redirects are not followed.`;
  }
  const title = STATUS_CODES[status] ?? `status ${status}`;
  switch (body.tag) {
    case 'empty':
      return title;
    case 'json':
      return ownMessage?.trim() || (reasonIn(body.value) ?? title);
    case 'other': {
      if (body.what === 'text that is not JSON') {
        return body.text.trim();
      }
      const page = body.what === 'an HTML page' ? pageTitle(body.text) : undefined;
      const isNew = page !== undefined && ![String(status), title, `${status} ${title}`].includes(page);
      return `${title} (the reply is ${body.what}${isNew ? `: ${page}` : ''})`;
    }
  }
};

/** How much of a page is searched for its title. */
const HEAD_LENGTH = 65_536;
/** Maximum title length; longer ones are written for search engines. */
const MAX_TITLE = 120;

const pageTitle = (html: string): string | undefined => {
  const found = /<title\b[^<>]*>([^<]*)<\/title>/i.exec(html.slice(0, HEAD_LENGTH))?.[1];
  const title = found?.replace(/\s+/g, ' ').trim() ?? '';
  return title === '' || title.length > MAX_TITLE ? undefined : title;
};

/**
 * Shows only the host, because the path or query of a redirect may carry session tokens, and only if the header has it verbatim: parsing
 * decodes escapes and drops line breaks, which could assemble a secret that redaction does not recognise.
 */
const hostOf = (location: string): string => {
  const host = urlOf(location)?.host;
  if (host === undefined) {
    return 'same host';
  }
  return location.toLowerCase().includes(host) ? host : 'another host';
};
