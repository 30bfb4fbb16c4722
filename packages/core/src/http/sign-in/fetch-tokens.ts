import * as E from 'fp-ts/Either';
import type { Secret } from '../../config/secret';
import { failure, ofKind, type Failure, type FailureKind } from '../../errors/failure';
import { IAMError, toFailure } from '../../errors/iam-error';
import type { Clock } from '../clock';
import { excerpt } from '../redaction/excerpt';
import type { LivingRedaction } from '../redaction/living-secrets';
import { readBody } from '../reply/read-body';
import { replyFailure, requestIdOf } from '../reply/reply-failure';
import type { RequestListener } from '../request-event';
import { waitBeforeRetry } from '../retry-policy';
import type { Throttle } from '../limits/throttle';
import type { Transport, WireReply } from '../transport/wire';
import type { OAuthGrant } from './oauth-grant';
import { readTokens, tokenError, tokensIn, type Tokens } from './token-reply';
import { tokenRequest } from './token-request';

/** What an instance provides for token requests. */
export interface TokenSettings {
  /** The transport to the host of the token endpoint. */
  readonly transport: Transport;
  readonly clock: Clock;
  readonly redaction: LivingRedaction;
  /** Set when the token endpoint is on the host of the API, whose limits may count these requests too. */
  readonly throttle?: Throttle | undefined;
  /** Milliseconds one attempt may take. */
  readonly timeoutMs: number;
}

interface Scope {
  readonly signal: AbortSignal;
  readonly onSent?: (() => void) | undefined;
  readonly onRequest: RequestListener;
}

/** Requests an access token. Rejects with an IAMError whose message begins with "Could not sign in"; nothing was changed then. */
export const fetchTokens = async (
  grant: OAuthGrant,
  refreshToken: Secret | undefined,
  settings: TokenSettings,
  scope: Scope,
): Promise<Tokens> => {
  const { clock, throttle } = settings;
  const request = { method: 'POST', template: new URL(grant.tokenUrl).pathname } as const;
  const pause = (ms: number): Promise<void> => clock.sleep(ms, scope.signal);
  const started = clock.now();
  for (let attempt = 1; ; attempt += 1) {
    const onSent = (await throttle?.rateLimit(pause, request, scope.signal)) ?? undefined;
    const tokens = await once(grant, refreshToken, settings, { ...scope, onSent }, attempt);
    if (E.isRight(tokens)) {
      return tokens.right;
    }
    const wait = waitBeforeRetry({
      // Repeats as a write with a refresh token, which a request with a lost reply may have used up; other token requests are safe to repeat.
      method: grant.grant === 'refresh_token' ? 'POST' : 'GET',
      failure: tokens.left,
      number: attempt,
      elapsedMs: clock.now() - started,
      random: clock.random(),
    });
    if (wait === undefined || scope.signal.aborted) {
      throw new IAMError({ ...tokens.left, effect: 'none' });
    }
    await pause(wait);
  }
};

const once = async (
  grant: OAuthGrant,
  refreshToken: Secret | undefined,
  { transport, clock, throttle, redaction, timeoutMs }: TokenSettings,
  { signal, onRequest, onSent }: Scope,
  attempt: number,
): Promise<E.Either<Failure, Tokens>> => {
  const request = tokenRequest(grant, refreshToken, clock.date());
  redaction.hide(request.secrets);
  const { origin, pathname } = new URL(grant.tokenUrl);
  const path = excerpt(redaction.redact, `${origin}${pathname}`);
  const started = clock.now();
  const report = (reply: WireReply | undefined, failed?: Failure): void => {
    const requestId = reply === undefined ? undefined : requestIdOf(reply);
    onRequest(
      {
        method: 'POST',
        path,
        attempt,
        durationMs: clock.now() - started,
        status: reply?.status ?? null,
        signIn: true,
        ...(requestId === undefined ? {} : { requestId: excerpt(redaction.redact, requestId) }),
        ...(failed === undefined ? {} : { failure: failed }),
      },
      path,
    );
  };
  const toSignInFailure = (failed: Failure): Failure => ({
    ...ofKind(failed, kindOf(failed)),
    message: excerpt(redaction.redact, `Could not sign in: ${failed.message}`),
    step: `POST ${path}`,
    effect: 'none',
    ...nextOf(failed),
    ...(failed.requestId === undefined ? {} : { requestId: excerpt(redaction.redact, failed.requestId) }),
  });
  try {
    const reply = await transport({
      method: 'POST',
      url: grant.tokenUrl,
      headers: request.headers,
      body: request.body,
      timeoutMs,
      signal,
      ...(onSent === undefined ? {} : { onSent }),
    });
    throttle?.observeReply({ method: 'POST', template: pathname }, reply);
    const tokens = tokensOf(reply, redaction, clock.date());
    const failed = E.isLeft(tokens) ? toSignInFailure(tokens.left) : undefined;
    report(reply, failed);
    return failed === undefined ? tokens : E.left(failed);
  } catch (thrown) {
    const lost = toFailure(thrown);
    const failed = toSignInFailure(lost);
    report(undefined, failed);
    // Keeps the effect of the transport failure, which decides about a retry.
    return E.left({ ...failed, effect: lost.effect });
  }
};

const tokensOf = (reply: WireReply, redaction: LivingRedaction, now: Date): E.Either<Failure, Tokens> => {
  const body = readBody(reply);
  redaction.hide(tokensIn(body));
  const refusal = body.tag === 'json' ? tokenError(body.value) : undefined;
  const isDone = reply.status >= 200 && reply.status <= 299;
  if (!isDone) {
    return E.left(replyFailure('POST', reply, body, { errorMessage: tokenError, now }));
  }
  // Reads an error under 200 as a refusal, as some endpoints answer.
  return refusal === undefined
    ? E.mapLeft((what: string) => failure('malformed-reply', what, { status: reply.status }))(
        readTokens(body),
      )
    : E.left(failure('unauthorized', refusal, { status: reply.status }));
};

/** Reports refusals as `unauthorized`: a token endpoint answers 400 to nearly all of them (RFC 6749 section 5.2), and none concerns a user. */
const kindOf = ({ kind }: Failure): FailureKind => (NOT_ABOUT_USERS.has(kind) ? 'unauthorized' : kind);

const NOT_ABOUT_USERS: ReadonlySet<FailureKind> = new Set([
  'bad-request',
  'forbidden',
  'conflict',
  'wrong-state',
  'no-such-resource',
]);

/** The advice for a refusal; another failure keeps its own. */
const nextOf = ({ kind }: Failure): { readonly next?: string } =>
  kind === 'unauthorized' || NOT_ABOUT_USERS.has(kind)
    ? {
        next: 'Check client id, secret or key, scopes and the address of the token endpoint of this instance.',
      }
    : {};
