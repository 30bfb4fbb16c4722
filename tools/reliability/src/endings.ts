/**
 * How three commands end under each fault: `done` or the kind of the failure (with `(open)` when it is not known whether the
 * vendor was changed), how often the request that was hit was sent, and how long the command takes at most where a time-out
 * costs the default 30 s. First when the fault hits once, then when it never ends.
 */
export interface Endings {
  readonly get: readonly [once: string, lasting: string];
  readonly create: readonly [once: string, lasting: string];
  readonly disable: readonly [once: string, lasting: string];
}

/** What is expected, by the fault’s words: the table of docs/reliability.md. */
export const endings: Readonly<Record<string, Endings>> = {
  'reset before the vendor acts': {
    get: ['done, 2×, 0.4 s', 'network, 4×, 2.6 s'],
    create: ['done, 2×, 0 s', 'network (open), 2×, 0 s'],
    disable: ['done, 2×, 0 s', 'network (open), 2×, 0 s'],
  },
  'closed before the vendor acts': {
    get: ['done, 2×, 0.4 s', 'network, 4×, 2.6 s'],
    create: ['done, 2×, 0 s', 'network (open), 2×, 0 s'],
    disable: ['done, 2×, 0 s', 'network (open), 2×, 0 s'],
  },
  'reset after the vendor acted, before the reply': {
    get: ['done, 2×, 0.4 s', 'network, 4×, 2.6 s'],
    create: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    disable: ['done, 1×, 0 s', 'done, 1×, 0 s'],
  },
  'closed within the reply’s headers': {
    get: ['done, 2×, 0.4 s', 'network, 4×, 2.6 s'],
    create: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    disable: ['done, 1×, 0 s', 'done, 1×, 0 s'],
  },
  'closed half-way through a body with a length': {
    get: ['done, 2×, 0.4 s', 'network, 4×, 2.6 s'],
    create: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    disable: ['done, 1×, 0 s', 'done, 1×, 0 s'],
  },
  'reset half-way through a body with a length': {
    get: ['done, 2×, 0.4 s', 'network, 4×, 2.6 s'],
    create: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    disable: ['done, 1×, 0 s', 'done, 1×, 0 s'],
  },
  'closed half-way through a chunked body': {
    get: ['done, 2×, 0.4 s', 'network, 4×, 2.6 s'],
    create: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    disable: ['done, 1×, 0 s', 'done, 1×, 0 s'],
  },
  'closed after the whole reply': {
    get: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    create: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    disable: ['done, 1×, 0 s', 'done, 1×, 0 s'],
  },
  'no reply at all': {
    get: ['done, 2×, 30.4 s', 'timeout, 2×, 60 s'],
    create: ['done, 1×, 30 s', 'done, 1×, 30 s'],
    disable: ['done, 1×, 30 s', 'done, 1×, 30 s'],
  },
  'headers one byte at a time, never done': {
    get: ['done, 2×, 30.4 s', 'timeout, 2×, 60 s'],
    create: ['done, 1×, 30 s', 'done, 1×, 30 s'],
    disable: ['done, 1×, 30 s', 'done, 1×, 30 s'],
  },
  'body one byte at a time, too slow': {
    get: ['done, 2×, 30.4 s', 'timeout, 2×, 60 s'],
    create: ['done, 1×, 30 s', 'done, 1×, 30 s'],
    disable: ['done, 1×, 30 s', 'done, 1×, 30 s'],
  },
  'body in small pieces, in time': {
    get: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    create: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    disable: ['done, 1×, 0 s', 'done, 1×, 0 s'],
  },
  'a body that never ends': {
    get: ['malformed-reply, 1×, 0 s', 'malformed-reply, 1×, 0 s'],
    create: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    disable: ['done, 1×, 0 s', 'done, 1×, 0 s'],
  },
  'something that is not HTTP': {
    get: ['malformed-reply, 1×, 0 s', 'malformed-reply, 1×, 0 s'],
    create: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    disable: ['done, 1×, 0 s', 'done, 1×, 0 s'],
  },
  'a second reply nobody asked for': {
    get: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    create: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    disable: ['done, 1×, 0 s', 'done, 1×, 0 s'],
  },
  'JSON called text/html': {
    get: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    create: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    disable: ['done, 1×, 0 s', 'done, 1×, 0 s'],
  },
  'no content type': {
    get: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    create: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    disable: ['done, 1×, 0 s', 'done, 1×, 0 s'],
  },
  'two content types': {
    get: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    create: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    disable: ['done, 1×, 0 s', 'done, 1×, 0 s'],
  },
  'no length, closed at the end': {
    get: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    create: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    disable: ['done, 1×, 0 s', 'done, 1×, 0 s'],
  },
  'length too small': {
    get: ['malformed-reply, 1×, 0 s', 'malformed-reply, 1×, 0 s'],
    create: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    disable: ['done, 1×, 0 s', 'done, 1×, 0 s'],
  },
  'length too large, then closed': {
    get: ['done, 2×, 0.4 s', 'network, 4×, 2.6 s'],
    create: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    disable: ['done, 1×, 0 s', 'done, 1×, 0 s'],
  },
  'length that is no number': {
    get: ['malformed-reply, 1×, 0 s', 'malformed-reply, 1×, 0 s'],
    create: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    disable: ['done, 1×, 0 s', 'done, 1×, 0 s'],
  },
  'two different lengths': {
    get: ['malformed-reply, 1×, 0 s', 'malformed-reply, 1×, 0 s'],
    create: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    disable: ['done, 1×, 0 s', 'done, 1×, 0 s'],
  },
  'two request ids': {
    get: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    create: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    disable: ['done, 1×, 0 s', 'done, 1×, 0 s'],
  },
  gzip: {
    get: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    create: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    disable: ['done, 1×, 0 s', 'done, 1×, 0 s'],
  },
  deflate: {
    get: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    create: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    disable: ['done, 1×, 0 s', 'done, 1×, 0 s'],
  },
  br: {
    get: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    create: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    disable: ['done, 1×, 0 s', 'done, 1×, 0 s'],
  },
  'gzip that breaks off': {
    get: ['malformed-reply, 1×, 0 s', 'malformed-reply, 1×, 0 s'],
    create: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    disable: ['done, 1×, 0 s', 'done, 1×, 0 s'],
  },
  'called gzip but plain': {
    get: ['malformed-reply, 1×, 0 s', 'malformed-reply, 1×, 0 s'],
    create: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    disable: ['done, 1×, 0 s', 'done, 1×, 0 s'],
  },
  'an unknown encoding': {
    get: ['malformed-reply, 1×, 0 s', 'malformed-reply, 1×, 0 s'],
    create: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    disable: ['done, 1×, 0 s', 'done, 1×, 0 s'],
  },
  'a decompression bomb (200 MB)': {
    get: ['malformed-reply, 1×, 0 s', 'malformed-reply, 1×, 0 s'],
    create: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    disable: ['done, 1×, 0 s', 'done, 1×, 0 s'],
  },
  'JSON of 10 MB': {
    get: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    create: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    disable: ['done, 1×, 0 s', 'done, 1×, 0 s'],
  },
  'JSON of 20 MB': {
    get: ['malformed-reply, 1×, 0 s', 'malformed-reply, 1×, 0 s'],
    create: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    disable: ['done, 1×, 0 s', 'done, 1×, 0 s'],
  },
  'JSON nested 100 000 deep': {
    get: ['malformed-reply, 1×, 0 s', 'malformed-reply, 1×, 0 s'],
    create: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    disable: ['done, 1×, 0 s', 'done, 1×, 0 s'],
  },
  'a byte order mark': {
    get: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    create: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    disable: ['done, 1×, 0 s', 'done, 1×, 0 s'],
  },
  'charset=iso-8859-1, ASCII inside': {
    get: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    create: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    disable: ['done, 1×, 0 s', 'done, 1×, 0 s'],
  },
  'charset=iso-8859-1, Latin-1 inside': {
    get: ['malformed-reply, 1×, 0 s', 'malformed-reply, 1×, 0 s'],
    create: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    disable: ['done, 1×, 0 s', 'done, 1×, 0 s'],
  },
  'UTF-16': {
    get: ['malformed-reply, 1×, 0 s', 'malformed-reply, 1×, 0 s'],
    create: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    disable: ['done, 1×, 0 s', 'done, 1×, 0 s'],
  },
  'invalid UTF-8': {
    get: ['malformed-reply, 1×, 0 s', 'malformed-reply, 1×, 0 s'],
    create: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    disable: ['done, 1×, 0 s', 'done, 1×, 0 s'],
  },
  'JSON that is cut off': {
    get: ['malformed-reply, 1×, 0 s', 'malformed-reply, 1×, 0 s'],
    create: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    disable: ['done, 1×, 0 s', 'done, 1×, 0 s'],
  },
  'JSON of another shape': {
    get: ['malformed-reply, 1×, 0 s', 'malformed-reply, 1×, 0 s'],
    create: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    disable: ['done, 1×, 0 s', 'done, 1×, 0 s'],
  },
  'an HTML page with status 200': {
    get: ['malformed-reply, 1×, 0 s', 'malformed-reply, 1×, 0 s'],
    create: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    disable: ['done, 1×, 0 s', 'done, 1×, 0 s'],
  },
  'no body with status 200': {
    get: ['malformed-reply, 1×, 0 s', 'malformed-reply, 1×, 0 s'],
    create: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    disable: ['done, 1×, 0 s', 'done, 1×, 0 s'],
  },
  '100 before the reply': {
    get: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    create: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    disable: ['done, 1×, 0 s', 'done, 1×, 0 s'],
  },
  '103 before the reply': {
    get: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    create: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    disable: ['done, 1×, 0 s', 'done, 1×, 0 s'],
  },
  '101 that nobody asked for': {
    get: ['malformed-reply, 1×, 0 s', 'malformed-reply, 1×, 0 s'],
    create: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    disable: ['done, 1×, 0 s', 'done, 1×, 0 s'],
  },
  '204': {
    get: ['malformed-reply, 1×, 0 s', 'malformed-reply, 1×, 0 s'],
    create: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    disable: ['done, 1×, 0 s', 'done, 1×, 0 s'],
  },
  '205': {
    get: ['malformed-reply, 1×, 0 s', 'malformed-reply, 1×, 0 s'],
    create: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    disable: ['done, 1×, 0 s', 'done, 1×, 0 s'],
  },
  '301 to the same host': {
    get: ['malformed-reply, 1×, 0 s', 'malformed-reply, 1×, 0 s'],
    create: ['malformed-reply (open), 1×, 0 s', 'malformed-reply (open), 1×, 0 s'],
    disable: ['malformed-reply (open), 1×, 0 s', 'malformed-reply (open), 1×, 0 s'],
  },
  '302 to another host': {
    get: ['malformed-reply, 1×, 0 s', 'malformed-reply, 1×, 0 s'],
    create: ['malformed-reply (open), 1×, 0 s', 'malformed-reply (open), 1×, 0 s'],
    disable: ['malformed-reply (open), 1×, 0 s', 'malformed-reply (open), 1×, 0 s'],
  },
  '307 to another host': {
    get: ['malformed-reply, 1×, 0 s', 'malformed-reply, 1×, 0 s'],
    create: ['malformed-reply (open), 1×, 0 s', 'malformed-reply (open), 1×, 0 s'],
    disable: ['malformed-reply (open), 1×, 0 s', 'malformed-reply (open), 1×, 0 s'],
  },
  '308 down to http': {
    get: ['malformed-reply, 1×, 0 s', 'malformed-reply, 1×, 0 s'],
    create: ['malformed-reply (open), 1×, 0 s', 'malformed-reply (open), 1×, 0 s'],
    disable: ['malformed-reply (open), 1×, 0 s', 'malformed-reply (open), 1×, 0 s'],
  },
  '303 to another page': {
    get: ['malformed-reply, 1×, 0 s', 'malformed-reply, 1×, 0 s'],
    create: ['malformed-reply (open), 1×, 0 s', 'malformed-reply (open), 1×, 0 s'],
    disable: ['malformed-reply (open), 1×, 0 s', 'malformed-reply (open), 1×, 0 s'],
  },
  '304': {
    get: ['malformed-reply, 1×, 0 s', 'malformed-reply, 1×, 0 s'],
    create: ['malformed-reply (open), 1×, 0 s', 'malformed-reply (open), 1×, 0 s'],
    disable: ['malformed-reply (open), 1×, 0 s', 'malformed-reply (open), 1×, 0 s'],
  },
  '302 without a location': {
    get: ['malformed-reply, 1×, 0 s', 'malformed-reply, 1×, 0 s'],
    create: ['malformed-reply (open), 1×, 0 s', 'malformed-reply (open), 1×, 0 s'],
    disable: ['malformed-reply (open), 1×, 0 s', 'malformed-reply (open), 1×, 0 s'],
  },
  '429, Retry-After missing': {
    get: ['done, 2×, 0.4 s', 'rate-limited, 4×, 2.6 s'],
    create: ['done, 2×, 0.4 s', 'rate-limited, 4×, 2.6 s'],
    disable: ['done, 2×, 0.4 s', 'rate-limited, 4×, 2.6 s'],
  },
  '429, Retry-After 2 (seconds)': {
    get: ['done, 2×, 2 s', 'rate-limited, 4×, 6 s'],
    create: ['done, 2×, 2 s', 'rate-limited, 4×, 6 s'],
    disable: ['done, 2×, 2 s', 'rate-limited, 4×, 6 s'],
  },
  '429, Retry-After a date 3 s ahead': {
    get: ['done, 2×, 3 s', 'rate-limited, 4×, 5.2 s'],
    create: ['done, 2×, 3 s', 'rate-limited, 4×, 5.2 s'],
    disable: ['done, 2×, 3 s', 'rate-limited, 4×, 5.2 s'],
  },
  '429, Retry-After a date in the past': {
    get: ['done, 2×, 0.4 s', 'rate-limited, 4×, 2.6 s'],
    create: ['done, 2×, 0.4 s', 'rate-limited, 4×, 2.6 s'],
    disable: ['done, 2×, 0.4 s', 'rate-limited, 4×, 2.6 s'],
  },
  '429, Retry-After 86400 (a day)': {
    get: ['rate-limited, 1×, 0 s', 'rate-limited, 1×, 0 s'],
    create: ['rate-limited, 1×, 0 s', 'rate-limited, 1×, 0 s'],
    disable: ['rate-limited, 1×, 0 s', 'rate-limited, 1×, 0 s'],
  },
  '429, Retry-After a number of 30 digits': {
    get: ['rate-limited, 1×, 0 s', 'rate-limited, 1×, 0 s'],
    create: ['rate-limited, 1×, 0 s', 'rate-limited, 1×, 0 s'],
    disable: ['rate-limited, 1×, 0 s', 'rate-limited, 1×, 0 s'],
  },
  '429, Retry-After -5': {
    get: ['done, 2×, 0.4 s', 'rate-limited, 4×, 2.6 s'],
    create: ['done, 2×, 0.4 s', 'rate-limited, 4×, 2.6 s'],
    disable: ['done, 2×, 0.4 s', 'rate-limited, 4×, 2.6 s'],
  },
  '429, Retry-After words': {
    get: ['done, 2×, 0.4 s', 'rate-limited, 4×, 2.6 s'],
    create: ['done, 2×, 0.4 s', 'rate-limited, 4×, 2.6 s'],
    disable: ['done, 2×, 0.4 s', 'rate-limited, 4×, 2.6 s'],
  },
  '429, Retry-After twice (1 and 5)': {
    get: ['done, 2×, 1 s', 'rate-limited, 4×, 3 s'],
    create: ['done, 2×, 1 s', 'rate-limited, 4×, 3 s'],
    disable: ['done, 2×, 1 s', 'rate-limited, 4×, 3 s'],
  },
  '400': {
    get: ['bad-request, 1×, 0 s', 'bad-request, 1×, 0 s'],
    create: ['bad-request, 1×, 0 s', 'bad-request, 1×, 0 s'],
    disable: ['bad-request, 1×, 0 s', 'bad-request, 1×, 0 s'],
  },
  '401': {
    get: ['unauthorized, 1×, 0 s', 'unauthorized, 1×, 0 s'],
    create: ['unauthorized, 1×, 0 s', 'unauthorized, 1×, 0 s'],
    disable: ['unauthorized, 1×, 0 s', 'unauthorized, 1×, 0 s'],
  },
  '403': {
    get: ['forbidden, 1×, 0 s', 'forbidden, 1×, 0 s'],
    create: ['forbidden, 1×, 0 s', 'forbidden, 1×, 0 s'],
    disable: ['forbidden, 1×, 0 s', 'forbidden, 1×, 0 s'],
  },
  '404 with an HTML page': {
    get: ['no-such-resource, 1×, 0 s', 'no-such-resource, 1×, 0 s'],
    create: ['no-such-resource, 1×, 0 s', 'no-such-resource, 1×, 0 s'],
    disable: ['no-such-resource, 1×, 0 s', 'no-such-resource, 1×, 0 s'],
  },
  '408': {
    get: ['done, 2×, 0.4 s', 'timeout, 4×, 2.6 s'],
    create: ['done, 2×, 0 s', 'timeout (open), 2×, 0 s'],
    disable: ['done, 2×, 0 s', 'timeout (open), 2×, 0 s'],
  },
  '409 that finds nobody': {
    get: ['conflict, 1×, 0 s', 'conflict, 1×, 0 s'],
    create: ['conflict, 1×, 0 s', 'conflict, 1×, 0 s'],
    disable: ['conflict, 1×, 0 s', 'conflict, 1×, 0 s'],
  },
  '425': {
    get: ['done, 2×, 0.4 s', 'vendor-error, 4×, 2.6 s'],
    create: ['done, 2×, 0.4 s', 'vendor-error, 4×, 2.6 s'],
    disable: ['done, 2×, 0.4 s', 'vendor-error, 4×, 2.6 s'],
  },
  '500 with an empty body': {
    get: ['done, 2×, 0.4 s', 'vendor-error, 4×, 2.6 s'],
    create: ['done, 2×, 0 s', 'vendor-error (open), 2×, 0 s'],
    disable: ['done, 2×, 0 s', 'vendor-error (open), 2×, 0 s'],
  },
  '500 after the vendor acted': {
    get: ['done, 2×, 0.4 s', 'vendor-error, 4×, 2.6 s'],
    create: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    disable: ['done, 1×, 0 s', 'done, 1×, 0 s'],
  },
  '501': {
    get: ['vendor-error, 1×, 0 s', 'vendor-error, 1×, 0 s'],
    create: ['vendor-error, 1×, 0 s', 'vendor-error, 1×, 0 s'],
    disable: ['vendor-error, 1×, 0 s', 'vendor-error, 1×, 0 s'],
  },
  '502 with an HTML page': {
    get: ['done, 2×, 0.4 s', 'vendor-error, 4×, 2.6 s'],
    create: ['done, 2×, 0 s', 'vendor-error (open), 2×, 0 s'],
    disable: ['done, 2×, 0 s', 'vendor-error (open), 2×, 0 s'],
  },
  '502 after the vendor acted': {
    get: ['done, 2×, 0.4 s', 'vendor-error, 4×, 2.6 s'],
    create: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    disable: ['done, 1×, 0 s', 'done, 1×, 0 s'],
  },
  '503': {
    get: ['done, 2×, 0.4 s', 'vendor-error, 4×, 2.6 s'],
    create: ['done, 2×, 0.4 s', 'vendor-error, 4×, 2.6 s'],
    disable: ['done, 2×, 0.4 s', 'vendor-error, 4×, 2.6 s'],
  },
  '503, Retry-After 1': {
    get: ['done, 2×, 1 s', 'vendor-error, 4×, 3 s'],
    create: ['done, 2×, 1 s', 'vendor-error, 4×, 3 s'],
    disable: ['done, 2×, 1 s', 'vendor-error, 4×, 3 s'],
  },
  '504': {
    get: ['done, 2×, 0.4 s', 'vendor-error, 4×, 2.6 s'],
    create: ['done, 2×, 0 s', 'vendor-error (open), 2×, 0 s'],
    disable: ['done, 2×, 0 s', 'vendor-error (open), 2×, 0 s'],
  },
  '504 after the vendor acted': {
    get: ['done, 2×, 0.4 s', 'vendor-error, 4×, 2.6 s'],
    create: ['done, 1×, 0 s', 'done, 1×, 0 s'],
    disable: ['done, 1×, 0 s', 'done, 1×, 0 s'],
  },
  '599': {
    get: ['vendor-error, 1×, 0 s', 'vendor-error, 1×, 0 s'],
    create: ['done, 2×, 0 s', 'vendor-error (open), 2×, 0 s'],
    disable: ['done, 2×, 0 s', 'vendor-error (open), 2×, 0 s'],
  },
};
