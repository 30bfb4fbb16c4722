import { ACME_CALLS, ACME_PROFILE, acme, acmeFake, acmeParams } from '../__fixtures__/acme';
import { describeIntegration } from './describe-integration';

describeIntegration({
  integration: acme,
  fake: acmeFake,
  params: acmeParams,
  profile: ACME_PROFILE,
  extraCommands: ACME_CALLS,
  test: { describe, it, expect },
});
