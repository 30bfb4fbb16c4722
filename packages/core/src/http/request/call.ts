import * as E from 'fp-ts/Either';
import { jsonText } from '../../codec/json/json-text';
import { trimEndChar } from '../../codec/trim-end-char';
import { failure, type Failure } from '../../errors/failure';
import { joinUrl } from '../connection/connection';
import { excerpt } from '../redaction/excerpt';
import type { WriteOptions } from '../http';
import { pageAddress } from '../paging/page-address';
import { writeQuery, type Path } from '../path/path';
import type { Redact } from '../redaction/redact';
import type { Method } from '../transport/wire';

/** One request of a client, with all its attempts. Only `url` and `body` may hold secrets, because they go on the wire. */
export interface HttpCall {
  readonly method: Method;
  /** Method and path, for failures. */
  readonly step: string;
  /** The path below the base URL with its query. */
  readonly path: string;
  /** The path with `{}` for every value. */
  readonly template: string;
  readonly url: string;
  readonly body: string | undefined;
  /** The version under which a write is to be carried out. */
  readonly ifMatch: string | undefined;
  /** It changes nothing at the vendor: a GET, or what its client says so of. */
  readonly reads: boolean;
}

/** Maximum length of a path in messages: enough for a long filter. */
const MAX_PATH = 2000;

/** Where the requests of an instance go, and what must not be shown of them. */
interface Place {
  readonly baseUrl: string;
  readonly redact: Redact;
}

export const callOf = (
  method: Method,
  path: Path,
  { query, body, ifMatch, reads }: Pick<WriteOptions<unknown>, 'query' | 'body' | 'ifMatch' | 'reads'>,
  place: Place,
): HttpCall =>
  new Call(
    method,
    path,
    query === undefined ? '' : writeQuery(query),
    body === undefined ? undefined : jsonText(body),
    ifMatch,
    method === 'GET' || reads === true,
    place,
  );

/**
 * Redacts paths before anything can log them, because a vendor may use a secret as a record's id. Does so lazily, because a successful
 * request is hardly ever logged. A class, because accessors of its prototype cost nothing until they are read; those of a literal do.
 */
class Call implements HttpCall {
  readonly template: string;
  readonly url: string;

  constructor(
    readonly method: Method,
    private readonly where: Path,
    private readonly query: string,
    readonly body: string | undefined,
    readonly ifMatch: string | undefined,
    readonly reads: boolean,
    private readonly place: Place,
  ) {
    this.template = `/${where.template}`;
    this.url = joinUrl(place.baseUrl, where.text, query);
  }

  get step(): string {
    return excerpt(this.place.redact, `${this.method} /${this.where.text}`);
  }

  get path(): string {
    return excerpt(
      this.place.redact,
      `/${this.where.text}${this.query === '' ? '' : `?${this.query}`}`,
      MAX_PATH,
    );
  }
}

/** The request for a page at an address from a reply. Left unless its origin is that of the base URL. */
export const pageCall = (
  first: HttpCall,
  page: string,
  { baseUrl, redact }: Place,
): E.Either<Failure, HttpCall> =>
  E.map((url: string): HttpCall => {
    const { pathname, search } = new URL(url);
    const base = trimEndChar(new URL(baseUrl).pathname, '/');
    const below = pathname.startsWith(`${base}/`) ? pathname.slice(base.length) : pathname;
    return {
      method: first.method,
      step: first.step,
      path: excerpt(redact, `${below}${search}`, MAX_PATH),
      template: first.template,
      url,
      body: first.body,
      ifMatch: first.ifMatch,
      reads: first.reads,
    };
  })(pageAddress(page, first.url, baseUrl));

/** The identity of a write: method, URL and body. */
export const keyOf = ({ method, url, body = '' }: HttpCall): string => `${method} ${url}\n${body}`;

/** The failure of a request that the caller stopped before it was sent, or sent again. */
export const stoppedBefore = (call: HttpCall, attempt: number): Failure =>
  failure(
    'interrupted',
    attempt === 1
      ? 'The command was stopped before this request.'
      : 'The command was stopped while it waited to send the request again.',
    { step: call.step },
  );
