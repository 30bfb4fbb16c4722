import { mapFailure, type CommandResult } from '../commands/result';
import { usualNext, type Failure } from '../errors/failure';
import { holdsSecret, redactData, type Redact } from '../http/redaction/redact';

/**
 * Redacts the instance's secrets in the vendor's part of a result, because some vendors echo the request. The caller's input is
 * left unchanged.
 */
export const redactResult = (redact: Redact, given: CommandResult): CommandResult =>
  holdsSecret(redact, given) ? redactParts(redact, given) : given;

const redactParts = (redact: Redact, given: CommandResult): CommandResult => {
  const clean = <A>(value: A): A => redactData(redact, value) as A;
  const result = mapFailure({ ...given, warnings: clean(given.warnings) }, cleanFailure(clean));
  switch (result.kind) {
    case 'user': {
      const { vendor, userProfile } = result;
      return {
        ...result,
        vendor: {
          ...vendor,
          id: clean(vendor.id),
          username: clean(vendor.username),
          email: clean(vendor.email),
          errorMessage: clean(vendor.errorMessage),
          details: clean(vendor.details),
        },
        ...(result.state === undefined ? {} : { state: clean(result.state) }),
        userProfile: result.status === 'done' && vendor.action === 'get' ? clean(userProfile) : userProfile,
      };
    }
    case 'group': {
      const { group } = result;
      return {
        ...result,
        group: {
          ...group,
          id: clean(group.id),
          errorMessage: clean(group.errorMessage),
          details: clean(group.details),
          displayName: clean(group.displayName),
          members: clean(group.members),
        },
      };
    }
    case 'fields':
      return { ...result, fields: clean(result.fields) };
    case 'extra':
      return { ...result, output: clean(result.output), tables: clean(result.tables) };
    case 'test':
      return result;
  }
};

// Redacts failures of codecs and clients, which quote a 2xx reply that the HTTP layer accepted, and steps, advice and findings,
// which may contain an id from the vendor. Kind and effect are this package's own values.
const cleanFailure =
  (clean: <A>(value: A) => A) =>
  (failure: Failure): Failure => {
    const { kind, message, step, requestId, next, problems } = failure;
    return {
      ...failure,
      message: clean(message),
      ...(step === undefined ? {} : { step: clean(step) }),
      ...(requestId === undefined ? {} : { requestId: clean(requestId) }),
      // Constant advice has no text of the vendor; redacting a word in it would reveal the secret.
      ...(next === undefined || next === usualNext(kind) ? {} : { next: clean(next) }),
      ...(problems === undefined ? {} : { problems: clean(problems) }),
    };
  };
