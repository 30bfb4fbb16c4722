import type { Attributes } from '../../profile/app-data';
import { nameOf } from '../../profile/user-profile';
import type { Outcome } from './outcome';
import type { IAMVendorActionResult, ResultFrame, UserResult } from '../result';

/** The documented result of a user command. */
export const userResult = (
  frame: ResultFrame,
  profile: Attributes,
  outcome: Outcome,
  unresolved: readonly string[] = [],
): UserResult => {
  const { run, command, brand, instanceName, warnings, requests } = frame;
  const common = {
    kind: 'user',
    run,
    command,
    brand,
    instanceName,
    warnings,
    requests,
    who: nameOf(profile),
    vendor: vendorObject(frame, outcome),
    userProfile: outcome.tag === 'done' ? (outcome.profile ?? profile) : profile,
    reEnabled: outcome.tag === 'done' && outcome.reEnabled,
    ...(unresolved.length === 0 ? {} : { unresolved }),
    ...(outcome.subject.state === undefined ? {} : { state: outcome.subject.state }),
  } as const;
  // Not `{ ...common, status }`: adding to a copy takes several microseconds.
  switch (outcome.tag) {
    case 'done':
      return Object.assign(common, { status: 'done', happened: outcome.happened } as const);
    case 'skipped':
      return Object.assign(common, { status: 'skipped', skipCause: outcome.cause } as const);
    case 'failed':
      return Object.assign(common, { status: 'failed', failure: outcome.failure } as const);
  }
};

const vendorObject = ({ brand, instanceName }: ResultFrame, outcome: Outcome): IAMVendorActionResult => ({
  brand,
  instanceName,
  action: outcome.action,
  success: outcome.tag !== 'failed',
  active: outcome.subject.active,
  id: outcome.subject.id,
  username: outcome.subject.username,
  email: outcome.subject.email,
  errorCode: outcome.tag === 'failed' ? outcome.failure.status : null,
  errorMessage: outcome.tag === 'failed' ? errorMessageOf(outcome.failure) : '',
  details: outcome.tag === 'failed' ? null : outcome.details,
  skipped: outcome.tag === 'skipped',
  reason: outcome.tag === 'failed' ? '' : outcome.reason,
});

/** The vendor's message with the request id that its support asks for. */
export const errorMessageOf = ({
  message,
  requestId,
}: {
  readonly message: string;
  readonly requestId?: string;
}): string => (requestId === undefined ? message : `${message} (request id ${requestId})`);
