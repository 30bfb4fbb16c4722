import { mapFailure, type CommandResult } from '../commands/result';
import { usualNext, type Failure } from '../errors/failure';
import { holdsSecret, redactData, type Redact } from '../http/redaction/redact';

/**
 * Takes the instance's secrets out of what a vendor put into a result: some echo the request. What the caller gave is left as
 * it is.
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
      return { ...result, output: clean(result.output) };
    case 'test':
      return result;
  }
};

// A codec's or a client's own failure quotes what came with a 2xx, which the HTTP layer let through; and steps, advice and
// findings may name a record by an id that the vendor gave. Kind and effect are this package's own words.
const cleanFailure =
  (clean: <A>(value: A) => A) =>
  (failure: Failure): Failure => {
    const { kind, message, step, requestId, next, problems } = failure;
    return {
      ...failure,
      message: clean(message),
      ...(step === undefined ? {} : { step: clean(step) }),
      ...(requestId === undefined ? {} : { requestId: clean(requestId) }),
      // Advice that is always the same names nothing of the vendor's; a blacked out word in it would tell the secret.
      ...(next === undefined || next === usualNext(kind) ? {} : { next: clean(next) }),
      ...(problems === undefined ? {} : { problems: clean(problems) }),
    };
  };
