import { linkHint } from '../../accounts/correlate';
import { accessOf } from './access';
import { planActive } from './active-account';
import { createAccount } from './create-account';
import { planInactive } from './inactive-account';
import { NOTHING, type AccountPlan, type Found, type PlannedPair } from './planned-pair';

/** One person's account in one application: what it needs, why, and upon what that is decided. */
export const planAccount = (pair: PlannedPair): AccountPlan => {
  const { person, app, correlation } = pair;
  if (correlation.tag === 'disputed') {
    return {
      tag: 'skip',
      would: 'any',
      reason: `disputed: ${correlation.why.replace(/\.$/, '')}; ${linkHint(app.name, person.key)}`,
    };
  }
  const access = accessOf(pair);
  if (correlation.tag === 'none') {
    return access.tag === 'in' ? createAccount(pair, correlation.holders) : NOTHING;
  }
  const { account, by, holders } = correlation;
  const found: Found = { account, by, holders, linked: account.person === person.key };
  return access.tag === 'in' ? planActive(pair, found) : planInactive(pair, found, access);
};
