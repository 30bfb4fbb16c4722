import type { Check } from '../kit/check';
import { activityChecks } from './user/activity';
import { activationChecks } from './user/activation-apart';
import { PREREQUISITE } from './prerequisite';
import { connectionChecks } from './connection/connection';
import { createChecks } from './user/create';
import { dryRunChecks } from './user/dry-run';
import { decidedChecks } from './user/decided';
import { perCallChecks } from './user/per-call';
import { errorChecks } from './faults/errors';
import { extraCommandChecks } from './commands/extra-commands';
import { faultChecks } from './faults/faults';
import { groupDryRunChecks } from './group/group-dry-run';
import { groupFaultChecks } from './group/group-faults';
import { groupListChecks } from './group/group-lists';
import { groupMemberChecks } from './group/group-members';
import { groupChecks } from './group/groups';
import { hostileChecks } from './hostile/hostile';
import { hostileListChecks } from './hostile/hostile-lists';
import { hostileQueryChecks } from './hostile/hostile-queries';
import { inputChecks } from './hostile/input';
import { listingChecks } from './user/listing';
import { getChecks } from './user/get';
import { lookupChecks } from './user/lookup';
import { lookupReplyChecks } from './user/lookup-replies';
import { profileChecks } from './user/profile';
import { referenceChecks } from './user/references';
import { replacementChecks } from './user/replacement';
import { secretChecks } from './connection/secrets';
import { shapeChecks } from './commands/shape';
import { signInChecks } from './connection/sign-in';
import { switchChecks } from './user/switches';
import { updateChecks } from './user/update';
import { updateValueChecks } from './user/update-values';

/** The whole contract as named checks, in the order in which a new vendor is best made to meet them. */
export const checks: readonly Check[] = [
  ...connectionChecks,
  // What stands before it needs no people; what stands after it is not run when it fails.
  PREREQUISITE,
  ...profileChecks,
  ...getChecks,
  ...lookupChecks,
  ...lookupReplyChecks,
  ...createChecks,
  ...updateChecks,
  ...updateValueChecks,
  ...referenceChecks,
  ...replacementChecks,
  ...activityChecks,
  ...activationChecks,
  ...switchChecks,
  ...perCallChecks,
  ...dryRunChecks,
  ...decidedChecks,
  ...inputChecks,
  ...shapeChecks,
  ...errorChecks,
  ...faultChecks,
  ...listingChecks,
  ...groupChecks,
  ...groupMemberChecks,
  ...groupListChecks,
  ...groupDryRunChecks,
  ...groupFaultChecks,
  ...extraCommandChecks,
  ...secretChecks,
  ...signInChecks,
  ...hostileChecks,
  ...hostileQueryChecks,
  ...hostileListChecks,
];
