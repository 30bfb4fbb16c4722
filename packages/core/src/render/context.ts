import type {
  CommandResult,
  ExtraResult,
  FieldsResult,
  TestResult,
  UserResult,
  GroupResult,
} from '../commands/result';

/**
 * The documented context of a result:
 *
 * - user commands: `{ IAM: { UserProfile, Vendor } }`
 * - group commands: `{ GetGroup }`, `{ CreateGroup }`, `{ UpdateGroup }` or `{ DeleteGroup }`
 * - get-mapping-fields: `{ "User Profile": { name: description } }`
 * - commands of one integration alone: their records below their own key, `{ Okta: { Application: [ … ] } }`
 *
 * The reference documents no context for test-module, nor for a get-mapping-fields that failed. Ours are
 * `{ Test: … }` and `{ Error: … }` with brand, instanceName, success, errorCode and errorMessage, so that a failure is
 * never taken for an application without fields.
 */
export const toContext = (result: CommandResult): Readonly<Record<string, unknown>> => {
  switch (result.kind) {
    case 'user':
      return userContext(result);
    case 'group':
      return groupContext(result);
    case 'fields':
      return result.status === 'failed' ? { Error: summary(result) } : { 'User Profile': result.fields };
    case 'test':
      return { Test: summary(result) };
    case 'extra':
      return result.status === 'failed'
        ? { Error: summary(result) }
        : nested(result.contextKey, result.output ?? []);
  }
};

/** `Okta.Application` as objects in each other. */
const nested = (key: string, value: unknown): Readonly<Record<string, unknown>> => {
  const [first = key, ...rest] = key.split('.');
  return { [first]: rest.length === 0 ? value : nested(rest.join('.'), value) };
};

const userContext = ({ userProfile, vendor }: UserResult) => ({
  IAM: { UserProfile: userProfile, Vendor: vendor },
});

const groupContext = ({ contextKey, group }: GroupResult) => ({ [contextKey]: group });

/** The members that every documented object has, for the results that have no documented object. */
export const summary = (result: FieldsResult | TestResult | ExtraResult) => ({
  brand: result.brand,
  instanceName: result.instanceName,
  success: result.status !== 'failed',
  errorCode: result.failure?.status ?? null,
  errorMessage: result.failure?.message ?? '',
});
