import type { Check } from '../check';
import { activityChecks } from './activity';
import { PREREQUISITE } from './prerequisite';
import { connectionChecks } from './connection';
import { createChecks } from './create';
import { errorChecks } from './errors';
import { extraCommandChecks } from './extra-commands';
import { faultChecks } from './faults';
import { groupFaultChecks } from './group-faults';
import { groupMemberChecks } from './group-members';
import { groupChecks } from './groups';
import { hostileChecks } from './hostile';
import { hostileQueryChecks } from './hostile-queries';
import { inputChecks } from './input';
import { listingChecks } from './listing';
import { lookupChecks } from './lookup';
import { profileChecks } from './profile';
import { referenceChecks } from './references';
import { replacementChecks } from './replacement';
import { secretChecks } from './secrets';
import { shapeChecks } from './shape';
import { signInChecks } from './sign-in';
import { switchChecks } from './switches';
import { updateChecks } from './update';

/** The whole contract as named checks, in the order in which a new vendor is best made to meet them. */
export const checks: readonly Check[] = [
  ...connectionChecks,
  // What stands before it needs no people; what stands after it is not run when it fails.
  PREREQUISITE,
  ...profileChecks,
  ...lookupChecks,
  ...createChecks,
  ...updateChecks,
  ...referenceChecks,
  ...replacementChecks,
  ...activityChecks,
  ...switchChecks,
  ...inputChecks,
  ...shapeChecks,
  ...errorChecks,
  ...faultChecks,
  ...listingChecks,
  ...groupChecks,
  ...groupMemberChecks,
  ...groupFaultChecks,
  ...extraCommandChecks,
  ...secretChecks,
  ...signInChecks,
  ...hostileChecks,
  ...hostileQueryChecks,
];
