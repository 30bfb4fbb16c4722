import { ACME_PROFILE, acme, acmeFake, acmeParams } from './__fixtures__/acme';
import { describeIntegration } from './describe-integration';

describeIntegration({
  integration: acme,
  fake: acmeFake,
  params: acmeParams,
  profile: ACME_PROFILE,
  test: { describe, it, expect },
});
