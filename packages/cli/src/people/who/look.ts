import { pausesInstance, type Failure, type UserResult } from '@iam/core';
import { dictionaryOf } from '@iam/core/internal';
import { isOpen, type Opened, type OpenInstance } from '../../config/open-instances';
import type { Account, Step } from '../outcome';

/** Identifiers in the words of a profile. */
export type Identity = Readonly<Record<string, string>>;

/** Failures that concern a whole application, so that it is not asked once per person. */
export type Paused = Map<string, Failure>;

/** Looks for a person at one application; nothing is written. */
export const look = async (
  one: Opened,
  identity: Identity,
  paused: Paused,
  signal?: AbortSignal,
): Promise<Step> => {
  const application = one.config.name;
  if (!isOpen(one)) {
    return { application, state: 'unknown', ok: false, failure: one.failure, notes: [] };
  }
  const known = paused.get(application);
  if (known !== undefined) {
    return { application, state: 'unknown', ok: false, failure: known, notes: [] };
  }
  const result = await one.instance.run(
    'iam-get-user',
    { 'user-profile': { ...identity } as never },
    signal === undefined ? {} : { signal },
  );
  if (result.failure !== undefined && pausesInstance(result.failure)) {
    paused.set(application, result.failure);
  }
  return stepOf(one, result);
};

const stepOf = (one: OpenInstance, result: UserResult): Step => {
  const application = one.config.name;
  const { failure } = result;
  if (failure?.kind === 'not-found') {
    return { application, state: 'absent', ok: true, notes: [] };
  }
  const account = accountOf(one, result);
  if (failure !== undefined) {
    return {
      application,
      state: 'unknown',
      ok: false,
      failure,
      notes: [],
      ...(account === undefined ? {} : { account }),
    };
  }
  const { active } = result.vendor;
  return {
    application,
    state: active === null ? 'unknown' : active ? 'active' : 'disabled',
    ok: active !== null,
    notes: active === null ? ['the application does not say whether the account is active'] : [],
    ...(account === undefined ? {} : { account }),
  };
};

/** The account in a result; also of one that was found and is not taken for the person’s. */
export const accountOf = (one: OpenInstance, { vendor, state }: UserResult): Account | undefined => {
  const { id, username, email, active } = vendor;
  if (id === null) {
    return undefined;
  }
  const details = dictionaryOf(vendor.details);
  const profile =
    Object.keys(details).length === 0 ? {} : profileOf(one, { id, username, email, active, details });
  return { id, username, email, active, details, profile, ...(state === undefined ? {} : { word: state }) };
};

/** A record that cannot be mapped still is an account. */
const profileOf = (
  { instance }: OpenInstance,
  record: Parameters<OpenInstance['instance']['profileOf']>[0],
): Account['profile'] => {
  try {
    return instance.profileOf(record);
  } catch {
    return {};
  }
};

/** The person’s key in an account; undefined where it has none. */
export const employeeIdOf = ({ profile }: Account): string | undefined => {
  const key = profile['employeeid'];
  return (typeof key === 'string' || typeof key === 'number') && `${key}` !== '' ? `${key}` : undefined;
};
