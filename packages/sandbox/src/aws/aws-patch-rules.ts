import type { FilterNode } from '../scim/filter/filter-parser';
import type { Change, Operation, PatchRequest } from '../scim/patch-request';
import type { Kind } from '../scim/scim-face';
import { invalidValue } from '../scim/scim-problem';
import type { AwsSettings } from './aws-options';
import { PATHLESS_TEXT } from './aws-problems';

const MAX_MEMBERSHIP_CHANGES = 100;

/**
 * Refuses a PATCH by its operations alone, before their result is validated.
 * Sources: the pages of PatchUser and PatchGroup of the SCIM developer guide. @throws ScimProblem 400
 */
export const checkAwsPatch = (kind: Kind, patch: PatchRequest, settings: AwsSettings): void => {
  if (patch.operations.some(touchesSeveral)) {
    throw invalidValue(PATHLESS_TEXT);
  }
  if (kind === 'User') {
    checkUserPatch(patch);
  } else {
    checkGroupPatch(patch, settings);
  }
};

// `id` and `schemas` in a path-less value are ignored: the documented rename of a group carries the id.
const touchesSeveral = (operation: Operation): boolean =>
  operation.path === undefined &&
  Object.keys(operation.value as object).filter(
    (name) => !['id', 'schemas', 'meta'].includes(name.toLowerCase()),
  ).length > 1;

const checkUserPatch = ({ changes }: PatchRequest): void => {
  for (const name of ['userName', 'active']) {
    const touching = changes.filter((change) => change.attribute?.name === name);
    if (touching.length > 1) {
      throw invalidValue(`More than one operation on ${name}`);
    }
    if (touching.some((change) => change.op === 'remove')) {
      throw invalidValue(`Attribute ${name} cannot be removed`);
    }
  }
  if (changes.some((change) => change.filter !== undefined && !isPlainEq(change.filter))) {
    throw invalidValue('Only eq is supported in a path');
  }
};

const isPlainEq = (filter: FilterNode): boolean => filter.kind === 'compare' && filter.operator === 'eq';

const checkGroupPatch = ({ changes, operations }: PatchRequest, settings: AwsSettings): void => {
  let memberships = 0;
  for (const change of changes) {
    if (change.attribute?.name !== 'members') {
      if (change.op === 'remove' && change.attribute?.name === 'displayName') {
        throw invalidValue('Attribute displayName cannot be removed');
      }
      continue;
    }
    memberships += checkMembership(change, settings);
  }
  if (memberships > MAX_MEMBERSHIP_CHANGES) {
    throw invalidValue(
      `${operations.length} operations change more than ${MAX_MEMBERSHIP_CHANGES} memberships`,
    );
  }
};

/** How many memberships one operation changes. */
const checkMembership = (change: Change, settings: AwsSettings): number => {
  if (change.filter !== undefined) {
    if (settings.memberPathFilter === 'reject' || !isPlainEq(change.filter) || change.op !== 'remove') {
      throw invalidValue('A path cannot select members');
    }
    return 1;
  }
  const listed = Array.isArray(change.value) ? change.value.length : 0;
  const replacesAll = change.op === 'replace' || (change.op === 'remove' && listed === 0);
  if (replacesAll && settings.membershipReplace === 'reject') {
    throw invalidValue('Replacing or removing all memberships is not supported');
  }
  if (change.op === 'add' && listed === 0) {
    throw invalidValue('No members to add');
  }
  return listed;
};
