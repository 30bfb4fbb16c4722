import * as E from 'fp-ts/Either';
import { urlOf } from '../codec/url-of';
import type { Secret } from '../config/secret';
import { failure, type Failure } from '../errors/failure';
import { toFailure } from '../errors/iam-error';
import { connectionHeaders, type Connection } from './connection/connection';
import { connectionProblems } from './connection/connection-problems';
import { DIRECT, systemProxy } from './proxy/system-proxy';
import { excerpt } from './redaction/excerpt';
import { createRedact } from './redaction/redact';
import { readBody } from './reply/read-body';
import { replyFailure } from './reply/reply-failure';
import { lazyTransport } from './transport/lazy-transport';
import { headerOf, type WireReply } from './transport/wire';

/** A document at an address, such as a report, and the proof to get it with. */
export interface DocumentRequest {
  /** https, or http of this machine; a query is part of it. */
  readonly url: string;
  readonly basic?: { readonly username: string; readonly password: Secret };
  readonly bearer?: Secret;
  /** Posts this JSON instead, once; a redirect is not followed, because a reply to it is no answer to what was posted. */
  readonly post?: { readonly json: string; readonly headers?: Readonly<Record<string, string>> };
  /** Milliseconds that the whole exchange may take. */
  readonly timeoutMs: number;
  /** The largest document that is read, in bytes; it is held in memory. */
  readonly maxBytes: number;
  readonly signal?: AbortSignal | undefined;
  /** Trusts any certificate. */
  readonly insecure?: boolean;
  /** Goes through the proxy that the variables name. */
  readonly proxy?: boolean;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** How many redirects within the host are followed: a server that adds a slash needs one. */
const MAX_REDIRECTS = 5;

/**
 * Gets a document once, or posts one, and answers with bytes: no attempt is repeated. Redirects are followed within the same scheme, host and port; the
 * credentials go nowhere else. Left: why there is none, without secrets; a page of a browser's sign-in is a reply like any other.
 */
export const fetchDocument = async (request: DocumentRequest): Promise<E.Either<Failure, Buffer>> => {
  const { basic, bearer, post, env = process.env } = request;
  const url = urlOf(request.url);
  if (url === undefined || !isPrivate(url)) {
    return E.left(
      failure('invalid-config', 'The address must begin with https:// (http:// only to this machine).'),
    );
  }
  if (url.username !== '' || url.password !== '') {
    return E.left(failure('invalid-config', 'The address must not contain a user name or password.'));
  }
  const connection: Connection = {
    baseUrl: url.origin,
    ...(basic === undefined ? {} : { basic }),
    ...(bearer === undefined ? {} : { bearer }),
  };
  const [problem] = connectionProblems(connection, {});
  if (problem !== undefined) {
    return E.left(failure('invalid-config', problem.replace(/^params:? ?/, '')));
  }
  const redact = createRedact(connection);
  try {
    const reply = await follow(url, request, {
      headers: {
        ...(post === undefined ? {} : { ...post.headers, 'Content-Type': 'application/json' }),
        Accept: 'application/json',
        ...connectionHeaders(connection),
      },
      transport: lazyTransport({
        insecure: request.insecure === true,
        route: request.proxy === true ? systemProxy(url.href, env) : DIRECT,
        maxReplyBytes: request.maxBytes,
      }),
    });
    if (reply.status >= 200 && reply.status < 300) {
      return E.right(reply.body);
    }
    const target = redirectOf(reply, url);
    if (target !== undefined) {
      return E.left({ ...redirected(target, url, post !== undefined), status: reply.status });
    }
    const body = readBody({ ...reply, body: reply.body.subarray(0, MAX_ERROR_BYTES) });
    const found = replyFailure(methodOf(request), reply, body, {
      errorMessage: () => undefined,
      now: new Date(),
    });
    return E.left({ ...found, message: excerpt(redact, found.message) });
  } catch (thrown) {
    const found = toFailure(thrown);
    return E.left({ ...found, message: redact(found.message) });
  }
};

/** How much of an error's body is read. */
const MAX_ERROR_BYTES = 64 * 1024;

const isPrivate = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || (protocol === 'http:' && /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname));

const follow = async (
  first: URL,
  request: DocumentRequest,
  { headers, transport }: { headers: Record<string, string>; transport: ReturnType<typeof lazyTransport> },
): Promise<WireReply> => {
  const { post, timeoutMs, signal } = request;
  for (let url = first, left = post === undefined ? MAX_REDIRECTS : 0; ; left -= 1) {
    const reply = await transport({
      method: methodOf(request),
      url: url.href,
      headers,
      body: post?.json,
      timeoutMs,
      signal,
    });
    const target = redirectOf(reply, url);
    if (target === undefined || target.origin !== first.origin || left === 0) {
      return reply;
    }
    url = target;
  }
};

const methodOf = ({ post }: DocumentRequest): 'GET' | 'POST' => (post === undefined ? 'GET' : 'POST');

const redirectOf = (reply: WireReply, url: URL): URL | undefined => {
  const location = reply.status >= 300 && reply.status < 400 ? headerOf(reply, 'location') : undefined;
  return location === undefined ? undefined : urlOf(location, url.href);
};

const redirected = (target: URL, url: URL, isPost: boolean): Failure =>
  failure(
    'malformed-reply',
    isPost
      ? `The server redirects to ${target.protocol}//${target.host}; what is posted is not sent on.`
      : target.origin === url.origin
        ? `The server redirects more than ${MAX_REDIRECTS} times.`
        : `The server redirects to ${target.protocol}//${target.host}, where the credentials are not sent.`,
    {
      next: isPost
        ? 'Name the address that takes it in the end.'
        : 'Name the address that the document has in the end; a redirect to a sign-in means that the credentials do not open it.',
    },
  );
