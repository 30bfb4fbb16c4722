import type { Check } from '../check';
import { activityChecks } from './activity';
import { activationChecks } from './activation-apart';
import { PREREQUISITE } from './prerequisite';
import { connectionChecks } from './connection';
import { createChecks } from './create';
import { errorChecks } from './errors';
import { extraCommandChecks } from './extra-commands';
import { faultChecks } from './faults';
import { groupFaultChecks } from './group-faults';
import { groupListChecks } from './group-lists';
import { groupMemberChecks } from './group-members';
import { groupChecks } from './groups';
import { hostileChecks } from './hostile';
import { inputChecks } from './input';
import { listingChecks } from './listing';
import { lookupChecks } from './lookup';
import { profileChecks } from './profile';
import { replacementChecks } from './replacement';
import { secretChecks } from './secrets';
import { shapeChecks } from './shape';
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
  ...replacementChecks,
  ...activityChecks,
  ...activationChecks,
  ...switchChecks,
  ...inputChecks,
  ...shapeChecks,
  ...errorChecks,
  ...faultChecks,
  ...listingChecks,
  ...groupChecks,
  ...groupMemberChecks,
  ...groupListChecks,
  ...groupFaultChecks,
  ...extraCommandChecks,
  ...secretChecks,
  ...hostileChecks,
];
