import { STATUS_CODES } from 'node:http';
import { dictionaryOf, isDictionary } from '../codec/combinators';
import { failure } from '../errors/failure';
import type { Failure, FailureKind } from '../errors/failure';
import { readScimType } from '../errors/scim-type';
import { withRemark } from '../errors/with-remark';
import type { Body } from './read-body';
import { readRetryAfter } from './retry-policy';
import { headerOf } from './wire';
import type { Method, WireReply } from './wire';

/** Reads the vendor's message from an error body; undefined when the body is not the vendor's error shape. */
export type ErrorMessage = (body: unknown) => string | undefined;

const REQUEST_ID_HEADERS = [
  'x-amzn-requestid',
  'x-request-id',
  'x-requestid',
  'request-id',
  'atl-traceid',
  'x-correlation-id',
];
/** An error text is for reading; longer ones are cut. */
const MAX_MESSAGE = 500;

/** The failure that a reply outside 2xx stands for. */
export const replyFailure = (
  method: Method,
  reply: WireReply,
  body: Body,
  context: {
    readonly errorMessage: ErrorMessage;
    readonly now: Date;
    /** The request named the version that the record must have. */
    readonly versioned?: boolean;
  },
): Failure => {
  const { status } = reply;
  const recognised = body.tag === 'json' && context.errorMessage(body.value) !== undefined;
  const scimType = body.tag === 'json' ? readScimType(dictionaryOf(body.value)['scimType']) : undefined;
  const id = requestIdOf(reply);
  const retryAfterMs = readRetryAfter(headerOf(reply, 'retry-after'), context.now);
  const kind = kindOf(method, status, context.versioned === true);
  return failure(kind, inOwnWords(kind, messageOf(reply, body, context.errorMessage)), {
    status,
    effect: mayHaveWritten(method, status) ? 'unknown' : 'none',
    recognised,
    ...(scimType === undefined ? {} : { scimType }),
    ...(id === undefined ? {} : { requestId: id }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs, next: comeBack(retryAfterMs) }),
  });
};

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

/** A time to wait in words; nobody waits for days with a command in hand. */
const comeBack = (ms: number): string => {
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

export const requestIdOf = (reply: WireReply): string | undefined =>
  REQUEST_ID_HEADERS.map((name) => headerOf(reply, name)).find(
    (value) => value !== undefined && value !== '',
  );

const kindOf = (method: Method, status: number, versioned: boolean): FailureKind => {
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
      // Without a version, and where no record is replaced, a vendor may mean anything by it.
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

const messageOf = (reply: WireReply, body: Body, errorMessage: ErrorMessage): string => {
  const location = headerOf(reply, 'location');
  if (reply.status >= 300 && reply.status < 400 && location !== undefined) {
    return `The server redirects to another address (${hostOf(location)}); redirects are not followed.`;
  }
  const title = STATUS_CODES[reply.status] ?? `status ${reply.status}`;
  switch (body.tag) {
    case 'empty':
      return title;
    case 'json':
      return errorMessage(body.value) ?? commonMessage(body.value) ?? title;
    case 'other':
      return body.what === 'text that is not JSON'
        ? body.text.trim()
        : `${title} (the reply is ${body.what})`;
  }
};

/** What gateways and frameworks in front of a vendor call their error text. */
const commonMessage = (body: unknown): string | undefined => {
  if (typeof body === 'string') {
    return body;
  }
  const fields = isDictionary(body)
    ? ['message', 'Message', 'error_description', 'detail', 'title', 'error']
    : [];
  return fields
    .map((name) => (isDictionary(body) ? body[name] : undefined))
    .find((text) => typeof text === 'string' && text !== '') as string | undefined;
};

/** Cuts a text that is too long to read. Secrets are taken out before: half a secret would not be recognised. */
export const shortened = (text: string): string =>
  text.length > MAX_MESSAGE ? `${text.slice(0, MAX_MESSAGE)}…` : text;

// Only the host: a path or query of a redirect may carry session tokens.
const hostOf = (location: string): string => (URL.canParse(location) ? new URL(location).host : 'same host');
