import { usualNext, type Failure } from '../../errors/failure';
import type { HttpCall } from './call';
import { excerpt } from '../redaction/excerpt';
import type { Redact } from '../redaction/redact';

/** Adds where it happened, and takes secrets out of whatever the vendor or the network said. */
export const locateFailure = (
  failed: Failure,
  call: HttpCall,
  redact: Redact,
  written: boolean,
): Failure => ({
  ...failed,
  ...(call.method === 'GET' ? { effect: written ? 'unknown' : 'none' } : {}),
  message: excerpt(redact, stopped(failed, call)),
  step: call.step,
  ...(failed.requestId === undefined ? {} : { requestId: redactedId(redact, failed.requestId) }),
  ...(failed.next === undefined || failed.next === usualNext(failed.kind)
    ? {}
    : { next: excerpt(redact, failed.next) }),
});

/** Maximum length of a request id; a longer value is not one. */
const MAX_ID = 200;

export const redactedId = (redact: Redact, id: string): string => excerpt(redact, id, MAX_ID);

/** No verification follows an interruption, so the message says what is unknown. */
const stopped = ({ kind, effect, message }: Failure, { method }: HttpCall): string =>
  kind === 'interrupted' && effect === 'unknown' && method !== 'GET'
    ? `${message} Whether the vendor carried it out is not known.`
    : message;
