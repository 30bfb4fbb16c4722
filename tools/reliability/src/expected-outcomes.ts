import { done, failed, open, type Outcome } from './outcome';

/** How three commands end under one fault: when it hits once, then when it never ends. */
export interface ExpectedOutcomes {
  readonly get: readonly [once: Outcome, lasting: Outcome];
  readonly create: readonly [once: Outcome, lasting: Outcome];
  readonly disable: readonly [once: Outcome, lasting: Outcome];
}

/** Expected outcomes by the fault’s words: the first table of docs/reliability.md. */
export const expectedOutcomes: Readonly<Record<string, ExpectedOutcomes>> = {
  'reset before the vendor acts': {
    get: [done(2, 0.4), failed('network', 4, 2.6)],
    create: [done(2), open('network', 2)],
    disable: [done(2), open('network', 2)],
  },
  'closed before the vendor acts': {
    get: [done(2, 0.4), failed('network', 4, 2.6)],
    create: [done(2), open('network', 2)],
    disable: [done(2), open('network', 2)],
  },
  'reset after the vendor acted, before the reply': {
    get: [done(2, 0.4), failed('network', 4, 2.6)],
    create: [done(1), done(1)],
    disable: [done(1), done(1)],
  },
  'closed within the reply’s headers': {
    get: [done(2, 0.4), failed('network', 4, 2.6)],
    create: [done(1), done(1)],
    disable: [done(1), done(1)],
  },
  'closed half-way through a body with a length': {
    get: [done(2, 0.4), failed('network', 4, 2.6)],
    create: [done(1), done(1)],
    disable: [done(1), done(1)],
  },
  'reset half-way through a body with a length': {
    get: [done(2, 0.4), failed('network', 4, 2.6)],
    create: [done(1), done(1)],
    disable: [done(1), done(1)],
  },
  'closed half-way through a chunked body': {
    get: [done(2, 0.4), failed('network', 4, 2.6)],
    create: [done(1), done(1)],
    disable: [done(1), done(1)],
  },
  'closed after the whole reply': {
    get: [done(1), done(1)],
    create: [done(1), done(1)],
    disable: [done(1), done(1)],
  },
  'no reply at all': {
    get: [done(2, 30.4), failed('timeout', 2, 60)],
    create: [done(1, 30), done(1, 30)],
    disable: [done(1, 30), done(1, 30)],
  },
  'headers one byte at a time, never done': {
    get: [done(2, 30.4), failed('timeout', 2, 60)],
    create: [done(1, 30), done(1, 30)],
    disable: [done(1, 30), done(1, 30)],
  },
  'body one byte at a time, too slow': {
    get: [done(2, 30.4), failed('timeout', 2, 60)],
    create: [done(1, 30), done(1, 30)],
    disable: [done(1, 30), done(1, 30)],
  },
  'body in small pieces, in time': {
    get: [done(1), done(1)],
    create: [done(1), done(1)],
    disable: [done(1), done(1)],
  },
  'a body that never ends': {
    get: [failed('malformed-reply', 1), failed('malformed-reply', 1)],
    create: [done(1), done(1)],
    disable: [done(1), done(1)],
  },
  'something that is not HTTP': {
    get: [failed('malformed-reply', 1), failed('malformed-reply', 1)],
    create: [done(1), done(1)],
    disable: [done(1), done(1)],
  },
  'a second reply nobody asked for': {
    get: [done(1), done(1)],
    create: [done(1), done(1)],
    disable: [done(1), done(1)],
  },
  'JSON called text/html': {
    get: [done(1), done(1)],
    create: [done(1), done(1)],
    disable: [done(1), done(1)],
  },
  'no content type': {
    get: [done(1), done(1)],
    create: [done(1), done(1)],
    disable: [done(1), done(1)],
  },
  'two content types': {
    get: [done(1), done(1)],
    create: [done(1), done(1)],
    disable: [done(1), done(1)],
  },
  'no length, closed at the end': {
    get: [done(1), done(1)],
    create: [done(1), done(1)],
    disable: [done(1), done(1)],
  },
  'length too small': {
    get: [failed('malformed-reply', 1), failed('malformed-reply', 1)],
    create: [done(1), done(1)],
    disable: [done(1), done(1)],
  },
  'length too large, then closed': {
    get: [done(2, 0.4), failed('network', 4, 2.6)],
    create: [done(1), done(1)],
    disable: [done(1), done(1)],
  },
  'length that is no number': {
    get: [failed('malformed-reply', 1), failed('malformed-reply', 1)],
    create: [done(1), done(1)],
    disable: [done(1), done(1)],
  },
  'two different lengths': {
    get: [failed('malformed-reply', 1), failed('malformed-reply', 1)],
    create: [done(1), done(1)],
    disable: [done(1), done(1)],
  },
  'two request ids': {
    get: [done(1), done(1)],
    create: [done(1), done(1)],
    disable: [done(1), done(1)],
  },
  gzip: {
    get: [done(1), done(1)],
    create: [done(1), done(1)],
    disable: [done(1), done(1)],
  },
  deflate: {
    get: [done(1), done(1)],
    create: [done(1), done(1)],
    disable: [done(1), done(1)],
  },
  br: {
    get: [done(1), done(1)],
    create: [done(1), done(1)],
    disable: [done(1), done(1)],
  },
  'gzip that breaks off': {
    get: [failed('malformed-reply', 1), failed('malformed-reply', 1)],
    create: [done(1), done(1)],
    disable: [done(1), done(1)],
  },
  'called gzip but plain': {
    get: [failed('malformed-reply', 1), failed('malformed-reply', 1)],
    create: [done(1), done(1)],
    disable: [done(1), done(1)],
  },
  'an unknown encoding': {
    get: [failed('malformed-reply', 1), failed('malformed-reply', 1)],
    create: [done(1), done(1)],
    disable: [done(1), done(1)],
  },
  'a decompression bomb (200 MB)': {
    get: [failed('malformed-reply', 1), failed('malformed-reply', 1)],
    create: [done(1), done(1)],
    disable: [done(1), done(1)],
  },
  'JSON of 10 MB': {
    get: [done(1), done(1)],
    create: [done(1), done(1)],
    disable: [done(1), done(1)],
  },
  'JSON of 20 MB': {
    get: [failed('malformed-reply', 1), failed('malformed-reply', 1)],
    create: [done(1), done(1)],
    disable: [done(1), done(1)],
  },
  'JSON nested 100 000 deep': {
    get: [failed('malformed-reply', 1), failed('malformed-reply', 1)],
    create: [done(1), done(1)],
    disable: [done(1), done(1)],
  },
  'a byte order mark': {
    get: [done(1), done(1)],
    create: [done(1), done(1)],
    disable: [done(1), done(1)],
  },
  'charset=iso-8859-1, ASCII inside': {
    get: [done(1), done(1)],
    create: [done(1), done(1)],
    disable: [done(1), done(1)],
  },
  'charset=iso-8859-1, Latin-1 inside': {
    get: [failed('malformed-reply', 1), failed('malformed-reply', 1)],
    create: [done(1), done(1)],
    disable: [done(1), done(1)],
  },
  'UTF-16': {
    get: [failed('malformed-reply', 1), failed('malformed-reply', 1)],
    create: [done(1), done(1)],
    disable: [done(1), done(1)],
  },
  'invalid UTF-8': {
    get: [failed('malformed-reply', 1), failed('malformed-reply', 1)],
    create: [done(1), done(1)],
    disable: [done(1), done(1)],
  },
  'JSON that is cut off': {
    get: [failed('malformed-reply', 1), failed('malformed-reply', 1)],
    create: [done(1), done(1)],
    disable: [done(1), done(1)],
  },
  'JSON of another shape': {
    get: [failed('malformed-reply', 1), failed('malformed-reply', 1)],
    create: [done(1), done(1)],
    disable: [done(1), done(1)],
  },
  'an HTML page with status 200': {
    get: [failed('malformed-reply', 1), failed('malformed-reply', 1)],
    create: [done(1), done(1)],
    disable: [done(1), done(1)],
  },
  'no body with status 200': {
    get: [failed('malformed-reply', 1), failed('malformed-reply', 1)],
    create: [done(1), done(1)],
    disable: [done(1), done(1)],
  },
  '100 before the reply': {
    get: [done(1), done(1)],
    create: [done(1), done(1)],
    disable: [done(1), done(1)],
  },
  '103 before the reply': {
    get: [done(1), done(1)],
    create: [done(1), done(1)],
    disable: [done(1), done(1)],
  },
  '101 that nobody asked for': {
    get: [failed('malformed-reply', 1), failed('malformed-reply', 1)],
    create: [done(1), done(1)],
    disable: [done(1), done(1)],
  },
  '204': {
    get: [failed('malformed-reply', 1), failed('malformed-reply', 1)],
    create: [done(1), done(1)],
    disable: [done(1), done(1)],
  },
  '205': {
    get: [failed('malformed-reply', 1), failed('malformed-reply', 1)],
    create: [done(1), done(1)],
    disable: [done(1), done(1)],
  },
  '301 to the same host': {
    get: [failed('malformed-reply', 1), failed('malformed-reply', 1)],
    create: [open('malformed-reply', 1), open('malformed-reply', 1)],
    disable: [open('malformed-reply', 1), open('malformed-reply', 1)],
  },
  '302 to another host': {
    get: [failed('malformed-reply', 1), failed('malformed-reply', 1)],
    create: [open('malformed-reply', 1), open('malformed-reply', 1)],
    disable: [open('malformed-reply', 1), open('malformed-reply', 1)],
  },
  '307 to another host': {
    get: [failed('malformed-reply', 1), failed('malformed-reply', 1)],
    create: [open('malformed-reply', 1), open('malformed-reply', 1)],
    disable: [open('malformed-reply', 1), open('malformed-reply', 1)],
  },
  '308 down to http': {
    get: [failed('malformed-reply', 1), failed('malformed-reply', 1)],
    create: [open('malformed-reply', 1), open('malformed-reply', 1)],
    disable: [open('malformed-reply', 1), open('malformed-reply', 1)],
  },
  '303 to another page': {
    get: [failed('malformed-reply', 1), failed('malformed-reply', 1)],
    create: [open('malformed-reply', 1), open('malformed-reply', 1)],
    disable: [open('malformed-reply', 1), open('malformed-reply', 1)],
  },
  '304': {
    get: [failed('malformed-reply', 1), failed('malformed-reply', 1)],
    create: [open('malformed-reply', 1), open('malformed-reply', 1)],
    disable: [open('malformed-reply', 1), open('malformed-reply', 1)],
  },
  '302 without a location': {
    get: [failed('malformed-reply', 1), failed('malformed-reply', 1)],
    create: [open('malformed-reply', 1), open('malformed-reply', 1)],
    disable: [open('malformed-reply', 1), open('malformed-reply', 1)],
  },
  '429, Retry-After missing': {
    get: [done(2, 0.4), failed('rate-limited', 4, 2.6)],
    create: [done(2, 0.4), failed('rate-limited', 4, 2.6)],
    disable: [done(2, 0.4), failed('rate-limited', 4, 2.6)],
  },
  '429, Retry-After 2 (seconds)': {
    get: [done(2, 2), failed('rate-limited', 4, 6)],
    create: [done(2, 2), failed('rate-limited', 4, 6)],
    disable: [done(2, 2), failed('rate-limited', 4, 6)],
  },
  '429, Retry-After a date 3 s ahead': {
    get: [done(2, 3), failed('rate-limited', 4, 5.2)],
    create: [done(2, 3), failed('rate-limited', 4, 5.2)],
    disable: [done(2, 3), failed('rate-limited', 4, 5.2)],
  },
  '429, Retry-After a date in the past': {
    get: [done(2, 0.4), failed('rate-limited', 4, 2.6)],
    create: [done(2, 0.4), failed('rate-limited', 4, 2.6)],
    disable: [done(2, 0.4), failed('rate-limited', 4, 2.6)],
  },
  '429, Retry-After 86400 (a day)': {
    get: [failed('rate-limited', 1), failed('rate-limited', 1)],
    create: [failed('rate-limited', 1), failed('rate-limited', 1)],
    disable: [failed('rate-limited', 1), failed('rate-limited', 1)],
  },
  '429, Retry-After a number of 30 digits': {
    get: [failed('rate-limited', 1), failed('rate-limited', 1)],
    create: [failed('rate-limited', 1), failed('rate-limited', 1)],
    disable: [failed('rate-limited', 1), failed('rate-limited', 1)],
  },
  '429, Retry-After -5': {
    get: [done(2, 0.4), failed('rate-limited', 4, 2.6)],
    create: [done(2, 0.4), failed('rate-limited', 4, 2.6)],
    disable: [done(2, 0.4), failed('rate-limited', 4, 2.6)],
  },
  '429, Retry-After words': {
    get: [done(2, 0.4), failed('rate-limited', 4, 2.6)],
    create: [done(2, 0.4), failed('rate-limited', 4, 2.6)],
    disable: [done(2, 0.4), failed('rate-limited', 4, 2.6)],
  },
  '429, Retry-After twice (1 and 5)': {
    get: [done(2, 1), failed('rate-limited', 4, 3)],
    create: [done(2, 1), failed('rate-limited', 4, 3)],
    disable: [done(2, 1), failed('rate-limited', 4, 3)],
  },
  '400': {
    get: [failed('bad-request', 1), failed('bad-request', 1)],
    create: [failed('bad-request', 1), failed('bad-request', 1)],
    disable: [failed('bad-request', 1), failed('bad-request', 1)],
  },
  '401': {
    get: [failed('unauthorized', 1), failed('unauthorized', 1)],
    create: [failed('unauthorized', 1), failed('unauthorized', 1)],
    disable: [failed('unauthorized', 1), failed('unauthorized', 1)],
  },
  '403': {
    get: [failed('forbidden', 1), failed('forbidden', 1)],
    create: [failed('forbidden', 1), failed('forbidden', 1)],
    disable: [failed('forbidden', 1), failed('forbidden', 1)],
  },
  '404 with an HTML page': {
    get: [failed('no-such-resource', 1), failed('no-such-resource', 1)],
    create: [failed('no-such-resource', 1), failed('no-such-resource', 1)],
    disable: [failed('no-such-resource', 1), failed('no-such-resource', 1)],
  },
  '408': {
    get: [done(2, 0.4), failed('timeout', 4, 2.6)],
    create: [done(2), open('timeout', 2)],
    disable: [done(2), open('timeout', 2)],
  },
  '409 that finds nobody': {
    get: [failed('conflict', 1), failed('conflict', 1)],
    create: [failed('conflict', 1), failed('conflict', 1)],
    disable: [failed('conflict', 1), failed('conflict', 1)],
  },
  '425': {
    get: [done(2, 0.4), failed('vendor-error', 4, 2.6)],
    create: [done(2, 0.4), failed('vendor-error', 4, 2.6)],
    disable: [done(2, 0.4), failed('vendor-error', 4, 2.6)],
  },
  '500 with an empty body': {
    get: [done(2, 0.4), failed('vendor-error', 4, 2.6)],
    create: [done(2), open('vendor-error', 2)],
    disable: [done(2), open('vendor-error', 2)],
  },
  '500 after the vendor acted': {
    get: [done(2, 0.4), failed('vendor-error', 4, 2.6)],
    create: [done(1), done(1)],
    disable: [done(1), done(1)],
  },
  '501': {
    get: [failed('vendor-error', 1), failed('vendor-error', 1)],
    create: [failed('vendor-error', 1), failed('vendor-error', 1)],
    disable: [failed('vendor-error', 1), failed('vendor-error', 1)],
  },
  '502 with an HTML page': {
    get: [done(2, 0.4), failed('vendor-error', 4, 2.6)],
    create: [done(2), open('vendor-error', 2)],
    disable: [done(2), open('vendor-error', 2)],
  },
  '502 after the vendor acted': {
    get: [done(2, 0.4), failed('vendor-error', 4, 2.6)],
    create: [done(1), done(1)],
    disable: [done(1), done(1)],
  },
  '503': {
    get: [done(2, 0.4), failed('vendor-error', 4, 2.6)],
    create: [done(2, 0.4), failed('vendor-error', 4, 2.6)],
    disable: [done(2, 0.4), failed('vendor-error', 4, 2.6)],
  },
  '503, Retry-After 1': {
    get: [done(2, 1), failed('vendor-error', 4, 3)],
    create: [done(2, 1), failed('vendor-error', 4, 3)],
    disable: [done(2, 1), failed('vendor-error', 4, 3)],
  },
  '504': {
    get: [done(2, 0.4), failed('vendor-error', 4, 2.6)],
    create: [done(2), open('vendor-error', 2)],
    disable: [done(2), open('vendor-error', 2)],
  },
  '504 after the vendor acted': {
    get: [done(2, 0.4), failed('vendor-error', 4, 2.6)],
    create: [done(1), done(1)],
    disable: [done(1), done(1)],
  },
  '599': {
    get: [failed('vendor-error', 1), failed('vendor-error', 1)],
    create: [done(2), open('vendor-error', 2)],
    disable: [done(2), open('vendor-error', 2)],
  },
};
