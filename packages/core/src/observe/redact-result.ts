import type { CommandResult } from '../commands/result';
import type { Failure } from '../errors/failure';
import { redactData } from '../http/redact';
import type { Redact } from '../http/redact';

/**
 * Takes the instance's secrets out of what a vendor put into a result: some echo the request. What the caller gave and what
 * this package wrote needs no look, failures have been cleaned where they arose.
 */
export const redactResult = (redact: Redact, result: CommandResult): CommandResult => {
  const clean = <A>(value: A): A => redactData(redact, value) as A;
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
        ...failureOf(result, clean),
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
        ...failureOf(result, clean),
      };
    }
    case 'fields':
      return { ...result, fields: clean(result.fields), ...failureOf(result, clean) };
    case 'test':
      return { ...result, ...failureOf(result, clean) };
  }
};

// A codec's or a client's own failure quotes what came with a 2xx, which the HTTP layer let through.
const failureOf = (
  { failure }: CommandResult,
  clean: (text: string) => string,
): { readonly failure?: Failure } =>
  failure === undefined
    ? {}
    : {
        failure: {
          ...failure,
          message: clean(failure.message),
          ...(failure.requestId === undefined ? {} : { requestId: clean(failure.requestId) }),
        },
      };
