import * as E from 'fp-ts/Either';
import { decode, type Codec } from '../../codec/decode';
import { failure } from '../../errors/failure';
import { IAMError } from '../../errors/iam-error';
import type { HttpCall } from '../request/call';
import { excerpt } from '../redaction/excerpt';
import type { Body } from './read-body';
import { requestIdOf, type ErrorReader } from './reply-failure';
import type { WireReply } from '../transport/wire';
import type { Redact } from '../redaction/redact';
import { redactedId } from '../request/locate-failure';

/**
 * The body of a 2xx reply as the codec reads it. Throws a `malformed-reply` for one of another shape, and for an error under a 2xx.
 *
 * @param written whether a write of the command was acknowledged
 */
export const decodeReply = <A>(
  call: HttpCall,
  reply: WireReply,
  body: Body,
  codec: Codec<A> | undefined,
  { errorMessage, redact }: Pick<ErrorReader, 'errorMessage'> & { readonly redact: Redact },
  written: boolean,
): A => {
  const fail = (what: string): never => {
    const requestId = requestIdOf(reply);
    throw new IAMError(
      failure('malformed-reply', excerpt(redact, what), {
        status: reply.status,
        step: call.step,
        effect: written ? 'unknown' : 'none',
        ...(requestId === undefined ? {} : { requestId: redactedId(redact, requestId) }),
      }),
    );
  };
  if (body.tag === 'other') {
    return fail(`The reply is ${body.what} instead of the vendor's JSON.`);
  }
  const value = body.tag === 'json' ? body.value : undefined;
  if (codec === undefined) {
    // Checks for an error under a 2xx, because there is no codec that would notice it.
    const refusal = body.tag === 'json' ? errorMessage(value) : undefined;
    if (refusal !== undefined) {
      return fail(`The status says that it was done, the body that it failed: ${refusal}`);
    }
    // Without a codec the type parameter is unknown (see ReadOptions).
    return value as A;
  }
  const decoded = decode(codec, value);
  if (E.isRight(decoded)) {
    return decoded.right;
  }
  return fail(
    body.tag === 'empty'
      ? 'The reply has no body.'
      : `The reply is not what the vendor documents: ${decoded.left.slice(0, 5).join('; ')}.`,
  );
};
